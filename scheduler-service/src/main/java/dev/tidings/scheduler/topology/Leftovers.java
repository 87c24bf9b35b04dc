package dev.tidings.scheduler.topology;

import static dev.tidings.scheduler.hold.HoldStore.LATE;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What was released and still lies where it waited, with what it held. It is stripped from the oldest on: what is left is an end
 * like any other, which counts from the latest time at which a release follows from the cursor, and so is remembered exactly as long
 * as it would have been.
 */
final class Leftovers {
    private final KeyValueStore<Bytes, byte[]> logged;
    private final EntryStore entries;
    private final long span;
    /** Nothing is left at or before this, and nothing comes to lie there: the cursor has passed it. */
    private Bytes done;

    Leftovers(KeyValueStore<Bytes, byte[]> logged, EntryStore entries, long span) {
        this.logged = logged;
        this.entries = entries;
        this.span = span;
        byte[] stored = entries.get(Family.STRIPPED.start());
        this.done = stored == null ? Family.DUE.start() : Family.DUE.key(stored);
    }

    /**
     * Strips some of it.
     *
     * @param end where in the family to end: at the cursor, or before
     * @return whether there is more up to there
     */
    boolean strip(Bytes end, long now, int most) {
        if (end.compareTo(done) <= 0) {
            return false;
        }
        List<Bytes> places = new ArrayList<>();
        boolean more;
        try (KeyValueIterator<Bytes, byte[]> left = entries.range(done, end)) {
            while (left.hasNext() && places.size() < most) {
                places.add(left.next().key);
            }
            more = left.hasNext();
        }
        places.forEach(place -> strip(place, now));
        if (!places.isEmpty()) {
            logged.put(Family.STRIPPED.start(), Family.rest(places.getLast()));
        }
        done = more ? places.getLast() : end;
        return more;
    }

    private void strip(Bytes place, long now) {
        Bytes id = Family.idOf(place);
        long ended = Family.number(place) + LATE.toMillis();
        byte[] entry = entries.get(id);
        if (entry == null || ended + span <= now) {
            logged.delete(id);
        } else {
            logged.put(id, EntryBytes.released(entry, ended));
        }
    }
}
