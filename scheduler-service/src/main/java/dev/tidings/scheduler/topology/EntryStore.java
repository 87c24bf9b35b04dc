package dev.tidings.scheduler.topology;

import dev.tidings.runtime.ForwardingStore;
import dev.tidings.runtime.RestoringContext;
import dev.tidings.runtime.StateVersionException;
import dev.tidings.scheduler.hold.PendingCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store whose changelog has one record for each change of an id, where RocksDB has two entries: under the id, how it stands and
 * where it waits, or how it ended, and by time, what it holds. The second follows from the first, when it is written and when it is
 * restored, so that both are always of one mind. The other families are stored as they are logged.
 *
 * <p>Kafka Streams puts its changelog around it: what is put here is what was logged.
 *
 * @see <a href="file:deploy/decisions/004-hold-store.md">decision 004</a>
 */
final class EntryStore extends ForwardingStore {
    private final Opened opened;
    private volatile Counting counting = new Counting();
    private volatile Bytes cursor = Family.DUE.start();
    /** Whether it is known which version wrote what is here, or is restored. */
    private volatile boolean marked;
    // What the id that was asked for last has here: mostly it is the next one that is written. For the thread that
    // writes alone; others read RocksDB.
    private @Nullable Thread writer;
    private @Nullable Bytes lastId;
    private byte @Nullable [] last;

    /**
     * Over a store of RocksDB, mostly.
     *
     * @param opened is told when this is opened, and when it is closed
     */
    EntryStore(KeyValueStore<Bytes, byte[]> rocks, Opened opened) {
        super(rocks);
        this.opened = opened;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Kafka Streams opens it anew after a corrupted task, whose data are gone.
        counting = new Counting();
        writer = null;
        beneath().init(new RestoringContext(context, this::restore), root);
        marked = false;
        byte[] mark = beneath().get(HoldTopology.VERSION.key());
        if (mark != null) {
            check(mark);
        }
        byte[] stored = beneath().get(Family.CURSOR.start());
        cursor = stored == null ? Family.DUE.start() : Family.DUE.key(stored);
        opened.opened(context.taskId(), this);
    }

    private void check(byte[] mark) {
        marked = true;
        HoldTopology.VERSION.check(mark);
    }

    /**
     * Takes over what was logged, in whatever portions, and compacted as far as it may be. Which version wrote it comes first: it was
     * logged before all else.
     *
     * @throws StateVersionException where that is another one, or none
     */
    void restore(List<KeyValue<Bytes, byte[]>> records) {
        counting = new Counting();
        try {
            putAll(records);
        } catch (RuntimeException e) {
            // What Kafka Streams throws tells of the disk, not of what was read.
            if (marked || e instanceof KafkaException) {
                throw e;
            }
            StateVersionException unmarked = HoldTopology.VERSION.unmarked();
            unmarked.initCause(e);
            throw unmarked;
        }
    }

    /** Behind it lies what was released, by due time; nothing that waits lies at or behind it, but in {@link Family#BEHIND}. */
    Bytes cursor() {
        return cursor;
    }

    /** Whether an id's entry waits, and was not released. */
    boolean waits(Bytes id, byte[] entry) {
        return EntryBytes.isWaiting(entry) && !isPassed(EntryBytes.place(id, entry));
    }

    private boolean isPassed(Bytes place) {
        return Family.DUE.has(place) && place.compareTo(cursor) <= 0;
    }

    /** What waits at or behind the cursor: mostly nothing. */
    KeyValueIterator<Bytes, byte[]> behind(Bytes from) {
        return beneath().range(from, Family.BEHIND.end());
    }

    /** What the cursor is still to pass, to the end, so that the entry beyond the due ones says when the next are due. */
    KeyValueIterator<Bytes, byte[]> ahead(Bytes from) {
        Bytes passed = cursor;
        Bytes start = from.compareTo(passed) < 0 ? passed : from;
        KeyValueIterator<Bytes, byte[]> entries = beneath().range(start, Family.DUE.end());
        // The store's ranges include their start.
        if (entries.hasNext() && entries.peekNextKey().equals(start)) {
            entries.next();
        }
        return entries;
    }

    /** How much waits, of what {@link #countOn} has come to; read by any thread. */
    PendingCounts counts() {
        return counting.counts();
    }

    /**
     * Counts on with what was found here, or restored, when it was opened.
     *
     * @param most how many entries, at most
     * @return whether there are more
     */
    boolean countOn(int most) {
        return counting.goOn(this, most);
    }

    /** An entry has been released, and waits no more though it lies where it did. */
    void released(Bytes place, byte[] content) {
        counting.removed(place, EntryBytes.laneOf(content), EntryBytes.grainOf(content));
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        write();
        List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>(4);
        change(key, value, changes);
        beneath().putAll(changes);
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
            if (Family.CURSOR.has(key) && value != null) {
                cursor = Family.DUE.key(value);
            } else if (key.equals(HoldTopology.VERSION.key()) && value != null) {
                check(value);
            }
            return;
        }
        byte[] before = get(key);
        if (before != null) {
            Bytes place = EntryBytes.place(key, before);
            changes.add(KeyValue.pair(place, null));
            if (EntryBytes.isWaiting(before) && !isPassed(place)) {
                counting.removed(place, EntryBytes.lane(before), EntryBytes.grain(before));
            }
        }
        byte[] now = value == null ? null : EntryBytes.local(value);
        changes.add(KeyValue.pair(key, now));
        if (value != null) {
            Bytes place = EntryBytes.place(key, value);
            changes.add(KeyValue.pair(place, EntryBytes.content(value)));
            if (EntryBytes.isWaiting(value) && !isPassed(place)) {
                counting.added(place, EntryBytes.lane(value), EntryBytes.grain(value));
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
        byte[] found = beneath().get(key);
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
        write();
        // Of each id the last one alone: what was there before is looked up in RocksDB, which has none of these yet.
        Map<Bytes, byte @Nullable []> latest = new LinkedHashMap<>();
        entries.forEach(entry -> latest.put(entry.key, entry.value));
        List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>();
        latest.forEach((key, value) -> change(key, value, changes));
        beneath().putAll(changes);
    }

    @Override
    public void close() {
        opened.closed(this);
        super.close();
    }

    /** Is told of the stores that are open. */
    interface Opened {
        void opened(TaskId task, EntryStore store);

        void closed(EntryStore store);
    }
}
