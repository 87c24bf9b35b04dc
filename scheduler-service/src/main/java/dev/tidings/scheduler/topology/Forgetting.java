package dev.tidings.scheduler.topology;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Drops the ids of a family that sorts by time, from its start on, in bounded steps. */
final class Forgetting {
    private final KeyValueStore<Bytes, byte[]> store;
    /** Nothing before this is left, by the family's own number. */
    private long done = Long.MIN_VALUE;
    /** From where the last step ended: the tombstones before are not walked again. */
    private Bytes last;

    Forgetting(KeyValueStore<Bytes, byte[]> store, Bytes start) {
        this.store = store;
        this.last = start;
    }

    /**
     * Drops some of what lies before a number; where nothing new can lie there since the last time, it does not look.
     *
     * @param end where in the family that is, or before
     * @param most how many at most
     * @return whether there is more to drop
     */
    boolean forget(long before, Bytes end, int most) {
        if (before <= done || end.compareTo(last) < 0) {
            return false;
        }
        List<Bytes> old = new ArrayList<>();
        boolean more;
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(last, end)) {
            while (entries.hasNext() && old.size() < most) {
                last = entries.next().key;
                old.add(Family.idOf(last));
            }
            more = entries.hasNext();
        }
        old.forEach(store::delete);
        if (!more) {
            done = before;
        }
        return more;
    }
}
