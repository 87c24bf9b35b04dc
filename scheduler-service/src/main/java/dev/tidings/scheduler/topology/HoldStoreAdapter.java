package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.EntryId;
import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.Held;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.HoldStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The hold's entries in its one store. */
final class HoldStoreAdapter implements HoldStore {
    private final KeyValueStore<Bytes, byte[]> store;
    private final long span;
    private final HeldFormat format = new HeldFormat();
    /** Nothing that ended before this hour is left. */
    private long forgottenBefore = Long.MIN_VALUE;
    /** From where the last forgetting ended: the tombstones before are not walked again. */
    private Bytes forgotten = Family.ENDED.start();

    /**
     * Over the store of a partition.
     *
     * @param span how long what has ended is remembered
     */
    HoldStoreAdapter(KeyValueStore<Bytes, byte[]> store, Duration span) {
        this.store = store;
        this.span = span.toMillis();
    }

    @Override
    public Optional<HoldState> find(EntryId id, long now) {
        Bytes key = Family.id(id);
        byte[] entry = store.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (EntryBytes.isWaiting(entry)) {
            return Optional.ofNullable(store.get(EntryBytes.place(key, entry))).map(EntryBytes::stands);
        }
        return EntryBytes.time(entry) + span > now ? Optional.of(EntryBytes.state(entry)) : Optional.empty();
    }

    @Override
    public void hold(DueKey key, HoldState state, Held held, long now) {
        store.put(
                Family.id(key.entry()),
                EntryBytes.waits(key.due(), HeldLane.of(held), Grain.of(now, key.due()), state, format.write(held)));
    }

    @Override
    public Optional<Held> held(DueKey key) {
        return Optional.ofNullable(store.get(Family.due(key)))
                .map(content -> format.read(key.kind(), content).held());
    }

    @Override
    public void remember(EntryId id, HoldState state, long now) {
        store.put(Family.id(id), EntryBytes.ended(now, state));
    }

    @Override
    public void remove(EntryId id) {
        store.delete(Family.id(id));
    }

    @Override
    public boolean forget(long now, int most) {
        long before = Math.max(0, Math.floorDiv(now - span, EntryBytes.HOUR));
        if (before <= forgottenBefore) {
            return false;
        }
        List<Bytes> old = new ArrayList<>();
        boolean more;
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(forgotten, Family.ENDED.from(before))) {
            while (entries.hasNext() && old.size() < most) {
                forgotten = entries.next().key;
                old.add(Family.idOf(forgotten));
            }
            more = entries.hasNext();
        }
        old.forEach(store::delete);
        if (!more) {
            forgottenBefore = before;
        }
        return more;
    }

    @Override
    public Duration span() {
        return Duration.ofMillis(span);
    }

    @Override
    public Entries after(@Nullable DueKey after) {
        // To the family's end, so that the entry beyond the due ones says when the next tick has work.
        Bytes from = after == null ? Family.DUE.start() : Family.due(after);
        return new StoredEntries(store.range(from, Family.DUE.end()), from);
    }

    private final class StoredEntries implements Entries {
        private final KeyValueIterator<Bytes, byte[]> entries;

        StoredEntries(KeyValueIterator<Bytes, byte[]> entries, Bytes behind) {
            this.entries = entries;
            // The store's ranges include their start.
            if (entries.hasNext() && entries.peekNextKey().equals(behind)) {
                entries.next();
            }
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Entry next() {
            KeyValue<Bytes, byte[]> entry = entries.next();
            return new StoredEntry(DueKey.of(Family.rest(entry.key)), entry.value);
        }

        @Override
        public void close() {
            entries.close();
        }
    }

    private final class StoredEntry implements Entry {
        private final DueKey key;
        private final byte[] content;

        StoredEntry(DueKey key, byte[] content) {
            this.key = key;
            this.content = content;
        }

        @Override
        public DueKey key() {
            return key;
        }

        @Override
        public Waits content() {
            return format.read(key.kind(), content);
        }
    }
}
