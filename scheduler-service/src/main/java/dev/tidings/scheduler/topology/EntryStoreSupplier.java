package dev.tidings.scheduler.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Makes the stores of the partitions: each an {@link EntryStore} over Kafka Streams' own of RocksDB. */
final class EntryStoreSupplier implements KeyValueBytesStoreSupplier {
    private final KeyValueBytesStoreSupplier rocks;

    EntryStoreSupplier(String name) {
        this.rocks = Stores.persistentKeyValueStore(name);
    }

    @Override
    public String name() {
        return rocks.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new EntryStore(rocks.get());
    }

    @Override
    public String metricsScope() {
        return rocks.metricsScope();
    }
}
