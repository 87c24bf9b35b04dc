package dev.tidings.testbed.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.avro.DeliveryResult;
import dev.tidings.avro.SendRequest;
import dev.tidings.avro.TemplateContent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes and reads with Kafka's clients and classes that Avro makes of the schemas, and nothing else. */
public final class PlainOrderService {
    static {
        // Avro makes instances of no classes but those that it was told of.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals("dev.tidings.avro")));
    }

    private final String bootstrapServers;

    public PlainOrderService(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Returns once Kafka has the request of order-4712-shipped. */
    public void send(Instant now) throws IOException, InterruptedException, ExecutionException {
        SendRequest request = SendRequest.newBuilder()
                .setRequestId("order-4712-shipped")
                .setTenant("acme")
                .setSource("order-service")
                .setChannel("whatsapp")
                .setAccountId("shop")
                .setRecipient("+6581234567")
                .setContent(new TemplateContent("order_update", "en", Map.of("name", "Ann")))
                .build();
        byte[] value = SendRequest.getEncoder().encode(request).array();
        Headers headers = new RecordHeaders()
                .add("ce_id", request.getRequestId().getBytes(UTF_8))
                .add("ce_type", "dev.tidings.avro.SendRequest".getBytes(UTF_8))
                .add("ce_source", "/order-service".getBytes(UTF_8))
                .add("ce_time", now.toString().getBytes(UTF_8))
                .add("ce_specversion", "1.0".getBytes(UTF_8));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("tidings.requests", null, request.getRequestId(), value, headers))
                    .get();
        }
    }

    /** Reads while it goes on, and hands each result over once at least. */
    public void read(BooleanSupplier goesOn, Consumer<DeliveryResult> book) throws IOException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG, "plain-order-service",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<String, byte[]> results =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            results.subscribe(List.of("tidings.results"));
            while (goesOn.getAsBoolean()) {
                for (ConsumerRecord<String, byte[]> record : results.poll(Duration.ofMillis(200))) {
                    Header type = record.headers().lastHeader("ce_type");
                    // Other types are of a later version: they are passed over.
                    if (type != null && new String(type.value(), UTF_8).equals("dev.tidings.avro.DeliveryResult")) {
                        DeliveryResult result = DeliveryResult.getDecoder().decode(record.value());
                        book.accept(result); // eventId is unique in it
                    }
                }
                results.commitSync();
            }
        }
    }
}
