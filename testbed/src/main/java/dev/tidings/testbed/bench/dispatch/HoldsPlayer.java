package dev.tidings.testbed.bench.dispatch;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.TopicScan;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Stands in for the scheduler, which is not measured here: what is to be tried later goes back into its lane when it is due. */
final class HoldsPlayer implements AutoCloseable {
    private static final Codec CODEC = Codec.singleObject();

    /** Nothing is due sooner than that, and each look takes time of this process and of the broker, both cores being the dispatcher's as well. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final RecordPublisher publisher;
    private final InstantSource clock;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    /** By the reader alone. */
    private final Set<String> known = new HashSet<>();

    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger released = new AtomicInteger();
    private final Thread reader;

    private HoldsPlayer(RecordPublisher publisher, InstantSource clock, KafkaConsumer<byte[], byte[]> consumer) {
        this.publisher = publisher;
        this.clock = clock;
        this.consumer = consumer;
        this.reader = Thread.ofPlatform().daemon().name("holds").start(this::read);
    }

    static HoldsPlayer start(String bootstrapServers, RecordPublisher publisher, InstantSource clock) {
        KafkaConsumer<byte[], byte[]> consumer = TopicScan.consumer(bootstrapServers);
        List<TopicPartition> partitions = TopicScan.partitions(consumer, Topics.HOLDS);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new HoldsPlayer(publisher, clock, consumer);
    }

    /** How many were to be tried later. */
    int held() {
        return held.get();
    }

    /** How many are not due yet. */
    int waiting() {
        return held.get() - released.get();
    }

    private void read() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::hold);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        } catch (WakeupException e) {
            // Closed, which is the one reason for it.
        }
    }

    private void hold(ConsumerRecord<byte[], byte[]> found) {
        // Two owners of a partition may ask for the same attempt, as two copies of one event: the scheduler holds it
        // once.
        if (CODEC.decode(found.headers(), found.value()) instanceof Decoded.Known(RetryHold retry)
                && known.add(attempt(retry.task()))) {
            held.incrementAndGet();
            long wait = retry.dueAt().toEpochMilli() - clock.millis();
            var _ = timer.schedule(() -> release(retry), Math.max(0, wait), TimeUnit.MILLISECONDS);
        }
    }

    private static String attempt(SendTask task) {
        return EventIds.attemptId(task.requestId(), task.step(), task.attempt());
    }

    private void release(RetryHold retry) {
        String topic = Lane.named(retry.lane()).orElse(Lane.NORMAL).topic();
        publisher.publish(Tasks.record(topic, retry.task(), clock.instant()));
        released.incrementAndGet();
    }

    @Override
    public void close() {
        consumer.wakeup();
        timer.shutdownNow();
        try {
            reader.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
