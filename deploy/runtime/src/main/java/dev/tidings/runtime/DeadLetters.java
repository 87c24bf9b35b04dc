package dev.tidings.runtime;

import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter carries beside the bytes as they came, and the count of them by topic ({@code
 * tidings_dead_letters_total}).
 */
public final class DeadLetters {
    public static final String CAUSE = "tidings_cause";
    public static final String TOPIC = "tidings_topic";
    public static final String PARTITION = "tidings_partition";
    public static final String OFFSET = "tidings_offset";

    /** Leaves room for the key and the headers. */
    static final int LARGEST_VALUE = Topics.MAX_RECORD_BYTES - 128 * 1024;

    private final MeterRegistry meters;

    public DeadLetters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * The record's own headers, and where it came from and why.
     *
     * @param cause without any of the record's content
     */
    public static Headers headers(String topic, int partition, long offset, String cause, Headers original) {
        Headers headers = new RecordHeaders(original.toArray());
        put(headers, CAUSE, cause);
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
        return headers;
    }

    /**
     * The value for the dead letter: as it came, but cut where it would be too large to be written again with the added
     * headers, since a dead letter that cannot be written would stop its partition. The headers tell where the whole is.
     */
    public static byte @Nullable [] value(byte @Nullable [] original) {
        return original == null || original.length <= LARGEST_VALUE ? original : Arrays.copyOf(original, LARGEST_VALUE);
    }

    /** Counts a dead letter of this topic. */
    public void count(String topic) {
        Counter.builder("tidings.dead.letters")
                .description("Records that could not be read and went to tidings.dead-letters")
                .tag("topic", topic)
                .register(meters)
                .increment();
    }

    private static void put(Headers headers, String name, String value) {
        // A dead letter that is replayed and dies again tells of its last death only.
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
