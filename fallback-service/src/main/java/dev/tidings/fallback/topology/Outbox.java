package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.SendTask;
import dev.tidings.fallback.plan.Decision;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Everything that leaves: encoded, keyed, and sent to its sink. */
final class Outbox {
    private static final String SOURCE = "/tidings/fallback";

    private final Codec codec;
    private final ProcessorContext<byte[], byte[]> context;
    private final Tracing tracing;

    Outbox(Codec codec, ProcessorContext<byte[], byte[]> context, Tracing tracing) {
        this.codec = codec;
        this.context = context;
        this.tracing = tracing;
    }

    /** @param span in which it was made */
    void write(Decision decision, OpenSpan span, Instant now) {
        if (decision instanceof Decision.Triggered triggered) {
            SendTask task = span.handOn(triggered.task());
            Lane lane = task.channel().equals(Lane.SMS.id()) ? Lane.SMS : Lane.of(task.priority());
            String id = EventIds.attemptId(task.requestId(), task.step(), task.attempt());
            send(lane.id(), lane.topic(), task.recipientKey(), id, task, now);
        }
        DeliveryResult result = decision.result();
        send(FallbackTopology.RESULT_SINK, Topics.RESULTS, result.requestId(), result.eventId(), result, now);
    }

    /** Asks hold for it. */
    void write(DeadlineHold deadline, Instant now) {
        String id = EventIds.deadlineId(deadline);
        send(FallbackTopology.HOLD_SINK, Topics.HOLDS, deadline.requestId(), id, deadline, now);
    }

    /** The record as it came, as far as it fits, and why. */
    void deadLetter(RecordMetadata at, String cause, Record<byte[], byte[]> from, Instant now) {
        context.forward(DeadLetters.letter(from, at, cause, now.toEpochMilli()), FallbackTopology.DEAD_LETTER_SINK);
    }

    private void send(String sink, String topic, String key, String id, Event event, Instant now) {
        Headers headers = EventHeaders.of(id, Codec.type(event), SOURCE, now);
        tracing.putInto(headers);
        byte[] value = codec.encode(topic, event);
        context.forward(
                new Record<>(key.getBytes(StandardCharsets.UTF_8), value, Math.max(0, now.toEpochMilli()), headers),
                sink);
    }
}
