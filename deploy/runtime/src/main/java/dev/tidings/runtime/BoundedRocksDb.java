package dev.tidings.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Has a store take its memory out of what all stores of the process share: blocks, indexes, filters and write buffers. Made by
 * Kafka Streams, by its class's name.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** A write buffer grows by that much: of RocksDB's own megabyte a dozen stores would have two dozen before they have anything. */
    static final long ARENA_BLOCK = 128 * 1024;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // The table's settings that Kafka Streams made must be changed and not replaced: it keeps a hand on them.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        // Otherwise indexes and filters live outside the cache, and grow with the data.
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        StoreMemory.in(configs).share(table, options);
        options.setTableFormatConfig(table);
        options.setArenaBlockSize(ARENA_BLOCK);
        // Kafka Streams leaves the filters of the last level out, for look-ups that mostly find something. Ours mostly
        // ask whether an id is new.
        options.setOptimizeFiltersForHits(false);
    }

    /** Nothing to do: what was set is shared by all stores, and lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
