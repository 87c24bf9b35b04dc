package dev.tidings.scheduler.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a send is moved on, so that many at one time make no burst: a part of its span that follows from its id. A repeat,
 * and the same request read again after a crash, are moved alike; so the hash must never change.
 */
final class Spread {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Spread() {}

    /**
     * The part of the span for this id: evenly distributed, at least zero and less than the span.
     *
     * @param span null: none
     */
    static Duration of(String requestId, @Nullable Duration span) {
        if (span == null || span.isZero()) {
            return Duration.ZERO;
        }
        // The upper half of a product is even for any span, where a remainder favours the small ones.
        return Duration.ofMillis(Math.unsignedMultiplyHigh(hash(requestId), span.toMillis()));
    }

    /** FNV-1a, whose upper bits hardly differ between ids that differ at their end, mixed by the last steps of MurmurHash3. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
