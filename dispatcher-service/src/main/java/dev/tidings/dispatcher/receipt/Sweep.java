package dev.tidings.dispatcher.receipt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is seven days old: receipts are not repeated for longer. A sweep begins every hour and goes through the
 * store in steps of bounded size, one a minute, so that receipts never wait for it.
 */
final class Sweep {
    static final Duration STEP_EVERY = Duration.ofMinutes(1);
    static final Duration KEPT = Duration.ofDays(7);
    static final int STEP = 20_000;
    private static final Duration BEGINS_EVERY = Duration.ofHours(1);

    private final KeyValueStore<Bytes, byte[]> states;
    private final InstantSource clock;
    private Instant begun = Instant.EPOCH;
    private @Nullable Bytes cursor;

    Sweep(KeyValueStore<Bytes, byte[]> states, InstantSource clock) {
        this.states = states;
        this.clock = clock;
    }

    /** Looks at the next states, at most {@link #STEP}; returns how many were forgotten. */
    int step() {
        Instant now = clock.instant();
        if (cursor == null) {
            if (now.isBefore(begun.plus(BEGINS_EVERY)) && !now.isBefore(begun)) {
                return 0;
            }
            begun = now;
        }
        return step(now.minus(KEPT));
    }

    private int step(Instant before) {
        List<Bytes> old = new ArrayList<>();
        Bytes next = null;
        try (KeyValueIterator<Bytes, byte[]> found = cursor == null ? states.all() : states.range(cursor, null)) {
            int seen = 0;
            while (found.hasNext() && next == null) {
                KeyValue<Bytes, byte[]> entry = found.next();
                if (seen == STEP) {
                    next = entry.key;
                } else if (StateFormat.since(entry.value).isBefore(before)) {
                    old.add(entry.key);
                }
                seen++;
            }
        }
        old.forEach(states::delete);
        cursor = next;
        return old.size();
    }
}
