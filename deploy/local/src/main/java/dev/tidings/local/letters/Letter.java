package dev.tidings.local.letters;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it was read. Who wrote it is not known for sure: what its headers say is taken for what it is worth, and
 * bounded.
 */
record Letter(ConsumerRecord<byte[], byte[]> record) {
    private static final int LONGEST_CAUSE = 300;

    /** As Kafka has it. */
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    LetterId id() {
        return new LetterId(record.partition(), record.offset());
    }

    Instant buriedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Where the record was read; empty where the letter does not say so, or it came from a store and not from a topic. */
    Optional<Place> place() {
        String topic = text(DeadLetterHeaders.TOPIC);
        long partition = number(DeadLetterHeaders.PARTITION);
        long offset = number(DeadLetterHeaders.OFFSET);
        return topic == null
                        || !TOPIC.matcher(topic).matches()
                        || partition < 0
                        || partition > Integer.MAX_VALUE
                        || offset < 0
                ? Optional.empty()
                : Optional.of(new Place(topic, (int) partition, offset));
    }

    /** By the record's own time stamp; empty where it had none. */
    Optional<Instant> publishedAt() {
        long millis = number(DeadLetterHeaders.TIMESTAMP);
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    /** In one line. */
    String cause() {
        String cause = text(DeadLetterHeaders.CAUSE);
        if (cause == null) {
            return "none is told";
        }
        String line = cause.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
    }

    /** How many bytes the record's value had where this is not all of it. */
    Optional<Long> wholeSize() {
        long size = number(DeadLetterHeaders.SIZE);
        return size < 0 ? Optional.empty() : Optional.of(size);
    }

    /** How often the record had been replayed when it was buried this time. */
    long replays() {
        return Math.max(0, number(DeadLetterHeaders.REPLAYS));
    }

    /** The letter that it was before its last replay. */
    Optional<LetterId> replayOf() {
        String id = text(DeadLetterHeaders.REPLAY_OF);
        return id != null && LetterId.isOne(id) ? Optional.of(LetterId.of(id)) : Optional.empty();
    }

    int bytes() {
        return length(record.key()) + length(record.value());
    }

    /** The record's own. */
    Headers headers() {
        Headers own = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!DeadLetterHeaders.ALL.contains(header.key())) {
                own.add(header);
            }
        }
        return own;
    }

    private @Nullable String text(String header) {
        return EventHeaders.text(record.headers(), header);
    }

    /** -1 where there is none. */
    private long number(String header) {
        String text = text(header);
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
