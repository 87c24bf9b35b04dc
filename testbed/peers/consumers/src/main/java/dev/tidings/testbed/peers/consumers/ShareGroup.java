package dev.tidings.testbed.peers.consumers;

import dev.tidings.testbed.bench.dispatch.PeerSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A share group (KIP-932): several consumers, each of which sends all that a poll brings at once and acknowledges record
 * by record. It may not poll again before.
 */
public final class ShareGroup {
    private static final String GROUP = "bench-share-group";
    private static final int CONSUMERS = 8;

    private ShareGroup() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws ExecutionException, InterruptedException {
        PeerSender sender = new PeerSender(arguments);
        fromTheBeginning(sender);
        for (int i = 0; i < CONSUMERS; i++) {
            Thread.ofPlatform().name("share-" + i).start(() -> work(sender));
        }
    }

    /** Where a new group begins is a setting of the group, and not of its consumers. */
    private static void fromTheBeginning(PeerSender sender) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(sender.consumer(GROUP))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static void work(PeerSender sender) {
        Map<String, Object> settings = sender.consumer(GROUP);
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(1, sender.inFlight() / CONSUMERS));
        try (KafkaShareConsumer<byte[], byte[]> consumer =
                        new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            consumer.subscribe(List.of(sender.topic()));
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                sendAll(consumer, records, sender, calls);
            }
        }
    }

    private static void sendAll(
            KafkaShareConsumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> records,
            PeerSender sender,
            ExecutorService calls) {
        List<Future<?>> sent = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> found : records) {
            sent.add(calls.submit(() -> sender.send(found)));
        }
        int next = 0;
        for (ConsumerRecord<byte[], byte[]> found : records) {
            consumer.acknowledge(found, taken(sent.get(next++)));
        }
        consumer.commitAsync();
    }

    private static AcknowledgeType taken(Future<?> sent) {
        try {
            sent.get();
            return AcknowledgeType.ACCEPT;
        } catch (ExecutionException e) {
            return AcknowledgeType.RELEASE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AcknowledgeType.RELEASE;
        }
    }
}
