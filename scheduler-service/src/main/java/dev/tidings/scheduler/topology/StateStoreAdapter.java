package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.StateFormat;
import dev.tidings.scheduler.hold.StateStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The state store in a Streams store. */
final class StateStoreAdapter implements StateStore {
    private final KeyValueStore<Bytes, byte[]> store;

    StateStoreAdapter(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<HoldState> get(String id) {
        return Optional.ofNullable(store.get(key(id))).map(StateFormat::read);
    }

    @Override
    public void put(String id, HoldState state) {
        store.put(key(id), StateFormat.write(state));
    }

    @Override
    public void remove(String id) {
        store.delete(key(id));
    }

    private static Bytes key(String id) {
        return Bytes.wrap(id.getBytes(StandardCharsets.UTF_8));
    }
}
