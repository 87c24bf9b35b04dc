package dev.tidings.runtime;

import io.micrometer.core.instrument.Counter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Counters of one name, told apart by a label whose values are a closed list. None is looked up in the registry when something is
 * counted: that costs more than to count.
 *
 * @param <K> what is counted
 * @see CounterFamily
 */
public final class Counters<K> {
    private final Map<K, Counter> counters = new HashMap<>();

    Counters(Collection<K> values, Function<K, Counter> counter) {
        values.forEach(value -> counters.put(value, counter.apply(value)));
    }

    public void increment(K value) {
        increment(value, 1);
    }

    /** What is not in the list is not counted: no record is to fail for want of a counter. */
    public void increment(K value, double by) {
        Counter counter = counters.get(value);
        if (counter != null) {
            counter.increment(by);
        }
    }
}
