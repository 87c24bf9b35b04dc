package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.CursorStore;
import dev.tidings.scheduler.hold.DueKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The cursor in a Streams store of one entry. */
final class CursorStoreAdapter implements CursorStore {
    private static final Bytes CURSOR = Bytes.wrap("cursor".getBytes(StandardCharsets.UTF_8));

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
