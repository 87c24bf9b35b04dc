package dev.tidings.dispatcher.engine;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.dispatcher.dispatch.CommitMetadata;
import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.dispatcher.dispatch.CompletedOffsets;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.dispatcher.dispatch.TaskId;
import dev.tidings.runtime.FailureNote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what former owners have begun: when partitions come, before any of their tasks starts; and again when the time
 * of those that are open is over. Belongs to the poll thread, which it never keeps waiting for the journal.
 */
final class Takeovers {
    /** How far the clocks of two instances may be apart. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Takeovers.class);

    /** Twice this in a turn, and the poll thread still turns often enough to keep what it owns. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMillis(1500);

    private final Consumer<byte[], byte[]> consumer;
    private final Journal journal;
    private final JournalEnds ends;
    private final AskAgain openAgain;
    private final AskAgain judgeAgain;
    private final InstantSource clock;
    private List<Work.Await> awaited = new ArrayList<>();
    private @Nullable Reading<Assignment> opening;
    private @Nullable Reading<Work.Await> judging;

    Takeovers(
            Consumer<byte[], byte[]> consumer,
            Journal journal,
            JournalEnds ends,
            DispatchMetrics metrics,
            InstantSource clock) {
        this.consumer = consumer;
        this.journal = journal;
        this.ends = ends;
        this.openAgain = new AskAgain(metrics, clock);
        this.judgeAgain = new AskAgain(metrics, clock);
        this.clock = clock;
    }

    void turn(Collection<Assignment> owned) {
        opened();
        open(owned);
        judged();
        judge();
        forget(owned);
    }

    /** Takes care that this one gets its word. */
    void watch(Work.Await await) {
        awaited.add(await);
    }

    private void open(Collection<Assignment> owned) {
        List<Assignment> fresh = owned.stream()
                .filter(assignment -> assignment.stage == Assignment.Stage.NEW)
                .toList();
        if (opening != null || fresh.isEmpty() || !openAgain.isDue()) {
            return;
        }
        try {
            opening = new Reading<>(fresh, journal.read(replayFrom(fresh)));
            fresh.forEach(assignment -> assignment.stage = Assignment.Stage.READING);
        } catch (TimeoutException e) {
            openAgain.failed(LookUp.COMMITTED);
            LOG.warn("what was committed for {} partitions is not known yet, asking again", fresh.size());
        }
    }

