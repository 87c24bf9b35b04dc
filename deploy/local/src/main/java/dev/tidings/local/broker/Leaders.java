package dev.tidings.local.broker;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the partitions of new topics have leaders that answer. On a busy machine this takes seconds, and until then an
 * idempotent producer is not safe to use: a leader that knows nothing of it takes any sequence number for its first one, so
 * where its first batch comes too soon and its second does not, the first is out of order for ever, and expires.
 */
public final class Leaders {
    private Leaders() {}

    /**
     * Returns when all of them answer.
     *
     * @throws BrokerFailedException where one does not within the admin client's default timeout
     */
    public static void await(Admin admin, Collection<NewTopic> topics) {
        Map<TopicPartition, OffsetSpec> partitions = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(number -> new TopicPartition(topic.name(), number)))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        try {
            // Asks the leaders themselves, and again where one says that it is none yet.
            admin.listOffsets(partitions).all().get();
        } catch (ExecutionException e) {
            throw new BrokerFailedException("new topics have no leaders: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailedException("interrupted while new topics were waited for", e);
        }
    }
}
