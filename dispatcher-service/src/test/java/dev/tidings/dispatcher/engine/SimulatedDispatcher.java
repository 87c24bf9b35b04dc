package dev.tidings.dispatcher.engine;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.dispatch.Pause;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** One dispatcher: the real loop, between a simulated Kafka and a simulated provider. */
final class SimulatedDispatcher {
    static final int MAX_IN_FLIGHT = 8;

    private static final Duration FAR_BEHIND = Duration.ofSeconds(5);

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** At most so many records a turn and partition. */
    private static final int POLL = 6;

    final SimulatedProcess process = new SimulatedProcess();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimulatedThreads threads;
    private final SimulatedKafka kafka;
    private final SplittableRandom random;
    private final Set<TopicPartition> owns;
    private final Sabotage sabotage;
    private final SimulatedConsumer consumer = new SimulatedConsumer();
    private final LaneLoop loop;
    private Instant thawed = Instant.MIN;
    private Instant reachedAgain = Instant.MIN;
    /** When it last told the group that it is there, and was answered. */
    Instant heartbeat;

    /** What it has not given back yet, as far as the group knows. */
    private Set<TopicPartition> holds = Set.of();

    /** When its part of the limits became another one. */
    final List<Instant> divisions = new ArrayList<>();

    private @Nullable Runnable whenStopped;
    private boolean isDividing;
    /** Before that it has no part of any limit. */
    private boolean knowsPartitions;

    /** The group takes it for dead, and what it still holds is others'. */
    boolean isEvicted;

