package dev.tidings.runtime;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a store of RocksDB has in memory and not on the disk. Where the write buffers of all stores have come to half of their
 * memory, whoever goes on writing this one waits until it is on the disk, whether he processes or restores. He waits for no other
 * store: the thread that would have to write that one may be his own.
 */
final class BoundedStore extends ForwardingStore {
    /** A store that has less is not waited for, or it would be written out in crumbs where the memory is another's. */
    static final long LEAST = 256 * 1024;

    /** The memory is looked at each time that so much was put. */
    private static final long BETWEEN_LOOKS = 16 * 1024;

    /** What RocksDB keeps of an entry beside its bytes, about. */
    private static final long ENTRY = 64;

    /** Null: it is not open. */
    private @Nullable StoreMemory memory;
    /** Bytes put since it was waited for; RocksDB may have written some of them out by itself. */
    private long put;

    private long unseen;

    BoundedStore(KeyValueStore<Bytes, byte[]> rocks) {
        super(rocks);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        StoreMemory shared = StoreMemory.in(context.appConfigs());
        beneath().init(new RestoringContext(context, this::putAll), root);
        shared.opened();
        memory = shared;
    }

    private static long bytes(Bytes key, byte @Nullable [] value) {
        return ENTRY + key.get().length + (value == null ? 0 : value.length);
    }

    private void written(long bytes) {
        put += bytes;
        unseen += bytes;
        if (unseen >= BETWEEN_LOOKS) {
            unseen = 0;
            if (put >= LEAST && memory != null && memory.isTight()) {
                flush();
            }
        }
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        beneath().put(key, value);
        written(bytes(key, value));
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] found = beneath().putIfAbsent(key, value);
        if (found == null) {
            written(bytes(key, value));
        }
        return found;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        beneath().putAll(entries);
        written(entries.stream()
                .mapToLong(entry -> bytes(entry.key, entry.value))
                .sum());
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] found = beneath().delete(key);
        written(bytes(key, null));
        return found;
    }

    @Override
    public void flush() {
        super.flush();
        put = 0;
    }

    @Override
    public void close() {
        StoreMemory shared = memory;
        memory = null;
        try {
            super.close();
        } finally {
            if (shared != null) {
                shared.closed();
            }
        }
    }
}
