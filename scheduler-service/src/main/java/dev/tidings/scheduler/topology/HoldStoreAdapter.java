package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.EntryId;
import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.Held;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Unreadable;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.hold.HoldStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The hold's entries in its one store. */
final class HoldStoreAdapter implements HoldStore {
    /** A partition that has little is counted before it begins, and another in steps, so that it begins soon. */
    private static final int COUNTED_AT_ONCE = 1_000;

    private final KeyValueStore<Bytes, byte[]> logged;
    private final EntryStore entries;
    private final long span;
    private final HeldFormat format = new HeldFormat();
    private final Forgetting ended;
    private final Leftovers leftovers;
    /** Whether something may wait behind the cursor: where nothing does, no scan looks there. */
    private boolean mayWaitBehind = true;

    /** Nothing waits behind the cursor before this: a scan does not walk over the tombstones of what did. */
    private Bytes firstBehind = Family.BEHIND.start();

    /**
     * Over the store of a partition.
     *
     * @param logged what is written goes here, so that Kafka Streams logs it
     * @param entries the same store, as it is: read without detours
     * @param span how long what has ended is remembered
     */
    HoldStoreAdapter(KeyValueStore<Bytes, byte[]> logged, EntryStore entries, Duration span) {
        this.logged = logged;
        this.entries = entries;
        this.span = span.toMillis();
        this.ended = new Forgetting(logged, Family.ENDED.start());
        this.leftovers = new Leftovers(logged, entries, this.span);
        for (int step = 0; step < 2; step++) {
            entries.countOn(COUNTED_AT_ONCE);
        }
    }

    @Override
    public Optional<HoldState> find(EntryId id, long now) {
        Bytes key = Family.id(id);
        byte[] entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        HoldState state = state(entry);
        if (entries.waits(key, entry)) {
            return Optional.of(state);
        }
        if (EntryBytes.isWaiting(entry)) {
            return EntryBytes.time(entry) + LATE.toMillis() + span > now
                    ? Optional.of(state instanceof Waiting(var origin) ? new Ended(origin, End.RELEASED) : state)
                    : Optional.empty();
        }
        return EntryBytes.time(entry) + span > now ? Optional.of(state) : Optional.empty();
    }

    private static HoldState state(byte[] entry) {
        try {
            return EntryBytes.state(entry);
        } catch (RuntimeException e) {
            // Bytes that are broken break in many ways, and some of those quote them.
            return new Unreadable();
        }
    }

    @Override
    public void hold(DueKey key, HoldState state, Held held, long now) {
        boolean ahead = Family.DUE.key(key.toBytes()).compareTo(entries.cursor()) > 0;
        if (!ahead) {
            Bytes place = Family.BEHIND.key(key.toBytes());
            firstBehind = mayWaitBehind ? earlier(firstBehind, place) : place;
            mayWaitBehind = true;
        }
        logged.put(
                Family.id(key.entry()),
                EntryBytes.waits(
                        ahead ? Family.DUE : Family.BEHIND,
                        key.due(),
                        HeldLane.of(held),
                        Grain.of(now, key.due()),
                        state,
                        format.write(held)));
    }

    @Override
    public Optional<Held> held(EntryId id) {
        Bytes key = Family.id(id);
        byte[] entry = entries.get(key);
        if (entry == null || !entries.waits(key, entry)) {
            return Optional.empty();
        }
        return Optional.ofNullable(entries.get(EntryBytes.place(key, entry)))
                .map(content -> format.read(id.kind(), EntryBytes.heldOf(content)));
    }

    @Override
    public void remember(EntryId id, HoldState state, long now) {
        logged.put(Family.id(id), EntryBytes.ended(now, state));
    }

    @Override
    public void remove(EntryId id) {
        logged.delete(Family.id(id));
    }

    @Override
    public void strip(long before, long now, int most) {
        leftovers.strip(Family.DUE.from(Math.max(0, before)), now, most);
    }

    @Override
    public long firstWhole() {
        return leftovers.firstDue();
    }

    @Override
    public boolean tidy(long now, int most) {
        long endedBefore = Math.max(0, Math.floorDiv(now - span, EntryBytes.HOUR));
        boolean more = ended.forget(endedBefore, Family.ENDED.from(endedBefore), most);
        return entries.countOn(most) || more;
    }

    private static Bytes earlier(Bytes one, Bytes other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public Duration span() {
        return Duration.ofMillis(span);
    }

    @Override
    public void passed(DueKey key) {
        logged.put(Family.CURSOR.start(), key.toBytes());
    }

    @Override
    public Entries waiting() {
        return new StoredEntries();
    }

    /** What waits behind the cursor is due before all that is ahead of it. */
    private final class StoredEntries implements Entries {
        private @Nullable KeyValueIterator<Bytes, byte[]> behind;
        private @Nullable KeyValueIterator<Bytes, byte[]> ahead;

        StoredEntries() {
            if (mayWaitBehind) {
                behind = entries.behind(firstBehind);
                mayWaitBehind = behind.hasNext();
                firstBehind = mayWaitBehind ? behind.peekNextKey() : firstBehind;
            }
        }

        @Override
        public boolean hasNext() {
            return isBehind() || ahead().hasNext();
        }

        private boolean isBehind() {
            return behind != null && behind.hasNext();
        }

        private KeyValueIterator<Bytes, byte[]> ahead() {
            if (ahead == null) {
                ahead = entries.ahead(Family.DUE.start());
            }
            return ahead;
        }

        @Override
        public Entry next() {
            KeyValue<Bytes, byte[]> entry = behind != null && behind.hasNext() ? behind.next() : ahead().next();
            return new StoredEntry(entry.key, entry.value);
        }

        @Override
        public void close() {
            if (behind != null) {
                behind.close();
            }
            if (ahead != null) {
                ahead.close();
            }
        }
    }

    private final class StoredEntry implements Entry {
        private final Bytes place;
        private final DueKey key;
        private final byte[] content;

        StoredEntry(Bytes place, byte[] content) {
            this.place = place;
            this.key = DueKey.of(Family.rest(place));
            this.content = content;
        }

        @Override
        public DueKey key() {
            return key;
        }

        @Override
        public boolean isParked() {
            return EntryBytes.isParked(content);
        }

        @Override
        public boolean isAhead() {
            return Family.DUE.has(place);
        }

        @Override
        public void release() {
            entries.released(place, content);
            leftovers.released(place);
        }

        @Override
        public Held held() {
            return format.read(key.kind(), EntryBytes.heldOf(content));
        }

        @Override
        public Held.Unreadable unreadable(String cause) {
            return new Held.Unreadable(ByteBuffer.wrap(EntryBytes.heldOf(content)), cause);
        }
    }
}
