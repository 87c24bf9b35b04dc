package dev.tidings.scheduler.hold;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much one tick may do. The number of entries doubles with each tick that leaves something, up to its limit, and falls
 * back when a tick comes to the end: small while there is little to do, so that new records do not wait, and large enough
 * to catch up. Time bounds it whatever the number.
 */
public final class Budget {
    private static final int CHECK_EVERY = 64;

    private final int least;
    private final int most;
    private final long nanos;
    private final LongSupplier nanoTime;
    private int entries;

    /**
     * A budget.
     *
     * @param least entries of a tick that is not behind
     * @param most entries of any tick
     * @param time of any tick
     * @param nanoTime a clock for differences, in nanoseconds
     */
    public Budget(int least, int most, Duration time, LongSupplier nanoTime) {
        if (least < 1 || most < least || !time.isPositive()) {
            throw new IllegalArgumentException("a tick of " + least + " to " + most + " entries in " + time
                    + " does nothing; it needs at least one entry and some time");
        }
        this.least = least;
        this.most = most;
        this.nanos = time.toNanos();
        this.nanoTime = nanoTime;
        this.entries = least;
    }

    Spending begin() {
        return new Spending(nanoTime.getAsLong());
    }

    /** What one tick has used of it. */
    final class Spending {
        private final long began;
        private int done;
        /** Since time was looked at. */
        private int unseen;

        private boolean isOver;

        private Spending(long began) {
            this.began = began;
        }

        /** Looks at the time, if enough was done since that was looked at. */
        boolean spent() {
            if (unseen >= CHECK_EVERY) {
                unseen = 0;
                isOver = nanoTime.getAsLong() - began >= nanos;
            }
            return isOver || done >= entries;
        }

        void one() {
            done++;
            unseen++;
        }

        /** Many at once: time is looked at right after them. */
        void step(int of) {
            done += of;
            unseen = CHECK_EVERY;
        }

        void leftSomething() {
            entries = Math.min(most, entries * 2);
        }

        void cameToTheEnd() {
            entries = least;
        }
    }
}
