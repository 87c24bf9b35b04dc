package dev.tidings.runtime;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.topics.TopicSpec;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a dead letter carries beside the bytes as they came, and the count of them by topic ({@code
 * tidings_dead_letters_total}).
 */
public final class DeadLetters {
    /** Leaves room for the key and the headers. */
    static final int LARGEST_VALUE = Topics.MAX_RECORD_BYTES - 128 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /** What the producer adds around a record, and some. */
    private static final int OVERHEAD = 1_024;

    private static final String CUT = " (cut: the whole record does not fit)";
    private static final String GONE = "; too large for a dead letter, its bytes are where it was read";

    private final Counters<String> letters;

    /**
     * Counts there.
     *
     * @param others what else letters come from, beside the topics
     */
    public DeadLetters(MeterRegistry meters, String... others) {
        letters = new CounterFamily(
                        meters,
                        "tidings.dead.letters",
                        "Records that could not be read and went to tidings.dead-letters")
                .by("topic", origins(others), Function.identity());
    }

    private static List<String> origins(String... others) {
        return Stream.concat(Topics.all().stream().map(TopicSpec::name), Arrays.stream(others))
                .toList();
    }

    /** The record's own headers, and where it came from, when it was published, and why it was buried. */
    private static Headers headers(RecordMetadata at, long published, String cause, Headers original) {
        Headers headers = new RecordHeaders(original.toArray());
        headers.remove(DeadLetterHeaders.SIZE);
        put(headers, DeadLetterHeaders.CAUSE, cause);
        put(headers, DeadLetterHeaders.TOPIC, at.topic());
        put(headers, DeadLetterHeaders.PARTITION, Integer.toString(at.partition()));
        put(headers, DeadLetterHeaders.OFFSET, Long.toString(at.offset()));
        put(headers, DeadLetterHeaders.TIMESTAMP, Long.toString(published));
        return headers;
    }

    /**
     * The dead letter for a record: as it came, its value cut where it is too large to be written again with the added
     * headers. Where key and headers alone leave no room, only what tells where to find it goes. A dead letter that cannot
     * be written would stop its partition.
     *
     * @param cause without any of the record's content
     * @param now its time stamp: by the record's own one, Kafka might delete it at once
     */
    public static Record<byte[], byte[]> letter(
            Record<? extends byte @Nullable [], ? extends byte @Nullable []> found,
            RecordMetadata at,
            String cause,
            long now) {
        byte @Nullable [] value = value(found.value());
        Headers headers = length(value) == length(found.value())
                ? headers(at, found.timestamp(), cause, found.headers())
                : ofAPart(found, at, cause + CUT, found.headers());
        long size = length(found.key()) + length(value) + length(headers) + OVERHEAD;
        return size <= Topics.MAX_RECORD_BYTES
                ? new Record<>(found.key(), value, now, headers)
                : new Record<>(null, null, now, ofAPart(found, at, cause + GONE, new RecordHeaders()));
    }

    /** The same for a record that did not come through Kafka Streams; the producer stamps it. */
    public static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> found, String cause) {
        Record<byte[], byte[]> came =
                new Record<>(found.key(), found.value(), Math.max(0, found.timestamp()), found.headers());
        Record<byte[], byte[]> letter =
                letter(came, new Place(found.topic(), found.partition(), found.offset()), cause, 0);
        return new ProducerRecord<>(Topics.DEAD_LETTERS, null, letter.key(), letter.value(), letter.headers());
    }

    /** The value, cut where it would leave no room for the headers. */
    static byte @Nullable [] value(byte @Nullable [] original) {
        return original == null || original.length <= LARGEST_VALUE ? original : Arrays.copyOf(original, LARGEST_VALUE);
    }

    /**
     * Tells of a dead letter: counts it, and logs where the record was read and why it was buried.
     *
     * @param cause without any of the record's content
     */
    public void buried(String topic, int partition, long offset, String cause) {
        count(topic);
        LOG.atWarn()
                .addKeyValue("topic", topic)
                .addKeyValue("partition", partition)
                .addKeyValue("offset", offset)
                .addKeyValue("cause", cause)
                .log("dead letter");
    }

    /** Counts a dead letter of this topic. */
    public void count(String topic) {
        letters.increment(topic);
    }

    private static void put(Headers headers, String name, String value) {
        // A dead letter that is replayed and dies again tells of its last death only, and which letter it was before.
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Headers ofAPart(
            Record<?, ? extends byte @Nullable []> found, RecordMetadata at, String cause, Headers kept) {
        Headers headers = headers(at, found.timestamp(), cause, kept);
        put(headers, DeadLetterHeaders.SIZE, Long.toString(length(found.value())));
        return headers;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static long length(Headers headers) {
        long length = 0;
        for (Header header : headers) {
            // A character takes three bytes at most, and the lengths of both parts five each.
            length += header.key().length() * 3L + length(header.value()) + 10;
        }
        return length;
    }

    private record Place(String topic, int partition, long offset) implements RecordMetadata {}
}
