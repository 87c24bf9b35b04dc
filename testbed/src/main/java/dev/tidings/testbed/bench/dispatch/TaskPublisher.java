package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.topics.Lane;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts tasks into a lane, in the order in which they are given. */
final class TaskPublisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    TaskPublisher(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** All of them, and returns once Kafka has them. */
    void publishAll(Tasks tasks, int count) {
        for (int number = 0; number < count; number++) {
            publish(tasks.record(Lane.NORMAL.topic(), number));
        }
        flush();
    }

    /** One, without waiting. */
    void publish(ProducerRecord<byte[], byte[]> task) {
        var _ = producer.send(task, (_, trouble) -> {
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
    void flush() {
        producer.flush();
        Exception trouble = failure.get();
        if (trouble != null) {
            throw new SubjectFailedException("Kafka did not take a task: " + trouble, trouble);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
