package dev.tidings.local.letters;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What was replayed: of each record a marker in tidings.replays, under the place where it was read before it was buried. Two
 * letters of one record, as a crash can leave them, are so known to be one.
 */
final class Replays {
    /**
     * One replay.
     *
     * @param letter which was replayed
     * @param offset that the record has now, in the topic and partition where it was before
     */
    record Replay(Instant at, LetterId letter, long offset) {}

    private final Map<String, Replay> byPlace = new HashMap<>();

    Optional<Replay> of(Place place) {
        return Optional.ofNullable(byPlace.get(place.toString()));
    }

    /** Takes a marker in. */
    void add(ConsumerRecord<byte[], byte[]> marker) {
        String letter = EventHeaders.text(marker.headers(), DeadLetterHeaders.REPLAY_OF);
        String offset = EventHeaders.text(marker.headers(), DeadLetterHeaders.OFFSET);
        if (marker.key() != null
                && letter != null
                && LetterId.isOne(letter)
                && offset != null
                && offset.matches("\\d{1,18}")) {
            byPlace.put(
                    new String(marker.key(), StandardCharsets.UTF_8),
                    new Replay(Instant.ofEpochMilli(marker.timestamp()), LetterId.of(letter), Long.parseLong(offset)));
        }
    }

    /**
     * The marker to be written with a replay.
     *
     * @param offset that the record has now
     */
    static ProducerRecord<byte[], byte[]> marker(LetterId letter, Place from, long offset) {
        Headers headers = new RecordHeaders()
                .add(DeadLetterHeaders.REPLAY_OF, bytes(letter.toString()))
                .add(DeadLetterHeaders.OFFSET, bytes(Long.toString(offset)));
        return new ProducerRecord<>(Topics.REPLAYS, null, bytes(from.toString()), new byte[0], headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
