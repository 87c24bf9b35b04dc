package dev.tidings.local.send;

import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What an upstream with a fault publishes: a record on the topic of requests that no service can make anything of. */
public final class UnreadableRequest {
    private static final byte[] GARBAGE = "not a request".getBytes(StandardCharsets.UTF_8);

    private UnreadableRequest() {}

    /** Publishes one, and returns once Kafka has it. */
    public static void publish(String servers) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                20_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            CompletableFuture<Void> published = new CompletableFuture<>();
            var _ = producer.send(new ProducerRecord<>(Topics.REQUESTS, GARBAGE), (_, failure) -> {
                if (failure == null) {
                    published.complete(null);
                } else {
                    published.completeExceptionally(failure);
                }
            });
            Upstream.await(published, servers);
        }
    }
}
