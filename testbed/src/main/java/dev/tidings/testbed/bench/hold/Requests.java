package dev.tidings.testbed.bench.hold;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes holds as an upstream service does, through the helper that ships. */
final class Requests implements AutoCloseable {
    /**
     * What a service that publishes in bulk would set: it lingers, since with keys each partition's batch waits for itself, and
     * after the usual 5 ms would hold a record or two, each a request to the broker.
     */
    static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024,
            ProducerConfig.LINGER_MS_CONFIG, 50,
            ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);

    private static final String TENANT = "bench";
    private static final String SOURCE = "bench";
    private static final int RECIPIENTS = 1_000_000;

    private final SendPublisher publisher;
    private final String text;

    Requests(String bootstrapServers, InstantSource clock) {
        Map<String, Object> settings = new java.util.HashMap<>(SETTINGS);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.publisher = SendPublisher.create(settings, Codec.singleObject(), "/bench", clock);
        this.text = filler(clock);
    }

    void send(Hold hold, Acknowledgement acknowledgement) {
        tell(publisher.send(request(hold, text)), acknowledgement);
    }

    void cancel(Hold hold, Acknowledgement acknowledgement) {
        tell(
                publisher.cancel(new CancelSend(LaneReader.requestId(hold.id()), TENANT, SOURCE, Map.of())),
                acknowledgement);
    }

    /** Records as those of requests, all with the same value, {@link Hold#PAYLOAD_BYTES} bytes of it. */
    static BareProducer.RecordOf samples(InstantSource clock) {
        SendRequest sample = request(first(clock), filler(clock));
        byte[] value = Codec.singleObject().encode(Topics.REQUESTS, sample);
        String type = Codec.type(sample);
        return (topic, index) -> {
            String id = LaneReader.requestId(first(clock).id() + index);
            return new ProducerRecord<>(
                    topic,
                    null,
                    id.getBytes(StandardCharsets.UTF_8),
                    value,
                    EventHeaders.of(id, type, "/bench", clock.instant()));
        };
    }

    private static Hold first(InstantSource clock) {
        return new Hold(1L << 32, clock.millis());
    }

    /** A text that makes a request as long as it has to be. */
    private static String filler(InstantSource clock) {
        int without = Codec.singleObject().encode(Topics.REQUESTS, request(first(clock), "")).length;
        // The length of a longer text takes a byte more.
        return "x".repeat(Hold.PAYLOAD_BYTES - without - 1);
    }

    private static SendRequest request(Hold hold, String text) {
        long recipient = Math.floorMod(hold.id(), RECIPIENTS);
        return SendRequestBuilder.to(
                        "whatsapp",
                        "shop",
                        "+6581" + Long.toString(RECIPIENTS + recipient).substring(1))
                .requestId(LaneReader.requestId(hold.id()))
                .from(TENANT, SOURCE)
                .text(text)
                .sendAt(Instant.ofEpochMilli(hold.dueAt()))
                .build();
    }

    private static void tell(CompletableFuture<RecordMetadata> published, Acknowledgement acknowledgement) {
        CompletableFuture<?> _ = published.whenComplete((_, failure) -> {
            if (failure == null) {
                acknowledgement.acknowledged();
            } else {
                acknowledgement.failed(failure);
            }
        });
    }

    @Override
    public void close() {
        publisher.close();
    }
}
