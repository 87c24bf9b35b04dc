package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.PendingCounts;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Counts what waits in a partition. What was there when it was opened is counted in steps, so that a million entries keep nothing
 * waiting; changes count where those steps have been already. While a store is restored nothing is counted: that begins with the
 * first step. Belongs to the thread that writes the store.
 */
final class Counting {
    private final PendingCounts counts = new PendingCounts();
    /** Up to where each family is counted; before all of it: not yet. */
    private Bytes behind = Family.BEHIND.start();

    private Bytes ahead = Family.DUE.start();

    /** Read by any thread. */
    PendingCounts counts() {
        return counts;
    }

    /** Counts some more; returns whether there is more left. */
    boolean goOn(EntryStore store, int most) {
        if (!behind.equals(Family.BEHIND.end())) {
            try (KeyValueIterator<Bytes, byte[]> entries = store.behind(behind)) {
                behind = count(entries, behind, most, Family.BEHIND.end());
            }
        } else if (!ahead.equals(Family.DUE.end())) {
            try (KeyValueIterator<Bytes, byte[]> entries = store.ahead(ahead)) {
                ahead = count(entries, ahead, most, Family.DUE.end());
            }
        }
        return !ahead.equals(Family.DUE.end());
    }

    /** Returns up to where it came. */
    private Bytes count(KeyValueIterator<Bytes, byte[]> entries, Bytes from, int most, Bytes end) {
        Bytes last = from;
        for (int done = 0; done < most && entries.hasNext(); done++) {
            KeyValue<Bytes, byte[]> entry = entries.next();
            if (!entry.key.equals(from)) {
                last = entry.key;
                EntryBytes.laneOf(entry.value)
                        .ifPresent(
                                lane -> counts.added(lane, Family.number(entry.key), EntryBytes.grainOf(entry.value)));
            }
        }
        return entries.hasNext() ? last : end;
    }

    void added(Bytes place, Optional<HeldLane> lane, Grain grain) {
        if (isCounted(place)) {
            lane.ifPresent(of -> counts.added(of, Family.number(place), grain));
        }
    }

    void removed(Bytes place, Optional<HeldLane> lane, Grain grain) {
        if (isCounted(place)) {
            lane.ifPresent(of -> counts.removed(of, Family.number(place), grain));
        }
    }

    private boolean isCounted(Bytes place) {
        return place.compareTo(Family.BEHIND.has(place) ? behind : ahead) <= 0;
    }
}
