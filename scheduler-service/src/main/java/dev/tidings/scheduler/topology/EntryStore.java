package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.PendingCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store whose changelog has one record for each change of an id, where RocksDB has two entries: under the id, where it waits or
 * how it ended, and by time, what it holds. The second follows from the first, when it is written and when it is restored, so
 * that both are always of one mind. The other families are stored as they are logged.
 *
 * <p>Kafka Streams puts its changelog around it: what is put here is what was logged.
 *
 * @see <a href="file:deploy/decisions/004-hold-store.md">decision 004</a>
 */
final class EntryStore implements KeyValueStore<Bytes, byte[]> {
    private final KeyValueStore<Bytes, byte[]> rocks;
    private final Opened opened;
    private volatile PendingCounts counts = new PendingCounts();
    // What the id that was asked for last has here: mostly it is the next one that is written. For the thread that
    // writes alone; others read RocksDB.
    private @Nullable Thread writer;
    private @Nullable Bytes lastId;
    private byte @Nullable [] last;

    /**
     * Over a store of Kafka Streams' own.
     *
     * @param opened is told when this is opened, and when it is closed
     */
    EntryStore(KeyValueStore<Bytes, byte[]> rocks, Opened opened) {
        this.rocks = rocks;
        this.opened = opened;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Kafka Streams opens it anew after a corrupted task, whose data are gone.
        counts = new PendingCounts();
        writer = null;
        rocks.init(new RestoringContext(context, this::restore), root);
        count();
        opened.opened(context.taskId(), this);
    }

    /** What a process that was stopped in order has left here is not restored. */
    private void count() {
        try (KeyValueIterator<Bytes, byte[]> waiting = rocks.range(firstDue(), Family.DUE.end())) {
            waiting.forEachRemaining(entry -> added(EntryBytes.local(Family.number(entry.key), entry.value)));
        }
    }

    /** A key before all that waits, as near as the stored cursor tells: before it lie the tombstones of what went. */
    Bytes firstDue() {
        byte[] cursor = rocks.get(Family.CURSOR.start());
        return cursor == null ? Family.DUE.start() : Family.DUE.key(cursor);
    }

    /** How much waits; read by any thread. */
    PendingCounts counts() {
        return counts;
    }

    private void added(byte[] waits) {
        EntryBytes.lane(waits).ifPresent(lane -> counts.added(lane, EntryBytes.time(waits), EntryBytes.grain(waits)));
    }

    private void removed(byte[] waits) {
        EntryBytes.lane(waits).ifPresent(lane -> counts.removed(lane, EntryBytes.time(waits), EntryBytes.grain(waits)));
    }

    /** Takes over what was logged, in whatever portions, and compacted as far as it may be. */
    void restore(Collection<KeyValue<byte[], byte[]>> records) {
        write();
        // Of each id the last one alone: what was there before is looked up in RocksDB, which has none of these yet.
        Map<Bytes, byte @Nullable []> latest = new LinkedHashMap<>();
        records.forEach(entry -> latest.put(Bytes.wrap(entry.key), entry.value));
        List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>();
        latest.forEach((key, value) -> change(key, value, changes));
        rocks.putAll(changes);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        write();
        List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>(4);
        change(key, value, changes);
        rocks.putAll(changes);
    }

    /** Restored by one thread, written by another. */
    private void write() {
        Thread current = Thread.currentThread();
        if (writer != current) {
            writer = current;
            lastId = null;
        }
    }

    @SuppressWarnings("NullAway") // a null value deletes
    private void change(Bytes key, byte @Nullable [] value, List<KeyValue<Bytes, byte[]>> changes) {
        if (!Family.ID.has(key)) {
            changes.add(KeyValue.pair(key, value));
            return;
        }
        byte[] before = get(key);
        if (before != null) {
            changes.add(KeyValue.pair(EntryBytes.place(key, before), null));
            if (EntryBytes.isWaiting(before)) {
                removed(before);
            }
        }
        byte[] now = value == null ? null : EntryBytes.local(value);
        changes.add(KeyValue.pair(key, now));
        if (value != null) {
            changes.add(KeyValue.pair(EntryBytes.place(key, value), EntryBytes.content(value)));
            if (EntryBytes.isWaiting(value)) {
                added(value);
            }
        }
        remember(key, now);
    }

    private void remember(Bytes id, byte @Nullable [] entry) {
        if (writer == Thread.currentThread()) {
            lastId = id;
            last = entry;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null: there is none
    public byte @Nullable [] get(Bytes key) {
        if (writer == Thread.currentThread() && key.equals(lastId)) {
            return last;
        }
        byte[] found = rocks.get(key);
        if (Family.ID.has(key)) {
            remember(key, found);
        }
        return found;
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        put(key, null);
        return null;
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] found = get(key);
        if (found == null) {
            put(key, value);
        }
        return found;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        KeyValueIterator<Bytes, byte[]> entries = rocks.range(from, to);
        return from != null && Family.DUE.has(from) ? new Due(entries) : entries;
    }

    /** What waits, in order: the entry that was handed out last is the one that is changed next. */
    private final class Due implements KeyValueIterator<Bytes, byte[]> {
        private final KeyValueIterator<Bytes, byte[]> entries;

        Due(KeyValueIterator<Bytes, byte[]> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            KeyValue<Bytes, byte[]> entry = entries.next();
            remember(Family.idOf(entry.key), EntryBytes.local(Family.number(entry.key), entry.value));
            return entry;
        }

        @Override
        public Bytes peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
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
        opened.closed(this);
        rocks.close();
    }

    /** Is told of the stores that are open. */
    interface Opened {
        void opened(TaskId task, EntryStore store);

        void closed(EntryStore store);
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
