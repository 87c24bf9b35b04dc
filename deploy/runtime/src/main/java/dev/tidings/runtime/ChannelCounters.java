package dev.tidings.runtime;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counters by channel, and by a second label whose values are a closed list.
 *
 * @param <K> what is counted
 * @see CounterFamily
 */
public final class ChannelCounters<K> {
    private final Map<String, Counters<K>> byChannel;

    ChannelCounters(Function<String, Counters<K>> counters) {
        byChannel = ChannelLabel.ALL.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), counters));
    }

    public void increment(String channel, K value) {
        increment(channel, value, 1);
    }

    public void increment(String channel, K value, double by) {
        Counters<K> counters = byChannel.get(ChannelLabel.of(channel));
        if (counters != null) {
            counters.increment(value, by);
        }
    }
}
