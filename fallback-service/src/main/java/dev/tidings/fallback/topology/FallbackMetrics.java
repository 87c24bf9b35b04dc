package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Ignored;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What fallback counts. All counters exist from the start, so that the first event of a kind shows as a rise. Work that a
 * failed transaction repeats is counted again.
 *
 * <p>Requests that wait for their result: {@code watches_total{change="opened"}} less {@code decided} and {@code lapsed}.
 */
final class FallbackMetrics {
    private final Map<Cause, Counter> decisions = new EnumMap<>(Cause.class);
    private final Map<Ignored, Counter> ignored = new EnumMap<>(Ignored.class);
    private final Map<String, Counter> read;
    private final Map<String, Counter> unknownTypes;
    private final Counter opened;
    private final Counter decided;
    private final Counter lapsed;
    private final Counter early;
    private final Counter purged;
    private final Counter unreadable;

    FallbackMetrics(MeterRegistry meters) {
        for (Cause cause : Cause.values()) {
            decisions.put(cause, decision(cause).register(meters));
        }
        for (Ignored why : Ignored.values()) {
            ignored.put(
                    why,
                    counter("ignored", "Events that changed nothing")
                            .tag("cause", id(why))
                            .register(meters));
        }
        read = byTopic(meters, "read", "Records read");
        unknownTypes = byTopic(meters, "unknown.types", "Records of unknown type, skipped");
        opened = watches("opened").register(meters);
        decided = watches("decided").register(meters);
        lapsed = watches("lapsed").register(meters);
        early = counter("early", "Results kept because they came before their watch")
                .register(meters);
        purged = counter("purged", "States forgotten after their time").register(meters);
        unreadable = counter("unreadable", "Stored states that could not be read: no SMS follows")
                .register(meters);
    }

    void read(String topic) {
        increment(read, topic);
    }

    void unknownType(String topic) {
        increment(unknownTypes, topic);
    }

    void decided(Cause cause) {
        increment(decisions, cause);
    }

    void ignored(Ignored why) {
        increment(ignored, why);
    }

    /** A request has begun to wait, for its result or for its watch. */
    void moved(FallbackState.Kept next) {
        switch (next) {
            case FallbackState.Watching _ -> opened.increment();
            case FallbackState.Reported _, FallbackState.ReportedAgain _ -> early.increment();
            case FallbackState.Decided _, FallbackState.Lost _ -> {}
        }
    }

    /** A decision was made in this state; a watch that met its result on arrival was never open. */
    void watchClosed(FallbackState state) {
        if (state instanceof FallbackState.Watching) {
            decided.increment();
        }
    }

    void watchLapsed() {
        lapsed.increment();
    }

    void purged() {
        purged.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    private static Counter.Builder decision(Cause cause) {
        return counter("decisions", "Decisions about a fallback")
                .tag("decision", id(cause.decision()))
                .tag("cause", id(cause));
    }

    private static Counter.Builder watches(String change) {
        return counter("watches", "Watches opened, and closed by a decision or for want of a result")
                .tag("change", change);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder("tidings.fallback." + name).description(description);
    }

    private static Map<String, Counter> byTopic(MeterRegistry meters, String name, String description) {
        return Stream.of(Topics.RESULTS, Topics.WATCHES, Topics.DEADLINES)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        topic -> counter(name, description).tag("topic", topic).register(meters)));
    }

    private static <K> void increment(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
