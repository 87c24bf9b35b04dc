package dev.tidings.testbed.broker;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.Status;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its start, committed records only, until what is waited for is there. */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Codec codec = Codec.singleObject();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    public TopicReader(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public static TopicReader results(String bootstrapServers) {
        return new TopicReader(bootstrapServers, Topics.RESULTS);
    }

    /** Reads on until the records satisfy the condition; fails with what was there when patience ends. */
    public List<ConsumerRecord<byte[], byte[]>> await(Predicate<List<ConsumerRecord<byte[], byte[]>>> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(records)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "not seen within " + PATIENCE + "; there were " + records.size() + " records: " + results());
            }
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /** Reads all that is there now. */
    public void readAll() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        await(_ -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    /** All results read so far. */
    public List<DeliveryResult> results() {
        return events(DeliveryResult.class);
    }

    /** All events of that kind read so far. */
    public <E extends Event> List<E> events(Class<E> kind) {
        return records.stream()
                .map(entry -> codec.decode(entry.headers(), entry.value()))
                .flatMap(decoded -> decoded instanceof Decoded.Known(Event event) && kind.isInstance(event)
                        ? Stream.of(kind.cast(event))
                        : Stream.empty())
                .toList();
    }

    /** The statuses of a request in order, once it has those that are waited for; repeats of an event are left out. */
    public List<Status> awaitStatus(String requestId, Status... awaited) {
        await(ignored -> statuses(requestId).containsAll(List.of(awaited)));
        return statuses(requestId);
    }

    public List<DeliveryResult> of(String requestId) {
        return results().stream()
                .filter(result -> result.requestId().equals(requestId))
                .toList();
    }

    private List<Status> statuses(String requestId) {
        List<String> seen = new ArrayList<>();
        List<Status> statuses = new ArrayList<>();
        for (DeliveryResult result : of(requestId)) {
            if (!seen.contains(result.eventId())) {
                seen.add(result.eventId());
                statuses.add(result.status());
            }
        }
        return statuses;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
