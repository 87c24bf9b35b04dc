package dev.tidings.local.show;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads results, each event once however often it was written. For one thread. */
public final class ResultReader implements AutoCloseable {
    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Codec CODEC = Codec.singleObject();

    /** A result that is written again comes soon after itself: more need not be known for as long as this reads. */
    private static final int REMEMBERED = 100_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Predicate<String> wanted;
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    ResultReader(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Predicate<String> wanted) {
        this.consumer = consumer;
        this.ends = ends;
        this.wanted = wanted;
    }

    /**
     * All results there are and will be.
     *
     * @param wanted request ids to read
     */
    public static ResultReader fromBeginning(String bootstrapServers, Predicate<String> wanted) {
        ResultReader reader = open(bootstrapServers, wanted);
        reader.consumer.seekToBeginning(reader.ends.keySet());
        return reader;
    }

    /** Results that are written from now on. */
    public static ResultReader fromNow(String bootstrapServers, Predicate<String> wanted) {
        ResultReader reader = open(bootstrapServers, wanted);
        reader.ends.forEach(reader.consumer::seek);
        return reader;
    }

    /**
     * The last results there are, and all that will be.
     *
     * @param earlier how many there are of each partition, at most
     */
    public static ResultReader fromLast(String bootstrapServers, int earlier) {
        ResultReader reader = open(bootstrapServers, _ -> true);
        // A position that is gone leads to the first one that is left.
        reader.ends.forEach((partition, end) -> reader.consumer.seek(partition, Math.max(0, end - earlier)));
        return reader;
    }

    /** New results, in the order in which each request's were written; waits for the first ones so long at most. */
    public List<DeliveryResult> poll(Duration atMost) {
        List<DeliveryResult> results = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            if (record.key() != null
                    && wanted.test(new String(record.key(), StandardCharsets.UTF_8))
                    && CODEC.decode(record.headers(), record.value()) instanceof Decoded.Known known
                    && known.event() instanceof DeliveryResult result
                    && seen.add(result.eventId())) {
                results.add(result);
            }
        }
        return results;
    }

    /** Whether everything has been read that was there when this reader was opened. */
    public boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static ResultReader open(String bootstrapServers, Predicate<String> wanted) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RESULTS, KAFKA_ANSWERS_WITHIN).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            return new ResultReader(consumer, consumer.endOffsets(partitions, KAFKA_ANSWERS_WITHIN), wanted);
        } catch (KafkaException e) {
            consumer.close();
            throw new UserError(
                    "The results can't be read from Kafka at " + bootstrapServers
                            + ". Is Tidings up? ./tidings status tells.",
                    e);
        }
    }
}
