package dev.tidings.local.letters;

import dev.tidings.local.settings.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic up to what is its end when the scan begins, committed records only, each partition in its order. It never
 * reads more of a partition than its last records.
 */
final class TopicScan {
    /** What is told of a long scan. */
    @FunctionalInterface
    interface Progress {
        /**
         * So far.
         *
         * @param of about: offsets have gaps
         */
        void read(long records, long of);
    }

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final InstantSource clock;
    private final Progress progress;

    TopicScan(Consumer<byte[], byte[]> consumer, InstantSource clock, Progress progress) {
        this.consumer = consumer;
        this.clock = clock;
        this.progress = progress;
    }

    /** The topic's; none where there is no such topic. */
    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic, KAFKA_ANSWERS_WITHIN).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /**
     * Reads what was written since then.
     *
     * @param depth how many offsets back from its end a partition is read at most
     * @param visitor takes each record, and says whether it wants another
     * @return whether something was left out because of the depth
     */
    boolean read(
            List<TopicPartition> partitions,
            Instant since,
            long depth,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, KAFKA_ANSWERS_WITHIN);
        Map<TopicPartition, Long> wanted = wanted(partitions, since, ends);
        Map<TopicPartition, Long> starts = new HashMap<>(wanted);
        ends.forEach((partition, end) -> starts.merge(partition, end - depth, Math::max));
        read(starts, ends, visitor);
        return !starts.equals(wanted);
    }

    /** Reads on from one place in a partition. */
    void read(TopicPartition partition, long offset, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        read(Map.of(partition, offset), consumer.endOffsets(List.of(partition), KAFKA_ANSWERS_WITHIN), visitor);
    }

    private Map<TopicPartition, Long> wanted(
            List<TopicPartition> partitions, Instant since, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> wanted = new HashMap<>(consumer.beginningOffsets(partitions, KAFKA_ANSWERS_WITHIN));
        if (since.isAfter(Instant.EPOCH)) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, KAFKA_ANSWERS_WITHIN);
            wanted.replaceAll((partition, _) -> {
                OffsetAndTimestamp first = found.get(partition);
                return first == null ? ends.getOrDefault(partition, 0L) : first.offset();
            });
        }
        return wanted;
    }

    private void read(
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        long of = sum(ends) - sum(starts);
        long read = 0;
        Instant news = clock.instant();
        Instant told = news;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            Instant now = clock.instant();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                read++;
                if (!visitor.test(record)) {
                    return;
                }
            }
            if (!records.isEmpty()) {
                // Not as of the answer: who takes the records may read something else first.
                news = clock.instant();
            } else if (Duration.between(news, now).compareTo(STUCK_AFTER) > 0) {
                throw new UserError("Kafka stopped answering after " + read + " of about " + of + " records.");
            }
            if (Duration.between(told, now).compareTo(TELL_EVERY) >= 0) {
                told = now;
                progress.read(read, of);
            }
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
