package dev.tidings.scheduler.topology;

import dev.tidings.runtime.BoundedStores;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Makes the stores of the partitions, each an {@link EntryStore} over one of RocksDB, and knows those that are
 * open: Kafka Streams hands out its wrappers of them only.
 */
final class EntryStores implements KeyValueBytesStoreSupplier, EntryStore.Opened {
    private final KeyValueBytesStoreSupplier rocks;
    private final Map<TaskId, EntryStore> open = new ConcurrentHashMap<>();

    EntryStores(String name) {
        this.rocks = BoundedStores.named(name);
    }

    @Override
    public String name() {
        return rocks.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new EntryStore(rocks.get(), this);
    }

    @Override
    public String metricsScope() {
        return rocks.metricsScope();
    }

    /** The task's, which is open. */
    EntryStore of(TaskId task) {
        return Optional.ofNullable(open.get(task))
                .orElseThrow(() -> new IllegalStateException("the store of task " + task + " is not open"));
    }

    @Override
    public void opened(TaskId task, EntryStore store) {
        open.put(task, store);
    }

    @Override
    public void closed(EntryStore store) {
        open.values().remove(store);
    }
}
