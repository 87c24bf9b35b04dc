package dev.tidings.testbed.bench.kit;

import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a service has taken in all of a topic. Its offsets are committed in one transaction with its stores, so what is
 * committed is stored.
 */
public final class IntakeLag implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Intake intake;
    private final Admin admin;
    private final Timeline timeline;
    private final Set<TopicPartition> partitions;

    public IntakeLag(Intake intake, String bootstrapServers, int partitions, Timeline timeline) {
        this.intake = intake;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.timeline = timeline;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(i -> new TopicPartition(intake.topic, i))
                .collect(Collectors.toSet());
    }

    /** Who takes what in. */
    public enum Intake {
        REQUESTS("tidings-scheduler", Topics.REQUESTS, 0),
        /** What fallback asks hold for: it writes in transactions, whose last record is a marker that is no record to any reader. */
        DEADLINES_ASKED("tidings-scheduler", Topics.HOLDS, 1),
        WATCHES("tidings-fallback", Topics.WATCHES, 0),
        RESULTS("tidings-fallback", Topics.RESULTS, 0),
        /** Written by hold in transactions, as above. */
        DEADLINES("tidings-fallback", Topics.DEADLINES, 1);

        private final String group;
        private final String topic;
        private final int markers;

        Intake(String group, String topic, int markers) {
            this.group = group;
            this.topic = topic;
            this.markers = markers;
        }
    }

    /** Waits until all that is there now is stored; false: not within that time. */
    public boolean awaitNone(Duration atMost) {
        long end = timeline.nanos() + atMost.toNanos();
        Map<TopicPartition, Long> published = published();
        while (!reached(published)) {
            if (timeline.nanos() > end) {
                return false;
            }
            timeline.pause(BETWEEN);
        }
        return true;
    }

    private Map<TopicPartition, Long> published() {
        var latest = partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private boolean reached(Map<TopicPartition, Long> goal) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(intake.group).partitionsToOffsetAndMetadata());
        return goal.entrySet().stream().allMatch(entry -> {
            OffsetAndMetadata offset = committed.get(entry.getKey());
            return entry.getValue() == 0 || (offset != null && offset.offset() >= entry.getValue() - intake.markers);
        });
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new SubjectFailedException("Kafka did not tell how far a service is: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
