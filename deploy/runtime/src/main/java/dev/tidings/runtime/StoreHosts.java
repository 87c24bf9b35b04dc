package dev.tidings.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;

/** Which instance has which partitions of a store, as the group's leader told this one with its last assignment. */
final class StoreHosts {
    private StoreHosts() {}

    static List<StoreHost> of(KafkaStreams streams, String store) {
        return whereKnown(() -> streams.streamsMetadataForStore(store).stream()
                        .map(StoreHosts::host)
                        .toList())
                .orElse(List.of());
    }

    /** By Kafka's own partitioner of keys: a producer that chooses partitions otherwise puts a key elsewhere. */
    static Optional<String> owner(KafkaStreams streams, String store, String key) {
        return whereKnown(() -> streams.queryMetadataForKey(store, key, new StringSerializer()))
                .filter(found -> !found.equals(KeyQueryMetadata.NOT_AVAILABLE))
                .map(found -> address(found.activeHost()));
    }

    /** Asked of a client that does not run yet, or not any more, Kafka Streams throws. */
    private static <T> Optional<T> whereKnown(Supplier<T> asked) {
        try {
            return Optional.ofNullable(asked.get());
        } catch (StreamsException | IllegalStateException notRunning) {
            return Optional.empty();
        }
    }

    private static StoreHost host(StreamsMetadata metadata) {
        return new StoreHost(
                address(metadata.hostInfo()),
                metadata.topicPartitions().stream()
                        .map(TopicPartition::partition)
                        .collect(Collectors.toSet()));
    }

    private static String address(HostInfo host) {
        return host.host() + ':' + host.port();
    }
}
