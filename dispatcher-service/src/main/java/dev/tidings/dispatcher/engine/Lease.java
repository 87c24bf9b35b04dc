package dev.tidings.dispatcher.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * For how long this process may count on what it was assigned: for as long as the group cannot have given it to another, by the last
 * that the group said. Who stood still, or reaches all but the group's coordinator, may have lost all of it, and goes on for a while
 * before he is told so. Renewed by the poll thread, asked by every thread.
 */
final class Lease {
    /** Small corrections of the clock say nothing; a larger step back hides for how long it stood still. */
    private static final Duration STEP_BACK = Duration.ofMillis(500);

    private final Duration length;
    private final Membership membership;
    private final InstantSource clock;
    private volatile Times times;

    /**
     * Begins at once.
     *
     * @param length from a time at which the group knew this process
     */
    Lease(Duration length, Membership membership, InstantSource clock) {
        this.length = length;
        this.membership = membership;
        this.clock = clock;
        this.times = Times.both(clock.instant());
    }

    /**
     * What is known.
     *
     * @param known when the group still knew this process
     * @param renewed when that was asked last
     */
    private record Times(Instant known, Instant renewed) {
        static Times both(Instant now) {
            return new Times(now, now);
        }

        Times knownAt(Instant other) {
            return new Times(other.isAfter(known) ? other : known, renewed);
        }
    }

    boolean holds() {
        return holds(clock.instant());
    }

    /** False: it has run out, and stays so until {@link #begin}. */
    boolean renew() {
        Instant known = membership.knownAt();
        Instant now = clock.instant();
        if (!holds(now)) {
            return false;
        }
        times = new Times(times.known(), now).knownAt(known);
        return true;
    }

    /** The group has said what this process owns, no earlier than then. Of no use to one that has run out. */
    void confirm(Instant earliest) {
        if (holds()) {
            times = times.knownAt(earliest);
        }
    }

    /** Begins anew: while nothing counts on it. */
    void begin() {
        // So that it is looked at without a gap.
        var _ = membership.knownAt();
        times = Times.both(clock.instant());
    }

    private boolean holds(Instant now) {
        Times last = times;
        return !now.isAfter(last.known().plus(length))
                && !now.isBefore(last.renewed().minus(STEP_BACK));
    }
}
