package dev.tidings.testbed.bench.path;

import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** How many bytes lie in Kafka, by who wrote them. */
final class KafkaBytes {
    /** Offsets and transactions: what Kafka itself writes down for everyone. */
    static final String KAFKA = "kafka";

    static final String UPSTREAM = "upstream";

    private KafkaBytes() {}

    static Map<String, Long> byWriter(String bootstrapServers) {
        Map<String, Long> bytes = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            for (Map<String, LogDirDescription> dirs :
                    admin.describeLogDirs(brokers).allDescriptions().get().values()) {
                dirs.values()
                        .forEach(dir -> dir.replicaInfos()
                                .forEach((partition, replica) ->
                                        bytes.merge(writer(partition.topic()), replica.size(), Long::sum)));
            }
            return bytes;
        } catch (ExecutionException e) {
            throw new SubjectFailedException("Kafka did not tell what it holds: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }

    /** Of requests that are sent at once, only the dispatcher has results to tell. */
    static String writer(String topic) {
        return switch (topic) {
            case Topics.REQUESTS, Topics.CATALOG -> UPSTREAM;
            case Topics.ATTEMPTS, Topics.HOLDS, Topics.RESULTS, Topics.RECEIPTS -> "dispatcher";
            default -> {
                if (topic.startsWith("tidings-fallback")) {
                    yield "fallback";
                }
                if (topic.startsWith("tidings-receipts")) {
                    yield "dispatcher";
                }
                yield topic.startsWith("tidings") ? "scheduler" : KAFKA;
            }
        };
    }
}
