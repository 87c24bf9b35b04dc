package dev.tidings.testbed.upstream;

import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventDeserializer;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads results with Tidings' deserializer. */
public final class OrderResults {
    private final String bootstrapServers;

    public OrderResults(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Reads while it goes on, and hands each result over once at least. */
    public void read(BooleanSupplier goesOn, Consumer<DeliveryResult> book) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG, "order-service",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<String, Decoded> results =
                new KafkaConsumer<>(settings, new StringDeserializer(), new EventDeserializer())) {
            results.subscribe(List.of(Topics.RESULTS));
            while (goesOn.getAsBoolean()) {
                for (ConsumerRecord<String, Decoded> record : results.poll(Duration.ofMillis(200))) {
                    switch (record.value()) {
                        case Decoded.Known(DeliveryResult result) -> book.accept(result); // eventId is unique in it
                        case Decoded.Known _, Decoded.UnknownType _ -> {} // of a later version: passed over
                        case Decoded.Undecodable(String cause) -> throw new IllegalStateException(cause);
                    }
                }
                results.commitSync();
            }
        }
    }
}
