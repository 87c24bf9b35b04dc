package dev.tidings.dispatcher.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * For how long this process may count on what it was assigned, without the poll thread turning. A process that stood still
 * for longer may have lost all of it to another one, and goes on for a while before the group tells it so. Renewed by the
 * poll thread, asked by every thread.
 */
final class Lease {
    /** Small corrections of the clock say nothing; a larger step back hides for how long it stood still. */
    private static final Duration STEP_BACK = Duration.ofSeconds(1);

    private final Duration length;
    private final InstantSource clock;
    private volatile Instant renewed;

    Lease(Duration length, InstantSource clock) {
        this.length = length;
        this.clock = clock;
        this.renewed = clock.instant();
    }

    boolean holds() {
        return holds(clock.instant());
    }

    /** False: it has run out, and stays so until {@link #begin}. */
    boolean renew() {
        Instant now = clock.instant();
        if (!holds(now)) {
            return false;
        }
        renewed = now;
        return true;
    }

    /** Begins anew: after everything that counted on the one before has been ended. */
    void begin() {
        renewed = clock.instant();
    }

    private boolean holds(Instant now) {
        Instant last = renewed;
        return !now.isAfter(last.plus(length)) && !now.isBefore(last.minus(STEP_BACK));
    }
}
