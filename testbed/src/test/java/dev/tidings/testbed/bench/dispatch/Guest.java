package dev.tidings.testbed.bench.dispatch;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Joins the dispatchers' group, does nothing with the partitions that it gets, and leaves. */
final class Guest implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final AtomicBoolean leaves = new AtomicBoolean();
    private final AtomicInteger partitions = new AtomicInteger();
    private final Thread thread;

    private Guest(String bootstrapServers) {
        this.thread = Thread.ofPlatform().daemon().name("guest").start(() -> stay(bootstrapServers));
    }

    static Guest join(String bootstrapServers) {
        return new Guest(bootstrapServers);
    }

    /** The most that it had at once so far. */
    int partitions() {
        return partitions.get();
    }

    private void stay(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "tidings-dispatcher",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(Arrays.stream(Lane.values()).map(Lane::topic).toList());
            while (!leaves.get()) {
                var _ = consumer.poll(POLL);
                partitions.accumulateAndGet(consumer.assignment().size(), Math::max);
            }
        }
    }

    @Override
    public void close() {
        leaves.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
