package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.runtime.Purge;
import dev.tidings.runtime.StateVersion;
import dev.tidings.runtime.Tallies;
import dev.tidings.runtime.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
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

    /**
     * So many entries are looked at for each time that one is stored, so that the walk keeps up with any load. A request is stored twice
     * at least: there is at most a seventh more than what has its time still before it.
     */
    private static final int LOOKS_FOR_EACH = 4;

    private final KeyValueStore<String, byte[]> store;
    private final int entriesPerTick;
    private final StateFormat format = new StateFormat();
    private final Consumer<String> unreadable;
    private final Purge<String> purge;
    private final Tally<String> watched;
    private long stored;

    /**
     * The states in that store.
     *
     * @param entriesPerTick of how many it is looked in each step whether their time is over, where nothing is stored
     * @param watches counts those that wait for their end
     * @param unreadable is told the id of each request whose state cannot be read, once
     * @throws dev.tidings.runtime.StateVersionException where another version wrote them
     */
    Requests(
            KeyValueStore<String, byte[]> store,
            int entriesPerTick,
            Tallies<String> watches,
            Consumer<String> unreadable) {
        VERSION.check(store);
        this.store = store;
        this.entriesPerTick = entriesPerTick;
        this.unreadable = unreadable;
        this.purge = new Purge<>(store, entriesPerTick, Requests::end);
        this.watched = watches.open(store);
    }

    /** Counts those that wait for their end. */
    static Tallies<String> watches() {
        // As the store's keys are in order: by their bytes.
        return new Tallies<>(
                Comparator.comparing(id -> Bytes.wrap(id.getBytes(StandardCharsets.UTF_8))), StateFormat::watching);
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
        put(requestId, watched.weigh(bytes), lost);
        return lost;
    }

    /** Stores what follows on a state. */
    void put(String requestId, FallbackState before, FallbackState.Kept state) {
        put(requestId, before instanceof FallbackState.Watching ? 1 : 0, state);
    }

    private void put(String requestId, long before, FallbackState.Kept state) {
        byte[] bytes = format.write(state);
        store.put(requestId, bytes);
        watched.changed(requestId, watched.weigh(bytes) - before);
        purge.stored(state.keepUntil().toEpochMilli());
        stored++;
    }

    /**
     * A step of forgetting, bounded by what was stored since the last one, and of counting what was found here; {@code forgotten} is
     * told of each state.
     */
    void purge(Instant now, BiConsumer<FallbackState.Kept, Instant> forgotten) {
        watched.step();
        long looks = entriesPerTick + LOOKS_FOR_EACH * stored;
        stored = 0;
        for (; looks > 0; looks -= entriesPerTick) {
            look(now, forgotten);
        }
    }

    private void look(Instant now, BiConsumer<FallbackState.Kept, Instant> forgotten) {
        purge.step(now, (requestId, bytes) -> {
            FallbackState.Kept state = read(requestId, bytes, now);
            if (!state.keepUntil().isAfter(now)) {
                forgotten.accept(state, now);
                store.delete(requestId);
                watched.changed(requestId, state instanceof FallbackState.Watching ? -1 : 0);
            }
        });
    }

    /** The store is another's from now on. */
    void close() {
        watched.close();
    }
}
