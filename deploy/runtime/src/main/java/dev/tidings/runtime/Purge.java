package dev.tidings.runtime;

import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.ToLongBiFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries whose time is over in a store that has them in no order of time. Walks round the store, a bounded number of
 * entries at a time, and goes on where it stopped; between two rounds it rests until the first entry can be over, so that it
 * costs nothing while nothing is. Hold needs no such walk: what has ended lies there by the hour.
 */
public final class Purge<K> {
    private final KeyValueStore<K, byte[]> store;
    private final int entriesPerStep;
    private final ToLongBiFunction<K, byte[]> end;

    private @Nullable K nextKey;
    private long restUntil = Long.MIN_VALUE;
    private long firstEnd = Long.MAX_VALUE;

    /**
     * A walk that has not begun.
     *
     * @param end when an entry's time is over, in milliseconds since the epoch: from its first bytes, if possible, since all
     *     entries are asked for it
     */
    public Purge(KeyValueStore<K, byte[]> store, int entriesPerStep, ToLongBiFunction<K, byte[]> end) {
        this.store = store;
        this.entriesPerStep = entriesPerStep;
        this.end = end;
    }

    /** An entry was stored that ends then: the next round begins no later. */
    public void stored(long ends) {
        firstEnd = Math.min(firstEnd, ends);
        restUntil = Math.min(restUntil, ends);
    }

    /**
     * Looks at the next entries.
     *
     * @param over is told of each whose time is over, and deletes or replaces it
     * @return how many entries more it might have looked at
     */
    public int step(Instant now, BiConsumer<K, byte[]> over) {
        if (now.toEpochMilli() < restUntil) {
            return entriesPerStep;
        }
        if (nextKey == null) {
            firstEnd = Long.MAX_VALUE;
        }
        int left = entriesPerStep;
        try (KeyValueIterator<K, byte[]> entries = store.range(nextKey, null)) {
            while (entries.hasNext()) {
                KeyValue<K, byte[]> entry = entries.next();
                if (left == 0) {
                    nextKey = entry.key;
                    return 0;
                }
                left--;
                look(entry, now.toEpochMilli(), over);
            }
        }
        nextKey = null;
        restUntil = firstEnd;
        return left;
    }

    private void look(KeyValue<K, byte[]> entry, long now, BiConsumer<K, byte[]> over) {
        long ends = end.applyAsLong(entry.key, entry.value);
        if (ends > now) {
            firstEnd = Math.min(firstEnd, ends);
        } else {
            over.accept(entry.key, entry.value);
        }
    }
}
