package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Lets what runs end while the poll thread cannot turn: meanwhile the others' tasks start, and doors open, as if it did. */
final class Drain {
    /** Bounds how late an end is noticed, and a door that time has opened. */
    private static final Duration SLICE = Duration.ofMillis(20);

    private final Gate gate;
    private final Pause pause;
    private final StopBudget budget;
    private final InstantSource clock;

    Drain(Gate gate, Pause pause, StopBudget budget, InstantSource clock) {
        this.gate = gate;
        this.pause = pause;
        this.budget = budget;
        this.clock = clock;
    }

    /** How long it may take where this process ends. */
    Duration atTheEnd() {
        return budget.draining();
    }

    /**
     * Waits, and keeps what this process owns its own meanwhile.
     *
     * @return false where it is not drained in time, or what was owned is not sure to be any more
     */
    boolean drained(BooleanSupplier isDrained, Duration within, Lease lease) {
        Instant end = clock.instant().plus(within);
        while (!isDrained.getAsBoolean()) {
            if (!lease.renew() || !clock.instant().isBefore(end) || !paused()) {
                return false;
            }
            gate.pump();
        }
        return true;
    }

    private boolean paused() {
        try {
            return pause.await(SLICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