    /**
     * A dispatcher that owns nothing yet.
     *
     * @param owns what the group says that it owns, whether or not it knows: only that may it commit
     * @param sabotage what is broken
     * @param published told of each record, as soon as Kafka has it
     */
    SimulatedDispatcher(
            SimulatedThreads threads,
            SimulatedKafka kafka,
            SimulatedProvider provider,
            SplittableRandom random,
            Set<TopicPartition> owns,
            Sabotage sabotage,
            Consumer<ProducerRecord<byte[], byte[]>> published) {
        this.threads = threads;
        this.kafka = kafka;
        this.random = random;
        this.owns = owns;
        this.sabotage = sabotage;
        this.heartbeat = threads.clock.instant();
        DispatchProperties properties = new DispatchProperties(
                MAX_IN_FLIGHT,
                sabotage == Sabotage.ACCOUNTS_TAKE_ANY_NUMBER ? MAX_IN_FLIGHT : null,
                1024,
                DataSize.ofMegabytes(64),
                List.of(Lane.NORMAL),
                Duration.ofMillis(200),
                Duration.ofSeconds(20),
                Duration.ofSeconds(70),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
        SimulatedProducer producer = new SimulatedProducer(published);
        EngineParts parts = new EngineParts(
                kafka.codec,
                sabotage == Sabotage.ACCOUNTS_TAKE_ANY_NUMBER
                        ? new Boundless(provider.channels(process))
                        : provider.channels(process),
                new Publisher(producer, producer, kafka.codec, Tracing.OFF),
                new DeadLetters(meters),
                new DispatchMetrics(meters, MapCatalog.of()),
                Tracing.OFF,
                new StopBudget(properties, threads.clock::nanos),
                threads.clock,
                this::nanos);
        Pause pause = time -> {
            threads.sleep(time, process);
            return true;
        };
        loop = parts.assemble(
                properties,
                consumer,
                this::read,
                new EngineParts.Hands(task -> threads.start(process, task), pause, this::knownAt));
        loop.begin();
    }

    /** Its accounts take any number of calls at once. */
    private record Boundless(Channels channels) implements Channels {
        @Override
        public Optional<Channel> forAccount(String channel, String accountId) {
            return channels.forAccount(channel, accountId);
        }

        @Override
        public Optional<AccountLimits> limits(String channel, String accountId) {
            return channels.limits(channel, accountId)
                    .map(limits -> new AccountLimits(limits.perSecond(), Integer.MAX_VALUE, limits.perRecipient()));
        }

        @Override
        public int parts(SendTask task) {
            return channels.parts(task);
        }

        @Override
        public Duration answerWithin() {
            return channels.answerWithin();
        }
    }

    /** Rates that begin while it is behind begin in the past. */
    private long nanos() {
        long behind = isDividing && sabotage == Sabotage.RATES_BEGIN_FULL ? FAR_BEHIND.toNanos() : 0;
        return threads.clock.nanos() - behind;
    }

    private CompletableFuture<Map<Integer, Takeover>> read(Map<Integer, OptionalLong> from) {
        CompletableFuture<Map<Integer, Takeover>> answer = new CompletableFuture<>();
        threads.at(Duration.ofMillis(random.nextInt(1, 300)), process, () -> {
            if (random.nextInt(20) == 0) {
                answer.completeExceptionally(new TimeoutException("no broker"));
            } else {
                answer.complete(kafka.readJournal(from));
            }
        });
        return answer;
    }

    private Instant knownAt() {
        Instant now = threads.clock.instant();
        if (!isCutOff() && !isEvicted && !now.isBefore(heartbeat.plus(HEARTBEAT))) {
            heartbeat = now;
        }
        return sabotage == Sabotage.TURNS_COUNT_AS_HEARTBEATS ? now : heartbeat;
    }

    boolean isCutOff() {
        return process.cutOffUntil.isAfter(threads.clock.instant());
    }

    boolean isThawed() {
        return !process.frozenUntil.isAfter(threads.clock.instant());
    }

    boolean hasGivenBack(TopicPartition partition) {
        return process.gone || isEvicted || !holds.contains(partition);
    }

    /** Ends it in order, from its next turn on; then its process is gone. */
    void stop(Runnable then) {
        whenStopped = then;
    }

    /** One turn of the poll thread, with what the group tells it in it: on a thread of its own, since it may wait. */
    void turn() {
        if (whenStopped != null) {
            loop.end();
            process.gone = true;
            whenStopped.run();
        } else if (isCutOff()) {
            loop.turn();
        } else if (isEvicted) {
            // It does not know yet.
            loop.turn();
            divide(() -> {
                loop.onPartitionsLost(Set.copyOf(consumer.assignment()));
                consumer.rebalance(Set.of());
            });
            holds = Set.of();
            isEvicted = false;
            reachedAgain = process.cutOffUntil;
        } else if (!process.cutOffUntil.equals(reachedAgain)) {
            reachedAgain = process.cutOffUntil;
            loop.turn();
            loop.onPartitionsAssigned(List.of());
        } else if (!process.frozenUntil.equals(thawed)) {
            thawed = process.frozenUntil;
            loop.turn();
            loop.onPartitionsAssigned(List.of());
        } else {
            rebalance();
            loop.turn();
        }
    }

    /** Gives back what it does not own any more, and takes over what it owns now. */
    private void rebalance() {
        Set<TopicPartition> before = Set.copyOf(consumer.assignment());
        Set<TopicPartition> after = Set.copyOf(owns);
        if (!before.equals(after)) {
            divide(() -> consumer.rebalance(after));
            holds = after;
            for (TopicPartition partition : after) {
                if (!before.contains(partition)) {
                    consumer.seek(partition, consumer.begin(partition));
                }
            }
        }
    }

    private void divide(Runnable rebalance) {
        isDividing = true;
        rebalance.run();
        isDividing = false;
        divisions.add(threads.clock.instant());
    }

    private final class SimulatedConsumer extends MockConsumer<byte[], byte[]> {
        SimulatedConsumer() {
            super(AutoOffsetResetStrategy.EARLIEST.name());
            List<PartitionInfo> partitions = IntStream.range(0, SimulatedKafka.PARTITIONS)
                    .mapToObj(i -> new PartitionInfo(Lane.NORMAL.topic(), i, null, new Node[0], new Node[0]))
                    .toList();
            updatePartitions(Lane.NORMAL.topic(), partitions);
            for (int i = 0; i < SimulatedKafka.PARTITIONS; i++) {
                updateBeginningOffsets(Map.of(SimulatedKafka.partition(i), 0L));
            }
        }

        private long begin(TopicPartition partition) {
            OffsetAndMetadata known = kafka.committed().get(partition);
            return known == null ? 0 : known.offset();
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            if (!knowsPartitions) {
                knowsPartitions = true;
                isDividing = true;
                divisions.add(threads.clock.instant());
            }
            return super.partitionsFor(topic, timeout);
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            isDividing = false;
            for (TopicPartition partition : assignment()) {
                if (!paused().contains(partition)) {
                    kafka.log(partition).tailMap(position(partition)).entrySet().stream()
                            .limit(random.nextInt(POLL))
                            .forEach(entry -> addRecord(kafka.read(partition, entry.getKey(), entry.getValue())));
                }
            }
            return super.poll(timeout);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                Set<TopicPartition> partitions, Duration timeout) {
            if (isCutOff()) {
                throw new TimeoutException("no broker");
            }
            return partitions.stream()
                    .filter(kafka.committed()::containsKey)
                    .collect(Collectors.toMap(partition -> partition, kafka.committed()::get));
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions, Duration timeout) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            partitions.forEach(partition -> ends.put(partition, kafka.end(partition)));
            return ends;
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
            boolean may = owns.containsAll(offsets.keySet()) && !isCutOff();
            if (may) {
                offsets.forEach((partition, point) -> kafka.commit(partition, sabotaged(partition, point)));
            }
            if (callback != null) {
                callback.onComplete(offsets, may ? null : new CommitFailedException("not a member any more"));
            }
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            // At a rebalance the group still takes the commits of those who give back.
            if (process.gone || isEvicted || isCutOff()) {
                throw new CommitFailedException("not a member any more");
            }
            offsets.forEach(kafka::commit);
        }

        private OffsetAndMetadata sabotaged(TopicPartition partition, OffsetAndMetadata point) {
            return sabotage == Sabotage.COMMITS_PAST_WHAT_IS_NOT_DONE
                    ? new OffsetAndMetadata(position(partition), point.metadata())
                    : point;
        }
    }

