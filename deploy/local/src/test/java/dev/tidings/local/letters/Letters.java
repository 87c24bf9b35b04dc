package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Event;
import dev.tidings.contract.SendRequest;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Dead letters for tests, as services write them. */
final class Letters {
    static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    static final Instant PUBLISHED = NOW.minus(Duration.ofHours(2));
    static final String UNREADABLE =
            "unreadable: the body does not fit its schema: no known schema has this fingerprint";

    static final String PHONE = "+6581234567";

    private static final Codec CODEC = Codec.singleObject();

    private Letters() {}

    static SendRequest request(String id) {
        return SendRequestBuilder.to("whatsapp", "shop", PHONE)
                .requestId(id)
                .from("acme", "orders")
                .template("order_update", "en", Map.of("name", "Ann"))
                .build();
    }

    /** Of a request that can be read by now, at offset 500 and its own in tidings.requests-3. */
    static Letter readable(int offset) {
        return of(offset, request("r" + offset), UNREADABLE);
    }

    static Letter of(int offset, Event event, String cause) {
        return of(
                offset,
                bytes("r" + offset),
                CODEC.encode(Topics.REQUESTS, event),
                buried(Topics.REQUESTS, 3, 500 + offset, cause).add(EventHeaders.TYPE, bytes(Codec.type(event))));
    }

    static Letter garbage(int offset, String text) {
        return of(
                offset,
                bytes(text),
                bytes(text),
                buried(Topics.REQUESTS, 3, 500 + offset, "unreadable: the first byte is of no known wire format")
                        .add(text, bytes(text)));
    }

    static Letter of(int offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new Letter(record(offset, key, value, headers));
    }

    static ConsumerRecord<byte[], byte[]> record(
            int offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                Topics.DEAD_LETTERS,
                1,
                offset,
                NOW.minus(Duration.ofMinutes(1)).toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key,
                value,
                headers,
                Optional.empty());
    }

    static Headers buried(String topic, int partition, long offset, String cause) {
        return new RecordHeaders()
                .add(DeadLetterHeaders.CAUSE, bytes(cause))
                .add(DeadLetterHeaders.TOPIC, bytes(topic))
                .add(DeadLetterHeaders.PARTITION, bytes(Integer.toString(partition)))
                .add(DeadLetterHeaders.OFFSET, bytes(Long.toString(offset)))
                .add(DeadLetterHeaders.TIMESTAMP, bytes(Long.toString(PUBLISHED.toEpochMilli())));
    }

    /** The marker that a replay of it leaves. */
    static ConsumerRecord<byte[], byte[]> marker(Letter letter, long offset) {
        var written = Replays.marker(letter.id(), letter.place().orElseThrow(), offset);
        return new ConsumerRecord<>(
                Topics.REPLAYS,
                0,
                0,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                written.key(),
                written.value(),
                written.headers(),
                Optional.empty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
