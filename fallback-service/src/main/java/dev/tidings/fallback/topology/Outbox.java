package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.SendTask;
import dev.tidings.fallback.plan.Decision;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Everything that leaves: encoded, keyed, and sent to its sink. */
final class Outbox {
    private static final String SOURCE = "/tidings/fallback";

    /** What the producer adds around a record, and some. */
    private static final int OVERHEAD = 1_024;

    private final Codec codec;
    private final ProcessorContext<byte[], byte[]> context;

    Outbox(Codec codec, ProcessorContext<byte[], byte[]> context) {
        this.codec = codec;
        this.context = context;
    }

    void write(Decision decision, Instant now) {
        if (decision instanceof Decision.Triggered triggered) {
            SendTask sms = triggered.sms();
            String id = EventIds.attemptId(sms.requestId(), sms.step(), sms.attempt());
            send(FallbackTopology.SMS_SINK, Lane.SMS.topic(), sms.recipientKey(), id, sms, now);
        }
        DeliveryResult result = decision.result();
        send(FallbackTopology.RESULT_SINK, Topics.RESULTS, result.requestId(), result.eventId(), result, now);
    }

    /**
     * The record as it came, and why. Where key and headers alone leave no room for that, only what tells where to find it
     * goes: refused by the producer, it would be read again for ever.
     */
    void deadLetter(RecordMetadata at, String cause, Record<byte[], byte[]> from) {
        long timestamp = Math.max(0, from.timestamp());
        Headers headers = DeadLetters.headers(at.topic(), at.partition(), at.offset(), cause, from.headers());
        byte @Nullable [] value = DeadLetters.value(from.value());
        long size = length(from.key()) + length(value) + length(headers) + OVERHEAD;
        Record<byte[], byte[]> letter = size <= Topics.MAX_RECORD_BYTES
                ? new Record<>(from.key(), value, timestamp, headers)
                : new Record<>(null, null, timestamp, whereabouts(at, cause));
        context.forward(letter, FallbackTopology.DEAD_LETTER_SINK);
    }

    private static Headers whereabouts(RecordMetadata at, String cause) {
        String why = cause + "; too large for a dead letter, its bytes are where it was read";
        return DeadLetters.headers(at.topic(), at.partition(), at.offset(), why, new RecordHeaders());
    }

    private void send(String sink, String topic, String key, String id, Event event, Instant now) {
        Headers headers = EventHeaders.of(id, Codec.type(event), SOURCE, now);
        byte[] value = codec.encode(topic, event);
        context.forward(
                new Record<>(key.getBytes(StandardCharsets.UTF_8), value, Math.max(0, now.toEpochMilli()), headers),
                sink);
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            length += header.key().length() * 3L + length(header.value()) + 10;
        }
        return length;
    }
}
