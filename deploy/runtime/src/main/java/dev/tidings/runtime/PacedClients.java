package dev.tidings.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Kafka Streams' usual clients, but for three: the main consumer waits for records as long as the {@link Pace} says, the
 * producer tells it when a commit has ended, and the admin client puts no empty changelog in a lost one's place.
 */
final class PacedClients extends DefaultKafkaClientSupplier {
    private final Pace pace;
    private final InstantSource clock;
    private final Function<Map<String, Object>, Admin> admins;

    PacedClients(Pace pace, InstantSource clock, Function<Map<String, Object>, Admin> admins) {
        this.pace = pace;
        this.clock = clock;
        this.admins = admins;
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return admins.apply(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new PacedConsumer(settings, pace, clock);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new PacedProducer(settings, pace, clock);
    }

    private static final class PacedProducer extends KafkaProducer<byte[], byte[]> {
        private final Pace pace;
        private final InstantSource clock;

        PacedProducer(Map<String, Object> settings, Pace pace, InstantSource clock) {
            super(settings, new ByteArraySerializer(), new ByteArraySerializer());
            this.pace = pace;
            this.clock = clock;
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            pace.committed(clock.millis());
        }
    }

    private static final class PacedConsumer extends KafkaConsumer<byte[], byte[]> {
        private final Pace pace;
        private final InstantSource clock;

        PacedConsumer(Map<String, Object> settings, Pace pace, InstantSource clock) {
            super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.pace = pace;
            this.clock = clock;
        }

        /** Kafka Streams polls without waiting where it has work of its own: that stays so. */
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration usual) {
            if (usual.isZero()) {
                return super.poll(usual);
            }
            Duration wait = pace.waitAt(clock.millis());
            ConsumerRecords<byte[], byte[]> records = super.poll(wait.compareTo(usual) < 0 ? wait : usual);
            pace.polled(!records.isEmpty());
            return records;
        }
    }
}
