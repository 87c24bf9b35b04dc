package dev.tidings.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a dead letter carries beside the bytes as they came, and the count of them by topic ({@code
 * tidings_dead_letters_total}).
 */
public final class DeadLetters {
    public static final String CAUSE = "tidings_cause";
    public static final String TOPIC = "tidings_topic";
    public static final String PARTITION = "tidings_partition";
    public static final String OFFSET = "tidings_offset";

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
