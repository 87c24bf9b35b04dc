package dev.tidings.local.letters;

import dev.tidings.codec.Codec;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a dead letter's line in the list says.
 *
 * @param type its event's, where it names one
 * @param bytes of key and value
 */
record Summary(
        LetterId id,
        Instant buriedAt,
        Optional<Place> from,
        Optional<String> type,
        int bytes,
        String cause,
        long replays,
        Optional<LetterId> replayOf,
        Verdict verdict) {
    static final Comparator<Summary> OLDEST_FIRST = Comparator.comparing(Summary::buriedAt)
            .thenComparingInt(summary -> summary.id().partition())
            .thenComparingLong(summary -> summary.id().offset());

    static Summary of(Letter letter, Codec codec, Verdict verdict) {
        return new Summary(
                letter.id(),
                letter.buriedAt(),
                letter.place(),
                Masked.type(letter, codec),
                letter.bytes(),
                letter.cause(),
                letter.replays(),
                letter.replayOf(),
                verdict);
    }
}
