package dev.tidings.runtime;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all stores of the process together: blocks, indexes, filters and write buffers come out of one
 * cache. Made by Kafka Streams, by its class's name.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** The setting that says how much; Kafka Streams hands all settings on. */
    static final String MEMORY_BYTES = "tidings.store.memory.bytes";

    private static @Nullable Shared shared;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared memory = shared(Objects.requireNonNull((Long) configs.get(MEMORY_BYTES), MEMORY_BYTES));
        // The table's settings that Kafka Streams made must be changed and not replaced: it keeps a hand on them.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache);
        // Otherwise indexes and filters live outside the cache, and grow with the data.
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        // Kafka Streams leaves the filters of the last level out, for look-ups that mostly find something. Ours mostly
        // ask whether an id is new.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(memory.writeBuffers);
    }

    /** Nothing to do: what was set is shared by all stores, and lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}

    /** Bytes in use by all stores. */
    static synchronized long usedBytes() {
        return shared == null ? 0 : shared.cache.getUsage();
    }

    private static synchronized Shared shared(long bytes) {
        if (shared == null) {
            RocksDB.loadLibrary();
            // Half for writing: a hold is written once and read once, soon after or much later.
            Cache cache = new LRUCache(bytes);
            shared = new Shared(cache, new WriteBufferManager(bytes / 2, cache));
        }
        return shared;
    }

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {}
}
