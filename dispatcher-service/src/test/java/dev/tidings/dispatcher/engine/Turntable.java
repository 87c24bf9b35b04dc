package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.dispatch.CommitMetadata;
import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.dispatcher.dispatch.Pause;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A whole loop on Kafka's own mocks, turned by hand: tasks run when {@link #run} is called, on the test's thread. */
final class Turntable {
    static final TopicPartition PARTITION = new TopicPartition(Lane.NORMAL.topic(), 3);

    static final Duration DRAIN_WITHIN = Duration.ofSeconds(20);

    static final Duration STOP_WITHIN = Duration.ofSeconds(70);

    private static final Duration STEP = Duration.ofSeconds(1);

    final Codec codec = Codec.singleObject();
    final ManualClock clock = new ManualClock(NOW);
    final ScriptedChannels channels = new ScriptedChannels();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock.ofMeters());
    final RememberingConsumer consumer = new RememberingConsumer();
    final Deque<Runnable> tasks = new ArrayDeque<>();
    final ScriptedJournal journal = new ScriptedJournal(() -> events(Topics.ATTEMPTS));
    final List<Duration> pauses = new ArrayList<>();
    /** Says at each turn that the group knows this process. */
    Membership membership = clock::instant;
    /** The engine has ended: whoever waits is told so. */
    boolean over;

    final StopBudget budget;
    final LaneLoop loop;
    private final FailingProducer producer = new FailingProducer();
    private @Nullable Runnable whenPaused;

    Turntable() {
        this(512);
    }

    Turntable(int maxInFlight) {
        this(maxInFlight, Tracing.OFF);
    }

    Turntable(int maxInFlight, Tracing tracing) {
        this(maxInFlight, tracing, List.of(Lane.HIGH, Lane.NORMAL, Lane.BULK, Lane.SMS));
    }

    Turntable(int maxInFlight, Tracing tracing, List<Lane> lanes) {
        this(maxInFlight, maxInFlight, tracing, lanes);
    }

    /** @param accountInFlight so many of them one account may have; absent: as it ships */
    Turntable(int maxInFlight, @Nullable Integer accountInFlight, Tracing tracing, List<Lane> lanes) {
        DispatchProperties properties = new DispatchProperties(
                maxInFlight,
                accountInFlight,
                4096,
                DataSize.ofMegabytes(64),
                lanes,
                Duration.ofMillis(200),
                DRAIN_WITHIN,
                STOP_WITHIN,
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15));
        budget = new StopBudget(properties, clock::nanos);
        EngineParts parts = new EngineParts(
                codec,
                channels,
                new Publisher(producer, producer, codec, tracing),
                new DeadLetters(meters),
                new DispatchMetrics(meters, MapCatalog.of()),
                tracing,
                budget,
                clock,
                clock::nanos);
        Pause pause = atMost -> {
            pauses.add(atMost);
            if (whenPaused == null) {
                clock.pass(atMost);
            } else {
                whenPaused.run();
            }
            return !over;
        };
        loop = parts.assemble(
                properties, consumer, journal, new EngineParts.Hands(tasks::add, pause, () -> membership.knownAt()));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        // As many as the lanes have each: one.
        String first = properties.lanes().getFirst().topic();
        consumer.updatePartitions(first, List.of(new PartitionInfo(first, 0, null, new Node[0], new Node[0])));
        laneEnd(0);
        loop.begin();
    }

    /** What a test lets the journal say, and then what the loop wrote itself; each reading is answered at once. */
    static final class ScriptedJournal implements Journal {
        final List<Map<Integer, OptionalLong>> asked = new ArrayList<>();
        final List<Event> written = new ArrayList<>();
        private final Supplier<List<Event>> ours;
        boolean broken;

        ScriptedJournal(Supplier<List<Event>> ours) {
            this.ours = ours;
        }

        @Override
        public CompletableFuture<Map<Integer, Takeover>> read(Map<Integer, OptionalLong> from) {
            asked.add(from);
            if (broken) {
                return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
            }
            Map<Integer, Takeover> read = new HashMap<>();
            List<Event> all = new ArrayList<>(written);
            all.addAll(ours.get());
            from.forEach((partition, offset) -> {
                int start = Math.toIntExact(offset.orElse(0));
                Takeover takeover = new Takeover(start);
                for (int i = start; i < all.size(); i++) {
                    takeover.read(i, all.get(i));
                }
                read.put(partition, takeover);
            });
            return CompletableFuture.completedFuture(read);
        }
    }

    /** Remembers what was committed, also when the partition is gone. */
    static final class RememberingConsumer extends MockConsumer<byte[], byte[]> {
        final Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        private LongFunction<List<ConsumerRecord<byte[], byte[]>>> log = _ -> List.of();
        Runnable whenLookedUp = () -> {};
        /** Records of {@link #PARTITION} that the broker has beyond those that were fetched, as the client counts them. */
        double lag;

        /** What it does not tell in time. */
        final Set<LookUp> unanswered = EnumSet.noneOf(LookUp.class);

        final List<LookUp> asked = new ArrayList<>();

        /** Commits wait for the test to answer them. */
        boolean isSlowToCommit;

        /** Each is given the failure, or nothing. */
        final Deque<Consumer<@Nullable Exception>> commitsAsked = new ArrayDeque<>();

        RememberingConsumer() {
            super(AutoOffsetResetStrategy.EARLIEST.name());
        }

        @Override
        public synchronized Map<MetricName, KafkaMetric> metrics() {
            MetricName name = new MetricName(
                    "records-lag",
                    "consumer-fetch-manager-metrics",
                    "",
                    Map.of("topic", PARTITION.topic(), "partition", Integer.toString(PARTITION.partition())));
            return Map.of(
                    name,
                    new KafkaMetric(new Object(), name, (Measurable) (_, _) -> lag, new MetricConfig(), Time.SYSTEM));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (assignment().contains(PARTITION) && !paused().contains(PARTITION)) {
                log.apply(position(PARTITION)).forEach(this::addRecord);
            }
            return super.poll(timeout);
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            ask(LookUp.PARTITIONS);
            return super.partitionsFor(topic, timeout);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            ask(LookUp.COMMITTED);
            return super.committed(partitions, timeout);
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            whenLookedUp.run();
            return super.endOffsets(partitions, timeout);
        }

        private void ask(LookUp what) {
            asked.add(what);
            whenLookedUp.run();
            if (unanswered.contains(what)) {
                throw new TimeoutException("no broker");
            }
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
            if (isSlowToCommit && callback != null) {
                commitsAsked.addLast(failure -> callback.onComplete(offsets, failure));
                return;
            }
            commits.putAll(offsets);
            super.commitAsync(offsets, callback);
        }
    }

    /** Acknowledges at once, or fails as often as told. */
    private static final class FailingProducer extends MockProducer<byte[], byte[]> {
        int failures;
        Runnable whenAsked = () -> {};

        /** The mock acknowledges with the partition asked for only where it knows that partition. */
        private static Cluster journal() {
            Node[] none = {};
            List<PartitionInfo> partitions = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                partitions.add(new PartitionInfo(Topics.ATTEMPTS, i, null, none, none));
            }
            return new Cluster("test", List.of(), partitions, Set.of(), Set.of());
        }

        FailingProducer() {
            super(journal(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> ready, @Nullable Callback callback) {
            whenAsked.run();
            var answer = super.send(ready, callback);
            if (failures > 0) {
                failures--;
                errorNext(new TimeoutException("no broker"));
            } else {
                completeNext();
            }
            return answer;
        }
    }

    void failPublishing(int times, Runnable atEachPause) {
        producer.failures = times;
        whenPaused = atEachPause;
    }

    /** In place of letting the time pass that a task, or the loop at its end, waits for. */
    void whenPaused(Runnable what) {
        whenPaused = what;
    }

    /** Before Kafka has each record. */
    void whenPublishing(Runnable what) {
        producer.whenAsked = what;
    }

    void assign() {
        consumer.rebalance(List.of(PARTITION));
        turn();
        turn();
    }

    /** Up to where the lane goes when the partition is taken over. */
    void laneEnd(long offset) {
        consumer.updateEndOffsets(Map.of(PARTITION, offset));
    }

    void committed(long offset, String metadata) {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(offset, metadata)));
    }

    void feed(long offset, SendTask task) {
        feed(PARTITION, offset, task);
    }

    void feed(TopicPartition partition, long offset, SendTask task) {
        consumer.addRecord(found(partition, offset, task));
    }

    void feed(long offset, Headers headers, byte @Nullable [] value) {
        consumer.addRecord(found(PARTITION, offset, headers, value));
    }

    /** What the partition holds, from offset 0 on: read as often as the loop goes back, as much at once as one poll brings. */
    void hold(List<SendTask> lane) {
        laneEnd(lane.size());
        consumer.log = position -> IntStream.range(Math.toIntExact(position), lane.size())
                .limit(DispatchProperties.POLL_RECORDS)
                .mapToObj(offset -> found(PARTITION, offset, lane.get(offset)))
                .toList();
    }

    private ConsumerRecord<byte[], byte[]> found(TopicPartition partition, long offset, SendTask task) {
        return found(
                partition,
                offset,
                EventHeaders.of("id", Codec.type(task), "/test", NOW),
                codec.encode(partition.topic(), task));
    }

    private static ConsumerRecord<byte[], byte[]> found(
            TopicPartition partition, long offset, Headers headers, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                1,
                value == null ? 0 : value.length,
                new byte[] {7},
                value,
                new RecordHeaders(headers.toArray()),
                Optional.empty());
    }

    void turn() {
        loop.turn();
    }

    /** Lets time pass while the loop turns. */
    void pass(Duration time) {
        Duration left = time;
        while (left.isPositive()) {
            Duration step = left.compareTo(STEP) < 0 ? left : STEP;
            clock.pass(step);
            turn();
            left = left.minus(step);
        }
    }

    /** Runs what was started, and what that starts. */
    void run() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    void runOne() {
        tasks.removeFirst().run();
    }

    /** Lets the time of a commit come, and turns. */
    void commit() {
        clock.pass(Duration.ofMillis(200));
        turn();
    }

    /** What is committed; -1: nothing. */
    long committedOffset() {
        OffsetAndMetadata known = committed();
        return known == null ? -1 : known.offset();
    }

    private @Nullable OffsetAndMetadata committed() {
        return consumer.commits.get(PARTITION);
    }

    /** Empty: nothing is committed. */
    Optional<CommitPoint> committedPoint() {
        return Optional.ofNullable(committed()).flatMap(known -> CommitMetadata.read(known.offset(), known.metadata()));
    }

    List<ProducerRecord<byte[], byte[]>> published(String topic) {
        return producer.history().stream()
                .filter(found -> found.topic().equals(topic))
                .toList();
    }

    List<Event> events(String topic) {
        return published(topic).stream()
                .map(found -> codec.decode(found.headers(), found.value()))
                .map(decoded -> ((Decoded.Known) decoded).event())
                .toList();
    }

    /** What was said: requestId, a colon, and the status. */
    List<String> results() {
        return said(events(Topics.RESULTS));
    }

    List<String> topics() {
        return producer.history().stream().map(ProducerRecord::topic).toList();
    }

    double counted(String name) {
        return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
    }

    static AttemptFinished end(Event event) {
        return (AttemptFinished) event;
    }

    private static List<String> said(Collection<Event> events) {
        return events.stream()
                .map(DeliveryResult.class::cast)
                .map(result -> result.requestId() + ':' + result.status())
                .toList();
    }
}
