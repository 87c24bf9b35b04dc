package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.CommitMetadata;
import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.dispatcher.dispatch.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits how far the partitions are done. Belongs to the poll thread. */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final Duration SYNC_WITHIN = Duration.ofSeconds(3);

    /** An idle lane is committed again when the journal has grown by so much: its next owner replays no more. */
    private static final long JOURNAL_GROWTH = 5_000;

    /** Of the room there is to tell what is complete: beyond it a partition brings nothing new, until its lowest one ends. */
    private static final double CROWDED = 0.75;

    private final Consumer<byte[], byte[]> consumer;
    private final Gate gate;
    private final JournalEnds ends;
    private final Duration every;
    private final InstantSource clock;
    private Instant due = Instant.MIN;
    private boolean underWay;

    Commits(Consumer<byte[], byte[]> consumer, Gate gate, JournalEnds ends, Duration every, InstantSource clock) {
        this.consumer = consumer;
        this.gate = gate;
        this.ends = ends;
        this.every = every;
        this.clock = clock;
    }

    /** Commits without waiting, when it is time to. */
    void turn(Collection<Assignment> owned) {
        Instant now = clock.instant();
        // Also when the clock was set back: a commit must not wait until it has caught up.
        boolean early = now.isBefore(due) && !now.isBefore(due.minus(every));
        if (early || underWay) {
            return;
        }
        due = now.plus(every);
        Map<Assignment, CommitPoint> points = points(owned, Commits::isWorthIt);
        if (!points.isEmpty()) {
            underWay = true;
            consumer.commitAsync(offsets(points), (_, failure) -> {
                underWay = false;
                if (failure == null) {
                    points.forEach((assignment, point) -> assignment.committed = point);
                } else {
                    LOG.atWarn()
                            .addKeyValue("cause", failure.getClass().getSimpleName())
                            .log("a commit failed, the next one includes it");
                }
            });
        }
    }

    /** Commits and waits, for a bounded time. A failure costs a replay, no message: it is told, and no more. */
    void last(Collection<Assignment> assignments) {
        Map<Assignment, CommitPoint> points = points(assignments, (old, next) -> !old.equals(next));
        if (points.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets(points), SYNC_WITHIN);
            points.forEach((assignment, point) -> assignment.committed = point);
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("the last commit of {} partitions failed", points.size());
        }
    }

    /** Only of partitions that are open: of another, what its former owner committed says more. */
    private Map<Assignment, CommitPoint> points(
            Collection<Assignment> assignments, BiPredicate<CommitPoint, CommitPoint> wanted) {
        Map<Assignment, CommitPoint> points = new HashMap<>();
        for (Assignment assignment : assignments) {
            if (assignment.stage == Assignment.Stage.OPEN) {
                OptionalLong position = position(assignment);
                if (position.isPresent()) {
                    CommitPoint point = gate.commitPoint(assignment, position.getAsLong(), replayFrom(assignment));
                    assignment.crowded = point.completed().fill() > CROWDED;
                    if (wanted.test(assignment.committed, point)) {
                        points.put(assignment, point);
                    }
                }
            }
        }
        return points;
    }

    /** The lowest offset that is not done; empty where nothing was polled yet. */
    OptionalLong incomplete(Assignment assignment) {
        OptionalLong position = position(assignment);
        return position.isEmpty()
                ? position
                : OptionalLong.of(
                        gate.commitPoint(assignment, position.getAsLong(), 0).offset());
    }

    /** While there may be tasks ahead that a former owner has begun, the next owner reads of them where this one did. */
    private long replayFrom(Assignment assignment) {
        Takeover takeover = assignment.takeover;
        return takeover == null ? ends.of(assignment.source().partition()) : takeover.begin();
    }

    /** Empty where the consumer has not found its place yet: nothing was polled, so nothing is to be committed. */
    private OptionalLong position(Assignment assignment) {
        try {
            return OptionalLong.of(consumer.position(assignment.partition(), Duration.ZERO));
        } catch (TimeoutException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isWorthIt(CommitPoint old, CommitPoint next) {
        return next.offset() != old.offset()
                || !next.completed().equals(old.completed())
                || next.journal() - old.journal() >= JOURNAL_GROWTH;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Assignment, CommitPoint> points) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        points.forEach((assignment, point) -> offsets.put(
                assignment.partition(), new OffsetAndMetadata(point.offset(), CommitMetadata.write(point))));
        return offsets;
    }
}
