package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.EntryId;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldView;
import dev.tidings.scheduler.hold.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;

/** What lies in a partition's store, looked at by any thread: RocksDB is read by several at once. What is held is not decoded. */
final class StoredView implements HeldView {
    private final EntryStore store;

    StoredView(EntryStore store) {
        this.store = store;
    }

    @Override
    public List<HeldEntry> page(DueKey after, int most) {
        List<HeldEntry> page = new ArrayList<>();
        // What waits behind the cursor is due before all that is ahead of it.
        try (KeyValueIterator<Bytes, byte[]> behind = store.behind(Family.BEHIND.key(after.toBytes()));
                KeyValueIterator<Bytes, byte[]> ahead = store.ahead(Family.DUE.key(after.toBytes()))) {
            fill(page, behind, after, most);
            fill(page, ahead, after, most);
        } catch (InvalidStateStoreException e) {
            throw new ClosedException(e);
        }
        return page;
    }

    private static void fill(List<HeldEntry> page, KeyValueIterator<Bytes, byte[]> entries, DueKey after, int most) {
        while (page.size() < most && entries.hasNext()) {
            KeyValue<Bytes, byte[]> entry = entries.next();
            DueKey key = DueKey.of(Family.rest(entry.key));
            if (!key.equals(after)) {
                shown(key, entry.value).ifPresent(page::add);
            }
        }
    }

    @Override
    public Optional<HeldEntry> find(String id) {
        try {
            return Stream.of(Kind.SEND, Kind.RETRY, Kind.DEADLINE)
                    .flatMap(kind -> find(new EntryId(kind, id)).stream())
                    .findFirst();
        } catch (InvalidStateStoreException e) {
            throw new ClosedException(e);
        }
    }

    private Optional<HeldEntry> find(EntryId id) {
        Bytes key = Family.id(id);
        return Optional.ofNullable(store.get(key))
                .filter(entry -> store.waits(key, entry))
                .flatMap(entry -> Optional.ofNullable(store.get(EntryBytes.place(key, entry)))
                        .flatMap(content -> shown(new DueKey(EntryBytes.time(entry), id.kind(), id.id()), content)));
    }

    private static Optional<HeldEntry> shown(DueKey key, byte[] content) {
        return EntryBytes.laneOf(content).map(lane -> new HeldEntry(key, lane, state(content)));
    }

    private static HeldEntry.State state(byte[] content) {
        return EntryBytes.isParked(content) ? HeldEntry.State.PARKED : HeldEntry.State.WAITING;
    }
}
