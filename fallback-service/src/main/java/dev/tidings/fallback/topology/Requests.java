package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.FallbackState;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** The states of a partition's requests, and their end. */
final class Requests {
    private final KeyValueStore<String, byte[]> store;
    private final StateFormat format = new StateFormat();
    private final Purge purge;

    Requests(KeyValueStore<String, byte[]> store, int entriesPerTick) {
        this.store = store;
        this.purge = new Purge(store, format, entriesPerTick);
    }

    FallbackState get(String requestId) {
        return format.read(store.get(requestId));
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
