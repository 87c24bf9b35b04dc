package dev.tidings.dispatcher.dispatch;

import java.time.Duration;

/** A wait, cut short when the engine stops. */
public interface Pause {
    /** False: it is over, and nobody is to go on. */
    boolean await(Duration atMost) throws InterruptedException;
}
