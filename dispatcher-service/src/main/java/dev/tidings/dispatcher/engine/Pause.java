package dev.tidings.dispatcher.engine;

import java.time.Duration;

/** A wait between two tries, cut short when the engine stops. */
interface Pause {
    void await(Duration atMost) throws InterruptedException;
}
