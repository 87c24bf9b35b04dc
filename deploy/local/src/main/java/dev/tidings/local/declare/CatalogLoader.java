package dev.tidings.local.declare;

import dev.tidings.catalog.CatalogKeys;
import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Event;
import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes catalog entries; each replaces an earlier one of the same key. */
public final class CatalogLoader {
    private static final Codec CODEC = Codec.singleObject();

    private CatalogLoader() {}

    /** Publishes all of them, and returns once Kafka has them. */
    public static void load(String bootstrapServers, List<Event> entries, InstantSource clock) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                20_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> published =
                    entries.stream().map(e -> producer.send(record(e, clock))).toList();
            for (Future<RecordMetadata> one : published) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new UserError(
                    "The catalog could not be published to " + bootstrapServers + ": " + String.valueOf(e.getCause()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String key(Event entry) {
        return CatalogKeys.of(entry);
    }

    private static ProducerRecord<byte[], byte[]> record(Event entry, InstantSource clock) {
        String key = key(entry);
        return new ProducerRecord<>(
                Topics.CATALOG,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                CODEC.encode(Topics.CATALOG, entry),
                EventHeaders.of(key, Codec.type(entry), "/tidings/cli", clock.instant()));
    }
}
