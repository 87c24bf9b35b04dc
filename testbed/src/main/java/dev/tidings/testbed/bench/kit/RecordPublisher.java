package dev.tidings.testbed.bench.kit;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records as a service of Tidings does, in the order in which they are given. */
public final class RecordPublisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public RecordPublisher(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** So many, from number 0 on; returns once Kafka has them. */
    public void publishAll(int count, IntFunction<ProducerRecord<byte[], byte[]>> records) {
        for (int number = 0; number < count; number++) {
            publish(records.apply(number));
        }
        flush();
    }

    /** One, without waiting. */
    public void publish(ProducerRecord<byte[], byte[]> one) {
        var _ = producer.send(one, (_, trouble) -> {
            if (trouble != null) {
                failure.compareAndSet(null, trouble);
            }
        });
    }

    /**
     * Waits until Kafka has all.
     *
     * @throws SubjectFailedException where it did not take one
     */
    public void flush() {
        producer.flush();
        Exception trouble = failure.get();
        if (trouble != null) {
            throw new SubjectFailedException("Kafka did not take a record: " + trouble, trouble);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
