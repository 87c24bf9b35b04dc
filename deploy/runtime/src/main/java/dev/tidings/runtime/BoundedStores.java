package dev.tidings.runtime;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Makes stores of RocksDB whose memory is bounded together, each a {@link BoundedStore}. */
public final class BoundedStores implements KeyValueBytesStoreSupplier {
    private final KeyValueBytesStoreSupplier rocks;

    private BoundedStores(KeyValueBytesStoreSupplier rocks) {
        this.rocks = rocks;
    }

    /** Stores of that name, one for each partition. */
    public static KeyValueBytesStoreSupplier named(String name) {
        return new BoundedStores(Stores.persistentKeyValueStore(name));
    }

    @Override
    public String name() {
        return rocks.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new BoundedStore(rocks.get());
    }

    @Override
    public String metricsScope() {
        return rocks.metricsScope();
    }
}
