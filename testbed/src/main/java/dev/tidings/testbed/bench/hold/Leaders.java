package dev.tidings.testbed.bench.hold;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until every partition has a leader that answers. On a busy machine this takes seconds after a topic is created, and
 * an idempotent producer whose first batches meet a partition before its leader is there may never get its sequence right.
 */
final class Leaders {
    private Leaders() {}

    static void await(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var partitions =
                    admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                            .flatMap(Leaders::partitions)
                            .collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()));
            // Asks the leaders themselves, and asks again where one says that it is none.
            admin.listOffsets(partitions).all().get();
        } catch (ExecutionException e) {
            throw new SubjectFailedException("the topics have no leaders: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }

    private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition()));
    }
}
