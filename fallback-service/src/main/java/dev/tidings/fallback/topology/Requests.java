package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.runtime.Purge;
import dev.tidings.runtime.StateVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The states of a partition's requests, and their end.
 *
 * @see <a href="file:deploy/decisions/010-state-versions.md">decision 010</a>
 */
final class Requests {
    /** At a key that no request has: blank ids are refused when they are read. */
    static final StateVersion<String> VERSION = new StateVersion<>("the fallback's state", " ", 3);

    private final KeyValueStore<String, byte[]> store;
    private final StateFormat format = new StateFormat();
    private final Consumer<String> unreadable;
    private final Purge<String> purge;

    /**
     * The states in that store.
     *
     * @param unreadable is told the id of each request whose state cannot be read, once
     * @throws dev.tidings.runtime.StateVersionException where another version wrote them
     */
    Requests(KeyValueStore<String, byte[]> store, int entriesPerTick, Consumer<String> unreadable) {
        VERSION.check(store);
        this.store = store;
        this.unreadable = unreadable;
        this.purge = new Purge<>(store, entriesPerTick, Requests::end);
    }

    private static long end(String requestId, byte[] bytes) {
        return requestId.equals(VERSION.key()) ? Long.MAX_VALUE : StateFormat.keepUntilMillis(bytes);
    }

    FallbackState get(String requestId, Instant now) {
        byte @Nullable [] bytes = store.get(requestId);
        return bytes == null ? new FallbackState.Unseen() : read(requestId, bytes, now);
    }

    /** Where the state is lost, that is stored in its place: its time is as unknown as the rest of it. */
    private FallbackState.Kept read(String requestId, byte[] bytes, Instant now) {
        Optional<FallbackState.Kept> kept = format.read(bytes);
        if (kept.isPresent()) {
            return kept.get();
        }
        unreadable.accept(requestId);
        FallbackState.Kept lost = FallbackState.Lost.found(now);
        put(requestId, lost);
        return lost;
    }

    void put(String requestId, FallbackState.Kept state) {
        store.put(requestId, format.write(state));
        purge.stored(state.keepUntil().toEpochMilli());
    }

    /** A bounded step of forgetting; {@code forgotten} is told of each state. */
    void purge(Instant now, BiConsumer<FallbackState.Kept, Instant> forgotten) {
        purge.step(now, (requestId, bytes) -> {
            FallbackState.Kept state = read(requestId, bytes, now);
            if (!state.keepUntil().isAfter(now)) {
                forgotten.accept(state, now);
                store.delete(requestId);
            }
        });
    }
}
