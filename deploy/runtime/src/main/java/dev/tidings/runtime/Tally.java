package dev.tidings.runtime;

import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a store holds of something. What was there when it was opened is counted in steps, so that a million entries keep
 * nothing waiting; changes count where those steps have been already. Belongs to the thread that writes the store, but for its sum.
 *
 * @param <K> the store's keys
 * @see Tallies
 */
public final class Tally<K> implements AutoCloseable {
    /** Some ten milliseconds. */
    static final int ENTRIES_PER_STEP = 20_000;

    private final KeyValueStore<K, byte[]> store;
    private final Comparator<K> order;
    private final ToLongFunction<byte[]> weight;
    private final Consumer<Tally<K>> whenClosed;
    private final AtomicLong sum = new AtomicLong();

    /** Where the next step begins; null: at the start, or, where all is counted, nowhere. */
    private @Nullable K next;

    private boolean complete;

    Tally(
            KeyValueStore<K, byte[]> store,
            Comparator<K> order,
            ToLongFunction<byte[]> weight,
            Consumer<Tally<K>> whenClosed) {
        this.store = store;
        this.order = order;
        this.weight = weight;
        this.whenClosed = whenClosed;
    }

    /** Counts on, if there is more to count. */
    public void step() {
        if (complete) {
            return;
        }
        int left = ENTRIES_PER_STEP;
        try (KeyValueIterator<K, byte[]> entries = store.range(next, null)) {
            while (entries.hasNext()) {
                KeyValue<K, byte[]> entry = entries.next();
                if (left == 0) {
                    next = entry.key;
                    return;
                }
                left--;
                sum.addAndGet(weight.applyAsLong(entry.value));
            }
        }
        complete = true;
    }

    /** How much of it an entry is. */
    public long weigh(byte[] value) {
        return weight.applyAsLong(value);
    }

    /**
     * An entry was stored, replaced or deleted.
     *
     * @param by how much more it is now
     */
    public void changed(K key, long by) {
        if (by != 0 && isCounted(key)) {
            sum.addAndGet(by);
        }
    }

    private boolean isCounted(K key) {
        K from = next;
        return complete || (from != null && order.compare(key, from) < 0);
    }

    long sum() {
        return sum.get();
    }

    /** The store is closed here. */
    @Override
    public void close() {
        whenClosed.accept(this);
    }
}
