package dev.tidings.testbed.peers.consumers;

import dev.tidings.testbed.bench.dispatch.PeerSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** As a listener container does it: each consumer sends one record after the other, and commits after each poll. */
public final class Listener {
    private static final int CONSUMERS = 8;

    private Listener() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) {
        PeerSender sender = new PeerSender(arguments);
        for (int i = 0; i < CONSUMERS; i++) {
            Thread.ofPlatform().name("listener-" + i).start(() -> listen(sender));
        }
    }

    private static void listen(PeerSender sender) {
        Map<String, Object> settings = sender.consumer("bench-listener");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(sender.topic()));
            while (!Thread.currentThread().isInterrupted()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(sender::send);
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
            }
        }
    }
}
