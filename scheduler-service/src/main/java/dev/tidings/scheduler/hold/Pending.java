package dev.tidings.scheduler.hold;

/** How much is held at one time, by lane and by due time, and what is still to be done. Put together once, then only read. */
@SuppressWarnings("EnumOrdinal") // Of arrays that are gone with the process; a map would box every bucket's count.
public final class Pending {
    private final long now;
    private final long[] byLane = new long[HeldLane.values().length];
    private final long[] byDue = new long[Horizon.values().length];
    private long firstDue = HoldStore.NEVER;
    private long firstWhole = HoldStore.NEVER;

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

    void firstWhole(long due) {
        firstWhole = Math.min(firstWhole, due);
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

    /**
     * How long ago the first was due of what was released and not stripped of what it held: milliseconds, 0 where all is
     * stripped.
     */
    public long wholeMillis() {
        return Math.max(0, now - firstWhole);
    }

    /** When it was so, milliseconds since the epoch. */
    public long at() {
        return now;
    }
}
