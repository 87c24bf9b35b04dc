package dev.tidings.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.function.Function;

/**
 * A counter's name, from which its counters are made: one for each value of its labels, all at once, so that the first event of a
 * kind shows as a rise. What it says stands in {@code deploy/metrics.md} too.
 *
 * @param name as Micrometer spells it, with dots
 * @param description for {@code # HELP}
 * @param labels that all of its counters have
 */
public record CounterFamily(MeterRegistry meters, String name, String description, Tags labels) {
    public CounterFamily(MeterRegistry meters, String name, String description) {
        this(meters, name, description, Tags.empty());
    }

    /** The part of it that has this label. */
    public CounterFamily with(String label, String value) {
        return new CounterFamily(meters, name, description, labels.and(label, value));
    }

    /** Its one counter, without a further label. */
    public Counter alone() {
        return Counter.builder(name).description(description).tags(labels).register(meters);
    }

    /** Its counters by one label. */
    public <K> Counters<K> by(String label, Collection<K> values, Function<? super K, String> text) {
        return new Counters<>(values, value -> with(label, text.apply(value)).alone());
    }

    /** Its counters by the names of constants, in lower case. */
    public <E extends Enum<E>> Counters<E> by(String label, Class<E> values) {
        return by(label, EnumSet.allOf(values), CounterFamily::lower);
    }

    /** Its counters by channel alone. */
    public Counters<String> byChannel() {
        return by(ChannelLabel.NAME, ChannelLabel.ALL, Function.identity());
    }

    /** Its counters by channel and the names of constants, in lower case. */
    public <E extends Enum<E>> ChannelCounters<E> byChannel(String label, Collection<E> values) {
        return new ChannelCounters<>(
                channel -> with(ChannelLabel.NAME, channel).by(label, values, CounterFamily::lower));
    }

    /** The same with all constants. */
    public <E extends Enum<E>> ChannelCounters<E> byChannel(String label, Class<E> values) {
        return byChannel(label, EnumSet.allOf(values));
    }

    /** How a constant stands in a label. */
    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
