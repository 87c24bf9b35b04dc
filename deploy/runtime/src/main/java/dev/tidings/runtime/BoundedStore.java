package dev.tidings.runtime;

import java.util.Collection;
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
 * A store whose writer waits until what it has put is on the disk where the stores' write buffers have come to half of their
 * memory, whether it processes or restores. It waits for its own store alone, which goes on by itself: the thread that would have to
 * write another's may be this one.
 */
final class BoundedStore implements KeyValueStore<Bytes, byte[]> {
    /** A store that has less is not waited for, or it would be written out in crumbs where the memory is another's. */
    static final long LEAST = 256 * 1024;

    /** The memory is looked at each time that so much was put. */
    private static final long BETWEEN_LOOKS = 16 * 1024;

    /** What RocksDB keeps of an entry beside its bytes, about. */
    private static final long ENTRY = 64;

    private final KeyValueStore<Bytes, byte[]> rocks;
    private StoreMemory memory = StoreMemory.UNBOUNDED;
    private boolean counted;
    /** Bytes put since it was waited for; RocksDB may have written some of them out by itself. */
    private long put;

    private long unseen;

    BoundedStore(KeyValueStore<Bytes, byte[]> rocks) {
        this.rocks = rocks;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        memory = StoreMemory.in(context.appConfigs());
        rocks.init(new RestoringContext(context, this::restore), root);
        memory.opened();
        counted = true;
    }

    void restore(Collection<KeyValue<byte[], byte[]>> records) {
        putAll(records.stream()
                .map(entry -> KeyValue.pair(Bytes.wrap(entry.key), entry.value))
                .toList());
    }

    private void written(Bytes key, byte @Nullable [] value) {
        long bytes = ENTRY + key.get().length + (value == null ? 0 : value.length);
        put += bytes;
        unseen += bytes;
        if (unseen >= BETWEEN_LOOKS) {
            unseen = 0;
            if (put >= LEAST && memory.isTight()) {
                rocks.flush();
                put = 0;
            }
        }
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        rocks.put(key, value);
        written(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] found = rocks.putIfAbsent(key, value);
        if (found == null) {
            written(key, value);
        }
        return found;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        rocks.putAll(entries);
        entries.forEach(entry -> written(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] found = rocks.delete(key);
        written(key, null);
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
    }

    @Override
    public void close() {
        rocks.close();
        if (counted) {
            memory.closed();
            counted = false;
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
