package dev.tidings.fallback.topology;

import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.Decision;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Ignored;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What fallback counts. All counters but those by channel exist from the start, so that the first event of a kind shows as a rise. Work that a
 * failed transaction repeats is counted again.
 *
 * <p>Requests that wait for their end: {@code watches_total{change="opened"}} less {@code decided} and {@code lapsed}. A tenant
 * that has had its SMS for the day shows in {@code tidings_fallback_capped_tenants}, until the day (UTC) is over.
 */
final class FallbackMetrics {
    private final Map<Cause, Counter> decisions = new EnumMap<>(Cause.class);
    private final Map<Ignored, Counter> ignored = new EnumMap<>(Ignored.class);
    private final Map<String, Counter> read;
    private final Map<String, Counter> unknownTypes;
    private final MeterRegistry meters;
    private final Map<String, Long> capped = new ConcurrentHashMap<>();
    private final Counter timed;
    private final Counter opened;
    private final Counter decided;
    private final Counter lapsed;
    private final Counter early;
    private final Counter purged;
    private final Counter unreadable;

    FallbackMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
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
        timed = counter("deadlines", "Deadlines that hold was asked for").register(meters);
        Gauge.builder("tidings.fallback.capped.tenants", capped, days -> cappedOn(day(clock.instant()), days))
                .description("Tenants that were refused an SMS today (UTC), by a partition here, for their cap")
                .register(meters);
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

    void decided(Decision decision, Instant now) {
        increment(decisions, decision.cause());
        if (decision instanceof Decision.Triggered triggered && triggered.parts() > 0) {
            counter("sms.parts", "SMS parts that were asked for, by the channel they stand in for")
                    .tag("channel", decision.result().channel())
                    .tag("cause", id(decision.cause()))
                    .register(meters)
                    .increment(triggered.parts());
        }
        if (decision.cause() == Cause.CAP_REACHED) {
            long today = day(now);
            capped.values().removeIf(day -> day < today);
            capped.put(decision.result().tenant(), today);
        }
    }

    void timed() {
        timed.increment();
    }

    void ignored(Ignored why) {
        increment(ignored, why);
    }

    /** A request may have begun to wait, for its result or for its watch. */
    void moved(FallbackState before, FallbackState.Kept next) {
        switch (next) {
            case FallbackState.Watching watching -> {
                if (!(before instanceof FallbackState.Watching known
                        && known.watch().acceptedAt().equals(watching.watch().acceptedAt()))) {
                    opened.increment();
                }
            }
            case FallbackState.Reported _, FallbackState.ReportedAgain _ -> early.increment();
            case FallbackState.Decided _, FallbackState.Lost _ -> {}
        }
    }

    /** A decision was made in this state; a watch that met its result on arrival was never open. */
    void concluded(FallbackState state, Decision decision) {
        if (state instanceof FallbackState.Watching watching && !(decision instanceof Decision.Triggered)) {
            decided.increment();
            if (watching.isTimed() && (decision.cause() == Cause.DELIVERED || decision.cause() == Cause.READ)) {
                counter("avoided", "Fallbacks that a receipt in time made needless")
                        .tag("channel", decision.result().channel())
                        .tag("cause", id(decision.cause()))
                        .register(meters)
                        .increment();
            }
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

    private static long cappedOn(long today, Map<String, Long> days) {
        return days.values().stream().filter(day -> day == today).count();
    }

    private static long day(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
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
