package dev.tidings.runtime;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a store of RocksDB has in memory and not on the disk. Where the write buffers of all stores have come to half of their
 * memory, whoever goes on writing this one waits until it is on the disk, whether he processes or restores. He waits for no other
 * store: the thread that would have to write that one may be his own.
 */
final class BoundedStore implements KeyValueStore<Bytes, byte[]> {
    /** A store that has less is not waited for, or it would be written out in crumbs where the memory is another's. */
    static final long LEAST = 256 * 1024;

    /** The memory is looked at each time that so much was put. */
    private static final long BETWEEN_LOOKS = 16 * 1024;

    /** What RocksDB keeps of an entry beside its bytes, about. */
    private static final long ENTRY = 64;

    private final KeyValueStore<Bytes, byte[]> rocks;
    /** Null: it is not open. */
    private @Nullable StoreMemory memory;
    /** Bytes put since it was waited for; RocksDB may have written some of them out by itself. */
    private long put;

    private long unseen;

    BoundedStore(KeyValueStore<Bytes, byte[]> rocks) {
        this.rocks = rocks;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        StoreMemory shared = StoreMemory.in(context.appConfigs());
        rocks.init(new RestoringContext(context, this::putAll), root);
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
        rocks.put(key, value);
        written(bytes(key, value));
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] found = rocks.putIfAbsent(key, value);
        if (found == null) {
            written(bytes(key, value));
        }
        return found;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        rocks.putAll(entries);
        written(entries.stream()
                .mapToLong(entry -> bytes(entry.key, entry.value))
                .sum());
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] found = rocks.delete(key);
        written(bytes(key, null));
        return found;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return rocks.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return rocks.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return rocks.all();
    }

    @Override
    public long approximateNumEntries() {
        return rocks.approximateNumEntries();
    }

    @Override
    public String name() {
        return rocks.name();
    }

    @Override
    public void flush() {
        rocks.flush();
        put = 0;
    }

    @Override
    public void close() {
        StoreMemory shared = memory;
        memory = null;
        try {
            rocks.close();
        } finally {
            if (shared != null) {
                shared.closed();
            }
        }
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return rocks.isOpen();
    }

    @Override
    public Position getPosition() {
        return Objects.requireNonNull(rocks.getPosition());
    }
}
