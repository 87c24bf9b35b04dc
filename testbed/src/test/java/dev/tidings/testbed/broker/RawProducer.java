package dev.tidings.testbed.broker;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Event;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An upstream that checks nothing: any bytes under any key into any partition, as large as the broker takes them. */
public final class RawProducer implements AutoCloseable {
    private static final int NO_LIMIT = 64 * 1024 * 1024;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec codec = Codec.singleObject();

    public RawProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        NO_LIMIT,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        (long) NO_LIMIT,
                        // The broker's limit is on what is compressed: so larger records come through than go out.
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes, and says where it stands now; fails with Kafka's exception. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused it", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** An event as the contract wants it, in the partition of its key. */
    RecordMetadata send(String topic, String key, Event event) {
        return send(record(topic, null, key, event));
    }

    /** An event as the contract wants it, but for the partition. */
    RecordMetadata send(String topic, int partition, String key, Event event) {
        return send(record(topic, partition, key, event));
    }

    private ProducerRecord<byte[], byte[]> record(String topic, @Nullable Integer partition, String key, Event event) {
        Headers headers = EventHeaders.of(
                key, Codec.type(event), "test", InstantSource.system().instant());
        return new ProducerRecord<>(topic, partition, bytes(key), codec.encode(topic, event), headers);
    }

    /** Bytes without a header. */
    public static ProducerRecord<byte[], byte[]> bare(
            String topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, key, value, new RecordHeaders());
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
