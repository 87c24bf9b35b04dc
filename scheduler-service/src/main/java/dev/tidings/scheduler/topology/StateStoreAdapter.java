package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.StateFormat;
import dev.tidings.scheduler.hold.StateStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The state store in a Streams store. What is remembered lies under the number of the span in which it was remembered, so
 * that whole spans are dropped in order, without an index by time: one entry is written for what has ended, and one deleted
 * later. A look-up asks for the spans that can still count, mostly two.
 */
final class StateStoreAdapter implements StateStore {
    /** A clock that was set back by less still finds what was remembered before. */
    private static final long CLOCK_STEP = Duration.ofHours(1).toMillis();

    private final KeyValueStore<Bytes, byte[]> store;
    private final long span;
    private long forgottenBefore = Long.MIN_VALUE;
    private Bytes forgotten = Family.REMEMBERED.start();

    StateStoreAdapter(KeyValueStore<Bytes, byte[]> store, Duration span) {
        this.store = store;
        this.span = span.toMillis();
    }

    @Override
    public Optional<HoldState> get(String id, long now) {
        byte[] kept = store.get(Family.KEPT.key(id));
        if (kept != null) {
            return Optional.of(StateFormat.read(ByteBuffer.wrap(kept)));
        }
        long current = Math.floorDiv(now, span);
        HoldState found = remembered(current, id, now);
        if (found == null) {
            found = remembered(current - 1, id, now);
        }
        if (found == null && Math.floorMod(now, span) >= span - CLOCK_STEP) {
            found = remembered(current + 1, id, now);
        }
        return Optional.ofNullable(found);
    }

    private @Nullable HoldState remembered(long number, String id, long now) {
        byte[] value = store.get(Family.REMEMBERED.key(number, id));
        if (value == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(value);
        return buffer.getLong() + span > now ? StateFormat.read(buffer) : null;
    }

    @Override
    public void keep(String id, HoldState state) {
        store.put(Family.KEPT.key(id), StateFormat.write(state));
    }

    @Override
    public void remember(String id, HoldState state, long now) {
        byte[] bytes = StateFormat.write(state);
        byte[] value = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(now)
                .put(bytes)
                .array();
        store.put(Family.REMEMBERED.key(Math.floorDiv(now, span), id), value);
        // What was never kept needs no tombstone.
        if (store.get(Family.KEPT.key(id)) != null) {
            remove(id);
        }
    }

    @Override
    public void remove(String id) {
        store.delete(Family.KEPT.key(id));
    }

    @Override
    public boolean forget(long now, int most) {
        // The span before the current one still counts.
        long before = Math.floorDiv(now, span) - 1;
        if (before <= forgottenBefore) {
            return false;
        }
        int done = 0;
        // From where the last one ended: the tombstones before are not walked again.
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(forgotten, Family.REMEMBERED.key(before, ""))) {
            while (entries.hasNext()) {
                if (done == most) {
                    return true;
                }
                KeyValue<Bytes, byte[]> entry = entries.next();
                store.delete(entry.key);
                forgotten = entry.key;
                done++;
            }
        }
        forgottenBefore = before;
        return false;
    }

    @Override
    public Duration span() {
        return Duration.ofMillis(span);
    }
}
