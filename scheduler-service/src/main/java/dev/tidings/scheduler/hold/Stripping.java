package dev.tidings.scheduler.hold;

import java.time.Duration;

/**
 * Has what was released stripped of what it held, behind the work instead of beside it: a burst is over before it begins. In small
 * portions, far apart, since what is due meanwhile waits for one of them on each of the thread's partitions.
 */
final class Stripping {
    /** Nothing was read and nothing was due for so long: there is time. */
    private static final long RESTED = Duration.ofSeconds(1).toMillis();

    /** What is due at the same time is out by then, and mostly sent. */
    static final Duration AT_REST = Duration.ofMinutes(1);

    /** A load without a rest must not let it all pile up. */
    static final Duration IN_ANY_CASE = Duration.ofMinutes(10);

    /** With a dozen partitions, more than the sends a second that one thread gets through for long. */
    static final int PORTION = 64;

    static final long APART = 100;

    private final HoldStore store;
    private long lastWork;
    private long lastPortion;
    private long next = HoldStore.NEVER;

    Stripping(HoldStore store) {
        this.store = store;
    }

    /** Something was read, or came due. */
    void worked(long clock) {
        lastWork = clock;
    }

    /** When the next portion is to follow, where one is known to. */
    long next() {
        return next;
    }

    /** Strips a portion, where it is time for one and there is something to strip: otherwise no store is touched. */
    void goOn(long clock) {
        if (!isOver(lastPortion, APART, clock)) {
            return;
        }
        Duration age = isOver(lastWork, RESTED, clock) ? AT_REST : IN_ANY_CASE;
        long before = clock - age.toMillis();
        if (store.firstWhole() < before) {
            lastPortion = clock;
            store.strip(before, clock, PORTION);
        }
        next = store.firstWhole() < before ? clock + APART : HoldStore.NEVER;
    }

    // Nor does it wait until a clock that was set back has caught up.
    private static boolean isOver(long since, long span, long clock) {
        return clock < since || clock - since >= span;
    }
}
