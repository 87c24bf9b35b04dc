package dev.tidings.publish;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TraceParent;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes requests for an upstream service: checks their form, keys them by request id, encodes them, adds the CloudEvents
 * headers. Every method answers by its future, which fails with {@link InvalidRequestException} where nothing was published
 * because of the request, and with Kafka's exception where it may not have arrived: publish the same request again then, it
 * is a repeat. Safe for use by many threads.
 *
 * <p>Futures complete on the producer's own thread: use the async methods for whatever takes time. While Kafka is away a
 * call waits up to ten seconds for it.
 */
public final class SendPublisher implements AutoCloseable {
    private static final int MAX_BLOCK_MS = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final Codec codec;
    private final String source;
    private final InstantSource clock;
    private final Supplier<Optional<TraceParent>> span;

    SendPublisher(
            Producer<byte[], byte[]> producer,
            Codec codec,
            String source,
            InstantSource clock,
            Supplier<Optional<TraceParent>> span) {
        this.producer = producer;
        this.codec = codec;
        this.source = source;
        this.clock = clock;
        this.span = span;
    }

    /**
     * A publisher that needs nothing but a broker.
     *
     * @param source the upstream service as a URI reference, for the events' {@code ce_source}: /shop/orders
     */
    public static SendPublisher create(String bootstrapServers, String source, InstantSource clock) {
        return create(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), Codec.singleObject(), source, clock);
    }

    /**
     * A publisher with its own settings for Kafka, for example for security, or with a schema registry.
     *
     * @param settings producer settings; idempotence and serializers are set here, whatever they say
     * @param source the upstream service as a URI reference, for the events' {@code ce_source}: /shop/orders
     */
    public static SendPublisher create(Map<String, ?> settings, Codec codec, String source, InstantSource clock) {
        Map<String, Object> complete = new HashMap<>(settings);
        complete.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        complete.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        complete.put(ProducerConfig.ACKS_CONFIG, "all");
        complete.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        complete.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return new SendPublisher(
                new KafkaProducer<>(complete, new ByteArraySerializer(), new ByteArraySerializer()),
                codec,
                source,
                clock,
                Optional::empty);
    }

    /**
     * The same publisher, of the same producer, for a service that is traced: what Tidings does with its requests goes on in the
     * caller's trace. Where OpenTelemetry's agent instruments the producer, there is no need for it.
     *
     * @param current the span in which the calling thread works; empty: none
     */
    public SendPublisher tracedBy(Supplier<Optional<TraceParent>> current) {
        return new SendPublisher(producer, codec, source, clock, current);
    }

    /** Asks to send. What becomes of it comes on the topic of results. */
    public CompletableFuture<RecordMetadata> send(SendRequest request) {
        return publish(
                RequestRules.problems(request, clock.instant()), request.requestId(), request::requestId, request);
    }

    /** Asks to cancel a held request. */
    public CompletableFuture<RecordMetadata> cancel(CancelSend cancel) {
        return publish(
                RequestRules.problems(cancel), cancel.requestId(), () -> EventIds.cancelId(cancel.requestId()), cancel);
    }

    /** Asks to move a held request. */
    public CompletableFuture<RecordMetadata> reschedule(RescheduleSend reschedule) {
        return publish(
                RequestRules.problems(reschedule, clock.instant()),
                reschedule.requestId(),
                () -> EventIds.rescheduleId(reschedule),
                reschedule);
    }

    /** Asks to pause, resume or cancel a campaign. */
    public CompletableFuture<RecordMetadata> control(CampaignControl control) {
        return publish(
                RequestRules.problems(control),
                control.campaignId(),
                () -> EventIds.campaignControlId(control, clock.instant()),
                control);
    }

    /** Sends what is still buffered, then closes the producer. */
    @Override
    public void close() {
        producer.close();
    }

    private CompletableFuture<RecordMetadata> publish(
            List<String> problems, String key, Supplier<String> id, Event event) {
        if (!problems.isEmpty()) {
            return CompletableFuture.failedFuture(new InvalidRequestException(problems));
        }
        CompletableFuture<RecordMetadata> published = new CompletableFuture<>();
        try {
            // The callback tells what Kafka's own future would.
            Future<RecordMetadata> _ = producer.send(record(key, id.get(), event), (metadata, failure) -> {
                if (failure == null) {
                    published.complete(metadata);
                } else {
                    published.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            // One way to fail: the future.
            published.completeExceptionally(e);
        }
        return published;
    }

    private ProducerRecord<byte[], byte[]> record(String key, String id, Event event) {
        Headers headers = EventHeaders.of(id, Codec.type(event), source, clock.instant());
        span.get().ifPresent(current -> EventHeaders.put(headers, current));
        byte[] value = codec.encode(Topics.REQUESTS, event);
        return new ProducerRecord<>(Topics.REQUESTS, null, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }
}
