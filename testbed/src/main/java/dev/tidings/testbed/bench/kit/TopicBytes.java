package dev.tidings.testbed.bench.kit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** How many bytes each topic takes in Kafka. */
public final class TopicBytes {
    private TopicBytes() {}

    /** By topic, all replicas together. */
    public static Map<String, Long> of(String bootstrapServers) {
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
                                        bytes.merge(partition.topic(), replica.size(), Long::sum)));
            }
            return bytes;
        } catch (ExecutionException e) {
            throw new SubjectFailedException("Kafka did not tell what it holds: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }
}
