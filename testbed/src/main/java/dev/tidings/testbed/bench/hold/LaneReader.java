package dev.tidings.testbed.bench.hold;

import dev.tidings.codec.EventHeaders;
import dev.tidings.topics.Lane;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is released into the lanes, committed records only, as the dispatcher would. */
final class LaneReader implements AutoCloseable {
    private static final String PREFIX = "hold-";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Releases releases;
    private final Thread thread;

    private LaneReader(KafkaConsumer<byte[], byte[]> consumer, Releases releases) {
        this.consumer = consumer;
        this.releases = releases;
        this.thread = Thread.ofPlatform().name("lanes").start(this::read);
    }

    /** Reads from the end of the lanes on. */
    static LaneReader start(String bootstrapServers, Releases releases) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Arrays.stream(Lane.values())
                .flatMap(lane -> consumer.partitionsFor(lane.topic()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new LaneReader(consumer, releases);
    }

    /** The request id that comes back as this id. */
    static String requestId(long id) {
        return PREFIX + id;
    }

    private void read() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::tell);
            }
        } catch (WakeupException e) {
            // Closed, which is the one reason for it.
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> entry) {
        Header header = entry.headers().lastHeader(EventHeaders.ID);
        if (header == null) {
            throw new IllegalStateException("a task without an id in " + entry.topic());
        }
        releases.released(id(header.value()));
    }

    /** Read by hand: decoding the whole task would take the time that is to be measured. */
    static long id(byte[] eventId) {
        if (eventId.length <= PREFIX.length()
                || !new String(eventId, 0, PREFIX.length(), StandardCharsets.US_ASCII).equals(PREFIX)) {
            throw new IllegalArgumentException("\"" + new String(eventId, StandardCharsets.UTF_8) + "\" is not ours");
        }
        long id = 0;
        for (int i = PREFIX.length(); i < eventId.length && eventId[i] != '/'; i++) {
            id = id * 10 + (eventId[i] - '0');
        }
        return id;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
