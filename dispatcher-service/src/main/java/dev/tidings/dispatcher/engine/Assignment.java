package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.dispatcher.dispatch.CompletedOffsets;
import dev.tidings.dispatcher.dispatch.Frontier;
import dev.tidings.dispatcher.dispatch.Source;
import dev.tidings.dispatcher.dispatch.Takeover;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a lane, from the time it is assigned to this process until it is taken away. A task keeps the
 * assignment it came with: when the partition comes back, it comes as another one.
 */
final class Assignment {
    private final TopicPartition partition;
    private final Source source;
    private final Lease lease;
    private volatile boolean current = true;

    /** How often its tasks have failed here, also in the assignments which this one has taken the place of. */
    final Failures failures;

    /** Guarded by the gate's lock. */
    final Frontier frontier = new Frontier(0);

    /** One of its tasks has failed: it takes nothing more in, and begins anew. Guarded by the gate's lock. */
    boolean failed;

    /** The rest belongs to the poll thread. */
    Stage stage = Stage.NEW;

    /** What the journal says of tasks that a former owner may have begun; forgotten when the last of them is taken in. */
    @Nullable
    Takeover takeover;

    /** No former owner can have read the lane from this offset on. */
    long inheritedTo;

    /** It was set back: what lies before the committed replay's start matters too. */
    boolean setBack;

    private Instant restSince = Instant.MIN;
    private Instant restUntil = Instant.MIN;
    CommitPoint committed = CommitPoint.NONE;

    /** What a former owner has completed beyond where this one begins. */
    CompletedOffsets inherited = CompletedOffsets.NONE;

    /** So many are complete beyond the lowest open one that there will soon be no place to tell them. */
    boolean crowded;

    Assignment(TopicPartition partition, Source source, Lease lease, Failures failures) {
        this.partition = partition;
        this.source = source;
        this.lease = lease;
        this.failures = failures;
    }

    /** How far the take-over has come. */
    enum Stage {
        /** What the former owner committed is not known yet. */
        NEW,
        /** The journal is being read. */
        READING,
        /** Tasks may be started. */
        OPEN
    }

    TopicPartition partition() {
        return partition;
    }

    Source source() {
        return source;
    }

    /** Whether this process surely still owns the partition by this assignment. Once false, it stays so. */
    boolean isCurrent() {
        return current && lease.holds();
    }

    /** Brings nothing for a while: a record could not be taken in, or a task has failed. */
    void rest(Instant now, Duration time) {
        restSince = now;
        restUntil = now.plus(time);
    }

    /** Whether it rests; a clock that was set back prolongs no rest. */
    boolean rests(Instant now) {
        return now.isBefore(restUntil) && !now.isBefore(restSince);
    }

    void end() {
        current = false;
    }
}
