package dev.tidings.local.letters;

import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters that there are, and what is known of their replays. For one thread. */
final class LetterBox implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final TopicScan scan;

    LetterBox(Consumer<byte[], byte[]> consumer, InstantSource clock, TopicScan.Progress progress) {
        this.consumer = consumer;
        this.scan = new TopicScan(consumer, clock, progress);
    }

    static LetterBox open(String bootstrapServers, InstantSource clock, TopicScan.Progress progress) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000,
                // The command line has little memory, and a letter may have a megabyte.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 * 1024 * 1024);
        return new LetterBox(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                clock,
                progress);
    }

    /**
     * Reads the letters that were buried since then, of each partition in its order.
     *
     * @param depth how many offsets back from its end a partition is read at most
     * @param visitor takes each letter, and says whether it wants another
     * @return whether older ones were left out because of the depth
     */
    boolean scan(Instant since, long depth, Predicate<Letter> visitor) {
        return scan.read(partitions(Topics.DEAD_LETTERS), since, depth, record -> visitor.test(new Letter(record)));
    }

    /**
     * The letter of that id.
     *
     * @throws UserError where there is none
     */
    Letter letter(LetterId id) {
        Letter[] found = new Letter[1];
        TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS, id.partition());
        if (partitions(Topics.DEAD_LETTERS).contains(partition)) {
            scan.read(partition, id.offset(), record -> {
                found[0] = record.offset() == id.offset() ? new Letter(record) : found[0];
                return false;
            });
        }
        if (found[0] == null) {
            throw new UserError("There is no dead letter " + id + ". They are kept for 30 days; ./tidings dead-letters"
                    + " list shows those that there are.");
        }
        return found[0];
    }

    /** What was replayed until now. */
    Replays replays() {
        Replays replays = new Replays();
        scan.read(partitions(Topics.REPLAYS), Instant.EPOCH, Long.MAX_VALUE, marker -> {
            replays.add(marker);
            return true;
        });
        return replays;
    }

    /** Of these requests those of which results were written: read where results with such keys are. */
    Set<String> haveResults(Set<String> requestIds) {
        Set<String> found = new HashSet<>();
        List<TopicPartition> all = partitions(Topics.RESULTS);
        Set<Integer> theirs = new HashSet<>();
        requestIds.forEach(
                id -> theirs.add(BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), all.size())));
        List<TopicPartition> partitions =
                all.stream().filter(each -> theirs.contains(each.partition())).toList();
        scan.read(partitions, Instant.EPOCH, Long.MAX_VALUE, result -> {
            String requestId = result.key() == null ? "" : new String(result.key(), StandardCharsets.UTF_8);
            if (requestIds.contains(requestId)) {
                found.add(requestId);
            }
            return found.size() < requestIds.size();
        });
        return found;
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions = scan.partitions(topic);
        if (partitions.isEmpty()) {
            throw new UserError("Kafka has no topic " + topic + ". ./tidings topics --apply creates what is missing.");
        }
        return partitions;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
