package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.FallbackState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The states of a partition's requests, and their end. */
final class Requests {
    private final KeyValueStore<String, byte[]> store;
    private final StateFormat format = new StateFormat();
    private final Consumer<String> unreadable;
    private final Purge purge;

    /**
     * The states in that store.
     *
     * @param unreadable is told the id of each request whose state cannot be read: nothing is known of it any more, which
     *     must not stop the others
     */
    Requests(KeyValueStore<String, byte[]> store, int entriesPerTick, Consumer<String> unreadable) {
        this.store = store;
        this.unreadable = unreadable;
        this.purge = new Purge(store, format, entriesPerTick, unreadable);
    }

    FallbackState get(String requestId) {
        byte @Nullable [] bytes = store.get(requestId);
        if (bytes == null) {
            return new FallbackState.Unseen();
        }
        Optional<FallbackState.Kept> kept = format.read(bytes);
        if (kept.isEmpty()) {
            unreadable.accept(requestId);
            return new FallbackState.Unseen();
        }
        return kept.get();
    }

    void put(String requestId, FallbackState.Kept state) {
        store.put(requestId, format.write(state));
        purge.stored(state);
    }

    /** A bounded step of forgetting; {@code forgotten} is told of each state. */
    void purge(Instant now, BiConsumer<FallbackState.Kept, Instant> forgotten) {
        purge.tick(now, forgotten);
    }
}
