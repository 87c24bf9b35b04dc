package dev.tidings.testbed.bench.hold;

import dev.tidings.local.broker.Leaders;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.util.HashMap;
import java.util.List;
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

/**
 * What Kafka takes from one producer when nothing else is done: the same broker and settings, and records as long as requests
 * are, with their keys and headers, but encoded beforehand.
 */
final class BareProducer {
    private static final String TOPIC = "bench.produce";

    private BareProducer() {}

    /** The record of that index. */
    @FunctionalInterface
    interface RecordOf {
        ProducerRecord<byte[], byte[]> in(String topic, int index);
    }

    /** Records a second, all acknowledged. */
    static double rate(String bootstrapServers, int partitions, int count, RecordOf records, Timeline timeline) {
        Map<String, Object> settings = new HashMap<>(Requests.SETTINGS);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                List<NewTopic> topic = List.of(new NewTopic(TOPIC, partitions, (short) 1));
                admin.createTopics(topic).all().get();
                Leaders.await(admin, topic);
            }
            long begin = timeline.nanos();
            Future<RecordMetadata> last = null;
            for (int i = 0; i < count; i++) {
                last = producer.send(records.in(TOPIC, i));
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
