package dev.tidings.catalog;

import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One reading of the catalog topic from its beginning: collects in silence up to the end offsets that it found, then
 * gives a snapshot after every change.
 */
final class CatalogReader {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final CatalogFold fold;
    private final java.util.function.Consumer<String> onBadEntry;
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean assigned;
    private boolean caughtUp;

    /** Nobody has made the topic yet. */
    static final class TopicMissingException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        TopicMissingException() {
            super("the topic does not exist yet");
        }
    }

    /**
     * A reading yet to begin.
     *
     * @param onBadEntry told why an entry is bad, without its content
     */
    CatalogReader(Consumer<byte[], byte[]> consumer, CatalogFold fold, java.util.function.Consumer<String> onBadEntry) {
        this.consumer = consumer;
        this.fold = fold;
        this.onBadEntry = onBadEntry;
    }

    /** The given settings with those that this reading depends on. */
    static Map<String, Object> settings(Map<String, ?> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.keySet()
                .removeAll(List.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A topic that was cut or made anew shows as an offset out of range: only reading it all again drops what is
        // gone.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return settings;
    }

    /** Reads on for a moment; a snapshot where there is a new one to show. */
    Optional<MapCatalog> poll() {
        if (!assigned) {
            assign();
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            fold.apply(record.key(), record.headers(), record.value())
                    .ifPresent(cause -> onBadEntry.accept(
                            cause + " (partition " + record.partition() + ", offset " + record.offset() + ")"));
        }
        boolean first = !caughtUp && reachedEnds();
        caughtUp = caughtUp || first;
        return first || (caughtUp && !records.isEmpty()) ? Optional.of(fold.snapshot()) : Optional.empty();
    }

    private void assign() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CATALOG).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new TopicMissingException();
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
        assigned = true;
    }

    private boolean reachedEnds() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
