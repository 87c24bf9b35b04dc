package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka takes from one producer when nothing else is done: the same bytes, settings and broker. */
final class BareProducer {
    private static final String TOPIC = "bench.produce";

    private BareProducer() {}

    /** Records a second, all acknowledged. */
    static double rate(String bootstrapServers, int partitions, int count, byte[] value, Timeline timeline) {
        Map<String, Object> settings = new HashMap<>(Requests.SETTINGS);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(java.util.List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                        .all()
                        .get();
            }
            // The first record waits for the topic's leaders, which is not what is measured.
            producer.send(new ProducerRecord<>(TOPIC, value)).get();
            long begin = timeline.nanos();
            Future<RecordMetadata> last = null;
            for (int i = 0; i < count; i++) {
                last = producer.send(new ProducerRecord<>(TOPIC, i % partitions, null, value));
            }
            producer.flush();
            if (last != null) {
                last.get();
            }
            return count / ((timeline.nanos() - begin) / 1e9);
        } catch (ExecutionException e) {
            throw new SubjectFailedException("Kafka did not take plain records", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
    }
}
