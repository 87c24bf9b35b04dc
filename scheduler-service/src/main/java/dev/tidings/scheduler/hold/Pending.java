package dev.tidings.scheduler.hold;

/** How much is held at one time, by lane and by due time. Put together once, then only read. */
@SuppressWarnings("EnumOrdinal") // Of arrays that are gone with the process; a map would box every bucket's count.
public final class Pending {
    private final long now;
    private final long[] byLane = new long[HeldLane.values().length];
    private final long[] byDue = new long[Horizon.values().length];
    private long firstDue = Long.MAX_VALUE;

    /** @param now milliseconds since the epoch */
    Pending(long now) {
        this.now = now;
    }

    void add(HeldLane lane, long count) {
        byLane[lane.ordinal()] += count;
    }

    void add(long start, long width, long count) {
        byDue[Horizon.of(start, width, now).ordinal()] += count;
    }

    void firstDue(long due) {
        firstDue = Math.min(firstDue, due);
    }

    public long of(HeldLane lane) {
        return byLane[lane.ordinal()];
    }

    public long of(Horizon horizon) {
        return byDue[horizon.ordinal()];
    }

    /** How long the entry waits already that should have gone first: milliseconds, 0 where nothing is overdue. */
    public long overdueMillis() {
        return Math.max(0, now - firstDue);
    }

    /** When it was so, milliseconds since the epoch. */
    public long at() {
        return now;
    }
}
