package dev.tidings.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The pace of one Kafka Streams application's threads: how long a thread may wait for records, and when what it has written
 * is worth a commit. Kafka Streams knows a fixed poll time and a fixed commit interval only: short ones cost CPU when nothing
 * is due, and long ones make what is due late.
 *
 * <p>What is said and asked concerns the calling thread: processors and their consumer share it.
 */
public final class Pace {
    /** Waiting longer would save nothing any more, and a clock that was set forward is noticed as late as this. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final Duration commitEvery;
    private final long spacing;
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

    private Pace(Duration commitEvery, Duration spacing) {
        this.commitEvery = commitEvery;
        this.spacing = spacing.toMillis();
    }

    /** For an application whose every result is wanted soon: commits at fixed intervals while there is anything to. */
    public static Pace steady(Duration commitEvery) {
        return new Pace(commitEvery, commitEvery);
    }

    /**
     * For an application that asks for a commit where it has written what others wait for.
     *
     * @param commitEvery when the rest is committed
     * @param spacing how far commits that were asked for are apart at least: what is due in between shares one
     */
    public static Pace onDemand(Duration commitEvery, Duration spacing) {
        return new Pace(commitEvery, spacing);
    }

    /** What one thread knows. Times in milliseconds since the epoch. */
    private static final class Turn {
        final Map<Object, Long> due = new HashMap<>();
        long lastCommit = Long.MIN_VALUE;
        boolean waitsForCommit;
        boolean readRecords;
    }

    Duration longestWait() {
        return LONGEST_WAIT;
    }

    Duration commitEvery() {
        return commitEvery;
    }

    /**
     * Says when a task has something to do next; until it says so again.
     *
     * @param task who says so
     * @param at milliseconds since the epoch
     */
    public void nextDue(Object task, long at) {
        turns.get().due.put(task, at);
    }

    /** The task has nothing to do any more. */
    public void forget(Object task) {
        turns.get().due.remove(task);
    }

    /** Whether a commit may be asked for: since the last one, some time has passed (or the clock was set back). */
    public boolean mayCommit(long now) {
        long last = turns.get().lastCommit;
        return last == Long.MIN_VALUE || now < last || now - last >= spacing;
    }

    /** Something was written that others wait for: a commit is wanted, if not now then soon. */
    public void wantCommit() {
        turns.get().waitsForCommit = true;
    }

    /** Whether a commit is wanted, and may be asked for now. The caller then asks for it. */
    public boolean takeCommit(long now) {
        Turn turn = turns.get();
        if (!turn.waitsForCommit || !mayCommit(now)) {
            return false;
        }
        turn.waitsForCommit = false;
        turn.lastCommit = now;
        return true;
    }

    /** Whether the last poll brought records: they may have led to something that is to be committed. */
    void polled(boolean records) {
        turns.get().readRecords = records;
    }

    /** How long the thread may wait for records now. */
    Duration waitAt(long now) {
        Turn turn = turns.get();
        Duration longest = turn.readRecords ? commitEvery : LONGEST_WAIT;
        long at = turn.waitsForCommit ? now : Long.MAX_VALUE;
        for (long due : turn.due.values()) {
            at = Math.min(at, due);
        }
        if (turn.lastCommit != Long.MIN_VALUE && turn.lastCommit <= now) {
            at = Math.max(at, turn.lastCommit + spacing);
        }
        return at <= now ? Duration.ZERO : Duration.ofMillis(Math.min(at - now, longest.toMillis()));
    }
}
