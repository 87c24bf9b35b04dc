package dev.tidings.dispatcher.dispatch;

import java.time.Duration;

/** A wait, cut short when the engine stops. */
public interface Pause {
    void await(Duration atMost) throws InterruptedException;
}
