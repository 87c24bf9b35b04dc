package dev.tidings.scheduler.hold;

/**
 * How much one partition holds: told of every change by its store, at some ten nanoseconds each, and asked by whoever shows
 * it. Its memory is bounded by the buckets that there are: an hour of seconds, thirty days of minutes, eleven years of hours,
 * and what is overdue. Safe for use by several threads; the lock is free but for the moments in which it is asked.
 */
@SuppressWarnings("EnumOrdinal") // Of an array that is gone with the process.
public final class PendingCounts {
    private final long[] byLane = new long[HeldLane.values().length];
    private final Buckets buckets = new Buckets();

    /**
     * An entry was put, or found again when the store was opened.
     *
     * @param due milliseconds since the epoch; not negative
     * @param grain of the time at which it was put: to be kept with the entry
     */
    public synchronized void added(HeldLane lane, long due, Grain grain) {
        byLane[lane.ordinal()]++;
        buckets.add(due, grain);
    }

    /**
     * An entry has gone. All three have to be as they were when it was added.
     *
     * @return false where there was none like it: nothing is changed, since a wrong count is no reason to stop a partition
     */
    public synchronized boolean removed(HeldLane lane, long due, Grain grain) {
        boolean known = byLane[lane.ordinal()] > 0 && buckets.remove(due, grain);
        if (known) {
            byLane[lane.ordinal()]--;
        }
        return known;
    }

    synchronized void tell(Pending pending) {
        for (HeldLane lane : HeldLane.values()) {
            pending.add(lane, byLane[lane.ordinal()]);
        }
        buckets.forEach(pending::add);
    }
}
