package dev.tidings.runtime;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How much of something the stores hold that are open in this process. Safe for use by several threads.
 *
 * @param <K> the stores' keys
 */
public final class Tallies<K> {
    private final Comparator<K> order;
    private final ToLongFunction<byte[]> weight;
    private final Set<Tally<K>> open = ConcurrentHashMap.newKeySet();

    /**
     * No store is open yet.
     *
     * @param order the stores' own
     * @param weight how much of it an entry is: from its first bytes, if possible, since all entries are asked
     */
    public Tallies(Comparator<K> order, ToLongFunction<byte[]> weight) {
        this.order = order;
        this.weight = weight;
    }

    /** A store has been opened; the first of what it holds is counted at once. */
    public Tally<K> open(KeyValueStore<K, byte[]> store) {
        Tally<K> tally = new Tally<>(store, order, weight, open::remove);
        open.add(tally);
        tally.step();
        return tally;
    }

    /** As far as it is counted. */
    public long sum() {
        return open.stream().mapToLong(Tally::sum).sum();
    }
}
