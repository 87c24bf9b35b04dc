package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.FallbackState;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets states whose time is over. Walks round the store, a bounded number of entries at a time, and goes on where it
 * stopped; between two rounds it rests until the first entry can be due, so that it costs nothing while nothing is.
 */
final class Purge {
    private final KeyValueStore<String, byte[]> store;
    private final StateFormat format;
    private final int entriesPerTick;
    private final Consumer<String> unreadable;

    private @Nullable String nextKey;
    private long restUntil = Long.MIN_VALUE;
    private long firstDue = Long.MAX_VALUE;

    Purge(KeyValueStore<String, byte[]> store, StateFormat format, int entriesPerTick, Consumer<String> unreadable) {
        this.store = store;
        this.format = format;
        this.entriesPerTick = entriesPerTick;
        this.unreadable = unreadable;
    }

    /** A state was stored: the next round begins no later than it is due. */
    void stored(FallbackState.Kept state) {
        long due = state.keepUntil().toEpochMilli();
        firstDue = Math.min(firstDue, due);
        restUntil = Math.min(restUntil, due);
    }

    /**
     * Looks at the next entries.
     *
     * @param forgotten is told of each state that can be read before it is deleted
     * @return how many entries more it might have looked at
     */
    int tick(Instant now, BiConsumer<FallbackState.Kept, Instant> forgotten) {
        if (now.toEpochMilli() < restUntil) {
            return entriesPerTick;
        }
        if (nextKey == null) {
            firstDue = Long.MAX_VALUE;
        }
        int left = entriesPerTick;
        try (KeyValueIterator<String, byte[]> entries = store.range(nextKey, null)) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                if (left == 0) {
                    nextKey = entry.key;
                    return 0;
                }
                left--;
                look(entry, now, forgotten);
            }
        }
        nextKey = null;
        restUntil = firstDue;
        return left;
    }

    private void look(KeyValue<String, byte[]> entry, Instant now, BiConsumer<FallbackState.Kept, Instant> forgotten) {
        long due = StateFormat.keepUntilMillis(entry.value);
        if (due > now.toEpochMilli()) {
            firstDue = Math.min(firstDue, due);
            return;
        }
        format.read(entry.value)
                .ifPresentOrElse(state -> forgotten.accept(state, now), () -> unreadable.accept(entry.key));
        store.delete(entry.key);
    }
}
