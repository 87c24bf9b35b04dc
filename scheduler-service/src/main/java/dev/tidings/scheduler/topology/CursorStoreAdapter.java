package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.CursorStore;
import dev.tidings.scheduler.hold.DueKey;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The cursor in a Streams store. */
final class CursorStoreAdapter implements CursorStore {
    private static final Bytes CURSOR = Family.CURSOR.start();

    private final KeyValueStore<Bytes, byte[]> store;

    CursorStoreAdapter(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<DueKey> read() {
        return Optional.ofNullable(store.get(CURSOR)).map(DueKey::of);
    }

    @Override
    public void write(DueKey cursor) {
        store.put(CURSOR, cursor.toBytes());
    }
}
