package dev.tidings.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Commits further apart than that save little more. */
    private static final Duration LONGEST_APART = Duration.ofMillis(50);

    /** What has waited for so long already may wait an eighth of it longer. */
    private static final int PART_OF_WAIT = 8;

    /** Of the last commit in what is usual: some ten commits decide. */
    private static final double WEIGHT = 0.125;

    private final Duration commitEvery;
    private final long spacing;
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(this::newTurn);

    private Pace(Duration commitEvery, Duration spacing) {
        this.commitEvery = commitEvery;
        this.spacing = spacing.toMillis();
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
        /** How long after the last commit the next may follow: as long as one usually takes, where that is more. */
        long apart;
        /** How long a commit took of late: the last ones count most. */
        double usual;
        /** What the records that were read since the last commit had waited for that, together, and how many they are. */
        long waits;

        long records;
        /** When the commit under way was asked for. */
        long askedAt = Long.MIN_VALUE;

        /** The tasks that want a commit. */
        final Set<Object> waiting = new HashSet<>();

        boolean readRecords;
        /** The task that began the round; null: there is none. */
        @Nullable
        Object opener;

        long openedAt;

        void spaceNext(long least) {
            long backlog = records == 0 ? 0 : waits / records / PART_OF_WAIT;
            apart = Math.max(Math.max(least, Math.round(usual)), backlog);
            waits = 0;
            records = 0;
        }

        // Nor where the clock was set back: a commit must not wait until it has caught up.
        boolean isTooSoon(long now) {
            return lastCommit != Long.MIN_VALUE && now >= lastCommit && now - lastCommit < apart;
        }

        boolean isOver(Object task, long now) {
            return task.equals(opener) || now < openedAt || now - openedAt >= apart;
        }
    }

    private Turn newTurn() {
        Turn turn = new Turn();
        turn.apart = spacing;
        return turn;
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
        Turn turn = turns.get();
        turn.due.remove(task);
        // Where it is closed without a commit, what it wrote is gone with it.
        turn.waiting.remove(task);
        if (task.equals(turn.opener)) {
            turn.opener = null;
        }
    }

    /**
     * Whether the task may release what is due now, to be committed with what the thread's other tasks release. Once the
     * spacing has passed, the first task that asks begins a round, in which every task has its turn: the spacing is the
     * thread's, since a commit is, and would otherwise leave room for its first task alone.
     */
    public boolean mayRelease(Object task, long now) {
        Turn turn = turns.get();
        if (turn.isOver(task, now)) {
            turn.opener = null;
        }
        if (turn.opener == null && !turn.isTooSoon(now)) {
            turn.opener = task;
            turn.openedAt = now;
        }
        return turn.opener != null;
    }

    /**
     * A record was read. Where they have waited long, commits are further apart, and so the thread gets through more of them:
     * what it falls behind with would otherwise be committed in ever so many small portions. It is the mean that counts, of
     * what is bounded for each: one publisher whose clock is slow does not decide.
     *
     * @param waited how long ago it was published, milliseconds
     */
    public void recordRead(long waited) {
        Turn turn = turns.get();
        turn.waits += Math.clamp(waited, 0, PART_OF_WAIT * LONGEST_APART.toMillis());
        turn.records++;
    }

    /** Something was written that others wait for: a commit is wanted, if not now then soon. */
    public void wantCommit(Object task) {
        turns.get().waiting.add(task);
    }

    public boolean wantsCommit() {
        return !turns.get().waiting.isEmpty();
    }

    /** Whether a commit is wanted, and may be asked for in the present round. The caller then asks for it. */
    public boolean takeCommit(long now) {
        Turn turn = turns.get();
        boolean takes = !turn.waiting.isEmpty() && turn.opener != null;
        if (takes) {
            turn.waiting.clear();
            turn.lastCommit = turn.openedAt;
            turn.askedAt = now;
        }
        return takes;
    }

    /**
     * A commit has ended. The thread did nothing else meanwhile: the spacing begins now, and is as long as a commit usually is,
     * so that a slow broker gets fewer commits and half of the thread's time remains for the records that wait, or more where
     * they have waited long. One commit that was held up for once does not hold up the next.
     */
    void committed(long now) {
        Turn turn = turns.get();
        turn.lastCommit = now;
        // It was of all that the thread had written, whoever asked, and ends the round.
        turn.waiting.clear();
        turn.opener = null;
        if (turn.askedAt != Long.MIN_VALUE) {
            turn.usual += WEIGHT * (Math.clamp(now - turn.askedAt, 0, commitEvery.toMillis()) - turn.usual);
            turn.askedAt = Long.MIN_VALUE;
        }
        turn.spaceNext(spacing);
    }

    /** When something may be done that is due at a time: then, or when the next round may begin. */
    public long notBefore(long due, long now) {
        Turn turn = turns.get();
        return turn.isTooSoon(now) ? Math.max(due, turn.lastCommit + turn.apart) : due;
    }

    /** Whether the last poll brought records: they may have led to something that is to be committed. */
    void polled(boolean records) {
        turns.get().readRecords = records;
    }

    /** How long the thread may wait for records now. */
    Duration waitAt(long now) {
        Turn turn = turns.get();
        turn.opener = null;
        Duration longest = turn.readRecords ? commitEvery : LONGEST_WAIT;
        long at = !turn.waiting.isEmpty() ? now : Long.MAX_VALUE;
        for (long due : turn.due.values()) {
            at = Math.min(at, due);
        }
        at = notBefore(at, now);
        return at <= now ? Duration.ZERO : Duration.ofMillis(Math.min(at - now, longest.toMillis()));
    }
}
