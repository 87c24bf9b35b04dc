package dev.tidings.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of all stores of the process: one cache, out of which come blocks, indexes, filters and write buffers. Blocks give
 * way to write buffers, which RocksDB writes out behind the work once they have two fifths of it. Where it does not keep up, and
 * they have half of it, whoever goes on writing a store waits for that store ({@link BoundedStore}). What they come to beyond the half is
 * bounded for each store: what it may put without being waited for ({@link BoundedStore#LEAST}), and the block that its buffer has
 * begun. With a megabyte for each store the other half has room for that, and for a portion of a megabyte that is put at once.
 *
 * @see <a href="file:deploy/decisions/004-hold-store.md">decision 004</a>
 */
final class StoreMemory {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMemory.class);

    /** The setting that it is handed to the stores by: Kafka Streams hands all settings on. */
    static final String SETTING = "tidings.store.memory";

    /** With less, what stores may put without being waited for would not fit into it. */
    static final long LEAST_OF_A_STORE = 1024 * 1024;

    /** RocksDB gives each part of a cache its part of the limit: few, so that none has more than its part while others have room. */
    private static final int CACHE_PARTS_BITS = 2;

    /** Of stores whose settings name none, as in tests. */
    static final StoreMemory UNBOUNDED = new StoreMemory(Long.MAX_VALUE);

    private final long bytes;
    private @Nullable Cache cache;
    private @Nullable WriteBufferManager writeBuffers;
    private int stores;
    private boolean told;

    /** @param bytes the limit, as it was set */
    StoreMemory(long bytes) {
        this.bytes = bytes;
    }

    /** What a store's settings name. */
    static StoreMemory in(Map<String, Object> configs) {
        return configs.get(SETTING) instanceof StoreMemory memory ? memory : UNBOUNDED;
    }

    /** Has a store take from it what it needs. */
    synchronized void share(BlockBasedTableConfig table, Options options) {
        Cache shared = cache;
        if (shared == null) {
            RocksDB.loadLibrary();
            shared = new LRUCache(bytes, CACHE_PARTS_BITS);
            cache = shared;
            writeBuffers = new WriteBufferManager(bytes / 5 * 2, shared);
        }
        table.setBlockCache(shared);
        options.setWriteBufferManager(writeBuffers);
    }

    synchronized void opened() {
        stores++;
        if (limit() > bytes && !told) {
            told = true;
            LOG.warn(
                    "tidings.store-memory is {} MB, too little for {} stores: they use a megabyte each, and so will those to come",
                    bytes / LEAST_OF_A_STORE,
                    stores);
        }
    }

    synchronized void closed() {
        stores--;
    }

    /** Bytes in use by all stores. */
    synchronized long used() {
        return cache == null ? 0 : cache.getUsage();
    }

    /** Bytes that all stores may use: what was set, or what so many need at least. */
    synchronized long limit() {
        return Math.max(bytes, stores * LEAST_OF_A_STORE);
    }

    /** Whether write buffers have come to half of it, so that a store has to be waited for that writes on. */
    synchronized boolean isTight() {
        // What is in use and cannot give way: write buffers, and hardly anything else.
        return cache != null && cache.getPinnedUsage() > limit() / 2;
    }
}
