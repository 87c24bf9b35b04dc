package dev.tidings.dispatcher.engine;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.dispatcher.dispatch.TaskId;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** One lane of two partitions with their journal, what is committed, and what was published. Survives every process. */
final class SimulatedKafka {
    static final int PARTITIONS = 2;

    final Codec codec = Codec.singleObject();
    private final SplittableRandom random;
    private final InstantSource clock;
    private final Map<TopicPartition, NavigableMap<Long, SendTask>> lane = new HashMap<>();
    private final Map<Integer, List<Event>> journal = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    /** By event id: who publishes twice, publishes the same. */
    final Map<String, DeliveryResult> results = new LinkedHashMap<>();

    final Map<TaskId, RetryHold> holds = new LinkedHashMap<>();
    /** Retries that hold has released: what a receipt says comes too late for them. */
    private final Set<TaskId> released = new HashSet<>();

    /** Retries that a receipt made needless, and that hold drops, also when they come later. */
    private final Set<TaskId> dropped = new HashSet<>();

    /** By request: attempts that have no clear answer, the latest of each. */
    private final Map<String, Correlation> open = new HashMap<>();

    /** Requests of which a receipt came. */
    private final Set<String> reported = new HashSet<>();

    /** Tasks of which all is said. */
    private final Set<TaskId> concluded = new HashSet<>();

    /** Tasks whose attempt is over, as the journal says. */
    private final Set<TaskId> finished = new HashSet<>();

    /** By request: when the first of its results came. */
    final Map<String, Instant> endedAt = new HashMap<>();

    SimulatedKafka(SplittableRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        for (int i = 0; i < PARTITIONS; i++) {
            lane.put(partition(i), new TreeMap<>());
            journal.put(i, new ArrayList<>());
        }
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Lane.NORMAL.topic(), number);
    }

    /** Adds a task to the lane, behind a gap or not. */
    void add(SendTask task) {
        TopicPartition partition = partition(Math.floorMod(task.recipientKey().hashCode(), PARTITIONS));
        long offset = end(partition) + (random.nextInt(4) == 0 ? random.nextInt(1, 4) : 0);
        log(partition).put(offset, task);
    }

    long end(TopicPartition partition) {
        NavigableMap<Long, SendTask> log = log(partition);
        return log.isEmpty() ? 0 : log.lastKey() + 1;
    }

    NavigableMap<Long, SendTask> log(TopicPartition partition) {
        return Objects.requireNonNull(lane.get(partition));
    }

    Map<TopicPartition, OffsetAndMetadata> committed() {
        return committed;
    }

    /** I7: no commit goes over what is not concluded. */
    void commit(TopicPartition partition, OffsetAndMetadata point) {
        log(partition).headMap(point.offset()).forEach((offset, task) -> {
            if (!concluded.contains(TaskId.of(task))) {
                throw new AssertionError(
                        "I7: committed " + point.offset() + " over " + offset + ", which is not concluded");
            }
        });
        committed.put(partition, point);
    }

    ConsumerRecord<byte[], byte[]> read(TopicPartition partition, long offset, SendTask task) {
        byte[] value = codec.encode(partition.topic(), task);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                1,
                value.length,
                new byte[] {7},
                value,
                new RecordHeaders(EventHeaders.of("id", Codec.type(task), "/test", task.acceptedAt())
                        .toArray()),
                Optional.empty());
    }

    /** Takes a record that a dispatcher publishes; returns its offset. */
    long publish(ProducerRecord<byte[], byte[]> published) {
        if (!(codec.decode(published.headers(), published.value()) instanceof Decoded.Known(Event event))) {
            throw new AssertionError("a record that nobody can read");
        }
        switch (event) {
            case DeliveryResult result -> {
                end(result);
                concluded.add(new TaskId(
                        result.requestId(), result.step(), result.attempt(), acceptedAt(result.requestId())));
            }
            case RetryHold hold -> {
                holds.putIfAbsent(TaskId.of(hold.task()), hold);
                SendTask next = hold.task();
                concluded.add(new TaskId(next.requestId(), next.step(), next.attempt() - 1, next.acceptedAt()));
            }
            case Correlation correlation -> correlate(correlation);
            case AttemptFinished end ->
                finished.add(new TaskId(end.requestId(), end.step(), end.attempt(), end.acceptedAt()));
            default -> {}
        }
        if (published.topic().equals(Topics.ATTEMPTS)) {
            List<Event> partition = journal(published.partition());
            partition.add(event);
            return partition.size() - 1L;
        }
        return 0;
    }

    private void correlate(Correlation correlation) {
        open.merge(correlation.requestId(), correlation, (one, other) -> one.attempt() < other.attempt() ? other : one);
        confirm(correlation.requestId());
    }

    /** A receipt that names the request. */
    void report(String requestId) {
        reported.add(requestId);
        confirm(requestId);
    }

    /** What receipts and hold do together with an attempt that a receipt confirms; each has tests of its own. */
    private void confirm(String requestId) {
        Correlation attempt = open.get(requestId);
        if (attempt == null || !attempt.isUncertain() || !reported.contains(requestId)) {
            return;
        }
        TaskId next = new TaskId(requestId, attempt.step(), attempt.attempt() + 1, attempt.acceptedAt());
        if (!released.contains(next) && dropped.add(next)) {
            DeliveryResult sent = sent(attempt);
            end(sent);
        }
    }

    private void end(DeliveryResult result) {
        results.putIfAbsent(result.eventId(), result);
        endedAt.putIfAbsent(result.requestId(), clock.instant());
    }

    /** Whether the journal says that the task's attempt is over. */
    boolean isFinished(SendTask task) {
        return finished.contains(TaskId.of(task));
    }

    /** Hold releases a retry, unless it is needless. */
    void release(SendTask retry) {
        if (!dropped.contains(TaskId.of(retry))) {
            released.add(TaskId.of(retry));
            add(retry);
        }
    }

    private static DeliveryResult sent(Correlation attempt) {
        return new DeliveryResult(
                EventIds.resultId(attempt.requestId(), attempt.step(), attempt.attempt(), Status.SENT),
                attempt.requestId(),
                attempt.tenant(),
                null,
                attempt.step(),
                Status.SENT,
                attempt.channel(),
                attempt.accountId(),
                attempt.attempt(),
                null,
                null,
                null,
                null,
                attempt.possibleDuplicate(),
                attempt.dueAt(),
                attempt.recordedAt(),
                null,
                Map.of());
    }

    private Instant acceptedAt(String requestId) {
        return lane.values().stream()
                .flatMap(log -> log.values().stream())
                .filter(task -> task.requestId().equals(requestId))
                .findFirst()
                .orElseThrow()
                .acceptedAt();
    }

    private List<Event> journal(int partition) {
        return Objects.requireNonNull(journal.get(partition));
    }

    Map<Integer, Takeover> readJournal(Map<Integer, OptionalLong> from) {
        Map<Integer, Takeover> read = new HashMap<>();
        from.forEach((partition, offset) -> {
            List<Event> all = journal(partition);
            int start = Math.toIntExact(offset.orElse(0));
            Takeover takeover = new Takeover(start);
            for (int i = start; i < all.size(); i++) {
                takeover.read(i, all.get(i));
            }
            read.put(partition, takeover);
        });
        return read;
    }
}
