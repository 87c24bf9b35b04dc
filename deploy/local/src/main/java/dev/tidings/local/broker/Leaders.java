package dev.tidings.local.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Waits until the partitions of new topics have leaders that answer. On a busy machine this takes seconds, and until then an
 * idempotent producer is not safe to use: a leader that knows nothing of it takes any sequence number for its first one, so
 * where its first batch comes too soon and its second does not, the first is out of order for ever, and expires.
 */
public final class Leaders {
    /** As long as the admin client itself asks again. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Leaders() {}

    /**
     * Returns when all of them answer.
     *
     * @throws BrokerFailedException where one does not within a minute
     */
    public static void await(Admin admin, Collection<NewTopic> topics) {
        await(admin, topics, PATIENCE);
    }

    static void await(Admin admin, Collection<NewTopic> topics, Duration patience) {
        Map<TopicPartition, OffsetSpec> partitions = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(number -> new TopicPartition(topic.name(), number)))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        long end = System.nanoTime() + patience.toNanos();
        while (!answer(admin, partitions, System.nanoTime() < end)) {
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** Asks the leaders themselves; the client asks again where one says that it is none yet, but not where nobody knows the topic yet. */
    private static boolean answer(Admin admin, Map<TopicPartition, OffsetSpec> partitions, boolean mayBeUnknown) {
        try {
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException e) {
            if (mayBeUnknown && e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new BrokerFailedException("new topics have no leaders: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailedException("interrupted while new topics were waited for", e);
        }
    }
}
