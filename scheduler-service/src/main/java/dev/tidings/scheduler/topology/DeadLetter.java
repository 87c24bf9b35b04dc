package dev.tidings.scheduler.topology;

import dev.tidings.runtime.DeadLetters;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A bad record as it goes to the dead letters: key and value as they came, as far as Kafka takes them. The broker limits a
 * batch as it is compressed, so a record can come in that is too large to go out again. It is cut, and says so: failing to
 * write it would stop its partition for ever.
 */
final class DeadLetter {
    private static final int MAX_VALUE = 900_000;
    private static final int MAX_KEY = 32_768;
    private static final int MAX_HEADERS = 65_536;

    private DeadLetter() {}

    static Record<byte @Nullable [], byte @Nullable []> of(
            Record<byte @Nullable [], byte @Nullable []> in, RecordMetadata from, String cause, long now) {
        byte[] key = in.key();
        byte[] value = in.value();
        boolean whole = size(key) <= MAX_KEY && size(value) <= MAX_VALUE && size(in.headers()) <= MAX_HEADERS;
        Headers original = size(in.headers()) <= MAX_HEADERS ? in.headers() : new RecordHeaders();
        String told = whole ? cause : cause + " (cut: the whole record does not fit)";
        return new Record<>(
                cut(key, MAX_KEY),
                cut(value, MAX_VALUE),
                now,
                DeadLetters.headers(from.topic(), from.partition(), from.offset(), told, original));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            // As it is written, at most: empty ones take room too.
            size += header.key().length() * 3L + size(header.value()) + 10;
        }
        return size;
    }
}
