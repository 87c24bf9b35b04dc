package dev.tidings.dispatcher.engine;

import java.time.Instant;

/** What can befall a process. */
final class SimulatedProcess {
    /** The world's own: it stays. */
    static final SimulatedProcess NONE = new SimulatedProcess();

    boolean gone;
    Instant frozenUntil = Instant.MIN;
    /** Until then the broker that keeps its group does not hear it, nor it that one. */
    Instant cutOffUntil = Instant.MIN;
}