    /** Takes its time, and fails at times, before the record is there or after. */
    private final class SimulatedProducer extends MockProducer<byte[], byte[]> {
        private final Consumer<ProducerRecord<byte[], byte[]>> published;

        SimulatedProducer(Consumer<ProducerRecord<byte[], byte[]>> published) {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.published = published;
        }

        // Not synchronized, as the mock's is: it sleeps.
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> ready, @Nullable Callback callback) {
            int dice = random.nextInt(200);
            threads.sleep(Duration.ofMillis(dice == 0 ? random.nextInt(2000) : random.nextInt(1, 12)), process);
            if (dice == 1) {
                return fail(callback);
            }
            long offset = isLost(ready) ? 0 : kafka.publish(ready);
            published.accept(ready);
            threads.sleep(Duration.ofMillis(random.nextInt(1, 5)), process);
            if (dice == 2) {
                return fail(callback);
            }
            int partition = ready.partition() == null ? 0 : ready.partition();
            RecordMetadata metadata =
                    new RecordMetadata(new TopicPartition(ready.topic(), partition), offset, 0, 0, 0, 0);
            if (callback != null) {
                callback.onCompletion(metadata, null);
            }
            return CompletableFuture.completedFuture(metadata);
        }

        private boolean isLost(ProducerRecord<byte[], byte[]> ready) {
            return sabotage == Sabotage.STARTS_NOT_JOURNALED
                    && kafka.codec.decode(ready.headers(), ready.value()) instanceof Decoded.Known(AttemptStarted _);
        }

        private static Future<RecordMetadata> fail(@Nullable Callback callback) {
            TimeoutException failure = new TimeoutException("no broker");
            if (callback != null) {
                callback.onCompletion(null, failure);
            }
            return CompletableFuture.failedFuture(failure);
        }
    }
}
