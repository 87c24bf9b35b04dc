package dev.tidings.runtime;

import java.util.Map;
import java.util.Objects;
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
 * way to write buffers, which RocksDB writes out behind the work once they have three eighths of it. Where it does not keep up, and
 * they have half of it, whoever goes on writing a store waits for that store ({@link BoundedStore}). What they come to beyond the half is
 * bounded for each store: what it may put without being waited for ({@link BoundedStore#LEAST}), a slice of what is restored, and the
 * block that its buffer has begun. With a megabyte for each store the other half has room for that, and for a record of a megabyte.
 *
 * @see <a href="file:deploy/decisions/004-hold-store.md">decision 004</a>
 */
class StoreMemory {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMemory.class);

    /** The setting that it is handed to the stores by: Kafka Streams hands all settings on. */
    static final String SETTING = "tidings.store.memory";

    private static final long MEGABYTE = 1024 * 1024;

    /** With less, what stores may put without being waited for would not fit into it. */
    static final long LEAST_OF_A_STORE = MEGABYTE;

    /** One part: of several each has its part of the limit, and comes beyond it while others have room. */
    private static final int CACHE_PARTS_BITS = 0;

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
        return (StoreMemory) Objects.requireNonNull(configs.get(SETTING), SETTING);
    }

    /** Has a store take from it what it needs. */
    synchronized void share(BlockBasedTableConfig table, Options options) {
        Cache shared = cache;
        if (shared == null) {
            RocksDB.loadLibrary();
            shared = new LRUCache(bytes, CACHE_PARTS_BITS);
            cache = shared;
            writeBuffers = new WriteBufferManager(bytes / 8 * 3, shared);
        }
        table.setBlockCache(shared);
        options.setWriteBufferManager(writeBuffers);
    }

    synchronized void opened() {
        stores++;
        if (limit() > bytes && !told) {
            told = true;
            LOG.warn(
                    "tidings.store-memory is {} MB, too little for {} stores or more: they are slow, and come to {} MB for each",
                    bytes / MEGABYTE,
                    stores,
                    LEAST_OF_A_STORE / MEGABYTE);
        }
    }

    synchronized void closed() {
        stores--;
    }

    /** Bytes in use by all stores. */
    synchronized long used() {
        return cache == null ? 0 : cache.getUsage();
    }

    /**
     * Bytes that all stores come to at most: what was set, or what so many need at least. The cache and the write buffers stay as
     * they were set: what is above is what each store may put before it is waited for.
     */
    synchronized long limit() {
        return Math.max(bytes, stores * LEAST_OF_A_STORE);
    }

    /** Whether write buffers have come to half of it, so that a store has to be waited for that writes on. */
    synchronized boolean isTight() {
        // What cannot give way: write buffers, and hardly anything else. What is reserved for them is given back once
        // less than three quarters of it are in use: at three eighths half is reserved at most, and nobody waits.
        return cache != null && cache.getPinnedUsage() > limit() / 2;
    }
}
