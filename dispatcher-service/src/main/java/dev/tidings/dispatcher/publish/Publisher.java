package dev.tidings.dispatcher.publish;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.runtime.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** One idempotent producer, for all that the dispatcher writes. Safe for use by many threads. */
public final class Publisher {
    private static final String SOURCE = "/tidings/dispatcher";

    private final Producer<byte[], byte[]> producer;
    private final Codec codec;
    private final Tracing tracing;

    public Publisher(Producer<byte[], byte[]> producer, Codec codec, Tracing tracing) {
        this.producer = producer;
        this.codec = codec;
        this.tracing = tracing;
    }

    /** Writes an event into the partition of its key; completes, or fails, when Kafka has answered. */
    public CompletableFuture<RecordMetadata> publish(Outgoing event) {
        return publish(event, null);
    }

    /**
     * Writes an event.
     *
     * @param partition into which partition; absent: that of its key
     */
    public CompletableFuture<RecordMetadata> publish(Outgoing event, @Nullable Integer partition) {
        try {
            return send(encoded(event, partition));
        } catch (RuntimeException e) {
            // The registry does not answer, or refuses the schema: for the caller the same as a broker that does.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Writes a record as it is. */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> ready) {
        CompletableFuture<RecordMetadata> answer = new CompletableFuture<>();
        try {
            // The answer comes by the callback; the future is the same news again.
            var _ = producer.send(ready, (metadata, failure) -> {
                if (failure == null) {
                    answer.complete(metadata);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private ProducerRecord<byte[], byte[]> encoded(Outgoing event, @Nullable Integer partition) {
        Headers headers = EventHeaders.of(event.id(), Codec.type(event.event()), SOURCE, event.time());
        tracing.putInto(headers);
        if (event.event() instanceof AttemptFinished finished) {
            // What the journal says of an attempt its span says too.
            tracing.tag("outcome", finished.outcome().name());
        }
        return new ProducerRecord<>(
                event.topic(),
                partition,
                null,
                event.key().getBytes(StandardCharsets.UTF_8),
                codec.encode(event.topic(), event.event()),
                headers);
    }
}