    private Map<Integer, OptionalLong> replayFrom(List<Assignment> fresh) {
        Set<TopicPartition> partitions =
                fresh.stream().map(Assignment::partition).collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, COMMITTED_WITHIN);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, COMMITTED_WITHIN);
        Map<Integer, OptionalLong> from = new HashMap<>();
        for (Assignment assignment : fresh) {
            OffsetAndMetadata known = committed.get(assignment.partition());
            assignment.inheritedTo = ends.getOrDefault(assignment.partition(), 0L);
            from.merge(assignment.source().partition(), replayFrom(assignment, known), Takeovers::lower);
        }
        return from;
    }

    private static OptionalLong replayFrom(Assignment assignment, @Nullable OffsetAndMetadata known) {
        if (known == null || assignment.setBack) {
            return OptionalLong.empty();
        }
        Optional<CommitPoint> point = CommitMetadata.read(known.offset(), known.metadata());
        assignment.committed = point.orElse(new CommitPoint(known.offset(), -1, CompletedOffsets.NONE));
        assignment.inherited = assignment.committed.completed();
        return point.map(read -> OptionalLong.of(read.journal())).orElse(OptionalLong.empty());
    }

    /** The lanes share the journal: one reading for all that came together. Empty is the beginning. */
    private static OptionalLong lower(OptionalLong one, OptionalLong other) {
        return one.isEmpty() || other.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }

    private void opened() {
        Reading<Assignment> reading = opening;
        if (reading == null || !reading.answer.isDone()) {
            return;
        }
        opening = null;
        Optional<Map<Integer, Takeover>> read = reading.read(openAgain);
        for (Assignment assignment : reading.subjects) {
            Takeover takeover =
                    read.map(all -> all.get(assignment.source().partition())).orElse(null);
            assignment.takeover = takeover;
            assignment.stage = takeover == null ? Assignment.Stage.NEW : Assignment.Stage.OPEN;
        }
        read.ifPresent(this::note);
    }

    /** Forgets what the journal said where all is taken in that a former owner can have read. */
    private void forget(Collection<Assignment> owned) {
        for (Assignment assignment : owned) {
            if (assignment.takeover != null
                    && awaited.stream().noneMatch(await -> await.assignment() == assignment)
                    && position(assignment) >= assignment.inheritedTo) {
                assignment.takeover = null;
            }
        }
    }

    private long position(Assignment assignment) {
        try {
            return consumer.position(assignment.partition(), Duration.ZERO);
        } catch (TimeoutException e) {
            return -1;
        }
    }

    private void judge() {
        awaited.removeIf(await -> !await.assignment().isCurrent());
        Instant now = clock.instant();
        List<Work.Await> due = awaited.stream()
                .filter(await -> !now.isBefore(await.answerBy().plus(CLOCKS_APART)))
                .toList();
        if (judging != null || due.isEmpty() || !judgeAgain.isDue()) {
            return;
        }
        Map<Integer, OptionalLong> from = new HashMap<>();
        for (Work.Await await : due) {
            Takeover takeover = await.assignment().takeover;
            OptionalLong end = takeover == null ? OptionalLong.empty() : OptionalLong.of(takeover.end());
            from.merge(await.assignment().source().partition(), end, Takeovers::lower);
        }
        judging = new Reading<>(due, journal.read(from));
    }

    private void judged() {
        Reading<Work.Await> reading = judging;
        if (reading == null || !reading.answer.isDone()) {
            return;
        }
        judging = null;
        reading.read(judgeAgain).ifPresent(read -> {
            note(read);
            List<Work.Await> left = new ArrayList<>(awaited);
            left.removeAll(reading.subjects);
            reading.subjects.forEach(await -> word(await, read).ifPresent(left::add));
            awaited = left;
        });
    }

    /** Gives the word to one that waits; where its time was prolonged meanwhile, it waits on. */
    private static Optional<Work.Await> word(Work.Await await, Map<Integer, Takeover> read) {
        Takeover takeover = await.assignment().takeover;
        Takeover later = read.get(await.assignment().source().partition());
        if (takeover == null || later == null) {
            return Optional.of(await);
        }
        takeover.readOn(later);
        return switch (takeover.past(TaskId.of(await.task()))) {
            case Takeover.Past.Over(AttemptFinished finished) -> tell(await, Optional.of(finished));
            case Takeover.Past.Untouched() -> tell(await, Optional.empty());
            case Takeover.Past.Open(Instant answerBy) ->
                answerBy.isAfter(await.answerBy())
                        ? Optional.of(new Work.Await(
                                await.assignment(), await.offset(), await.task(), answerBy, await.word()))
                        : tell(await, Optional.empty());
        };
    }

    private static Optional<Work.Await> tell(Work.Await await, Optional<AttemptFinished> word) {
        await.word().complete(word);
        return Optional.empty();
    }

    private void note(Map<Integer, Takeover> read) {
        read.forEach((partition, takeover) -> ends.seen(partition, takeover.end()));
    }

    private record Reading<T>(List<T> subjects, CompletableFuture<Map<Integer, Takeover>> answer) {
        /** What was read; empty where the reading failed, and has to be done again. */
        Optional<Map<Integer, Takeover>> read(AskAgain again) {
            try {
                Map<Integer, Takeover> read = answer.join();
                again.answered();
                return Optional.of(read);
            } catch (CompletionException e) {
                again.failed(LookUp.JOURNAL);
                Throwable cause = e.getCause() == null ? e : e.getCause();
                LOG.atWarn()
                        .addKeyValue("cause", FailureNote.of(cause))
                        .log("the journal could not be read, reading again");
                return Optional.empty();
            }
        }
    }
}
