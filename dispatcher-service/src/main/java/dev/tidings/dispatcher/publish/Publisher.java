package dev.tidings.dispatcher.publish;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.runtime.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * All that the dispatcher writes, by two idempotent producers. What a call waits for goes out at once; the rest gathers for some
 * milliseconds. Of one attempt nothing is written by the second before Kafka has what the first one wrote. Safe for use by many
 * threads.
 *
 * @see <a href="file:deploy/decisions/005-attempt-journal.md">decision 005</a>
 */
public final class Publisher {
    private static final String SOURCE = "/tidings/dispatcher";

    private final Producer<byte[], byte[]> prompt;
    private final Producer<byte[], byte[]> gathering;
    private final Codec codec;
    private final Tracing tracing;

    /**
     * Writes by these.
     *
     * @param prompt sends each record as soon as it can
     * @param gathering may keep records for a while, to send more of them together
     */
    public Publisher(
            Producer<byte[], byte[]> prompt, Producer<byte[], byte[]> gathering, Codec codec, Tracing tracing) {
        this.prompt = prompt;
        this.gathering = gathering;
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
            return send(event.event() instanceof AttemptStarted ? prompt : gathering, encoded(event, partition));
        } catch (RuntimeException e) {
            // The registry does not answer, or refuses the schema: for the caller the same as a broker that does.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Writes a record as it is. */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> ready) {
        return send(gathering, ready);
    }

    private static CompletableFuture<RecordMetadata> send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> ready) {
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
