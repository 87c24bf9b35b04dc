package dev.tidings.scheduler.topology;

import static dev.tidings.scheduler.hold.HoldStore.LATE;

import dev.tidings.scheduler.hold.HoldStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What was released and still lies where it waited, with what it held. It is stripped from the oldest on: what is left is an end
 * like any other, which counts from the latest time at which a release follows from the cursor, and so is remembered exactly as long
 * as it would have been.
 */
final class Leftovers {
    private final KeyValueStore<Bytes, byte[]> logged;
    private final EntryStore entries;
    private final long span;
    /** The first that may be left: nothing comes to lie before it, since the cursor has passed it. Null: there is none. */
    private @Nullable Bytes first;

    Leftovers(KeyValueStore<Bytes, byte[]> logged, EntryStore entries, long span) {
        this.logged = logged;
        this.entries = entries;
        this.span = span;
        byte[] stripped = entries.get(Family.STRIPPED.start());
        try (KeyValueIterator<Bytes, byte[]> left =
                left(stripped == null ? Family.DUE.start() : Family.DUE.key(stripped))) {
            this.first = next(left);
        }
    }

    /** Up to the cursor, and it too. */
    private KeyValueIterator<Bytes, byte[]> left(Bytes from) {
        return entries.range(from, entries.cursor());
    }

    private static @Nullable Bytes next(KeyValueIterator<Bytes, byte[]> left) {
        return left.hasNext() ? left.peekNextKey() : null;
    }

    /** An entry lies where it waited from now on; each one behind those before. */
    void released(Bytes place) {
        if (first == null) {
            first = place;
        }
    }

    /** When the first was due; {@link HoldStore#NEVER}: there is none. */
    long firstDue() {
        return first == null ? HoldStore.NEVER : Family.number(first);
    }

    /**
     * Strips some of it.
     *
     * @param end where in the family to end
     */
    void strip(Bytes end, long now, int most) {
        if (first == null) {
            return;
        }
        List<Bytes> places = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> left = left(first)) {
            while (left.hasNext() && places.size() < most && left.peekNextKey().compareTo(end) < 0) {
                places.add(left.next().key);
            }
            first = next(left);
        }
        if (!places.isEmpty()) {
            List<KeyValue<Bytes, byte[]>> changes = new ArrayList<>();
            places.forEach(place -> strip(place, now, changes));
            changes.add(KeyValue.pair(Family.STRIPPED.start(), Family.rest(places.getLast())));
            logged.putAll(changes);
        }
    }

    @SuppressWarnings("NullAway") // a null value deletes
    private void strip(Bytes place, long now, List<KeyValue<Bytes, byte[]>> changes) {
        Bytes id = Family.idOf(place);
        long ended = Family.number(place) + LATE.toMillis();
        byte[] entry = entries.get(id);
        if (entry != null) {
            changes.add(KeyValue.pair(id, ended + span <= now ? null : EntryBytes.released(entry, ended)));
        }
    }
}
