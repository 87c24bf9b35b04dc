package dev.tidings.fallback.topology;

import dev.tidings.contract.Status;
import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.Decision;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Ignored;
import dev.tidings.runtime.ChannelCounters;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.Counters;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.Tallies;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What fallback counts. All counters exist from the start, so that the first event of a kind shows as a rise. Work that a failed
 * transaction repeats is counted again.
 *
 * <p>A tenant that has had its SMS for the day shows in {@code tidings_fallback_capped_tenants}, until the day (UTC) is over.
 */
final class FallbackMetrics {
    private static final List<String> READ = List.of(Topics.RESULTS, Topics.WATCHES, Topics.DEADLINES);

    private static final List<Cause> TRIGGERS = Stream.of(Cause.values())
            .filter(cause -> cause.decision() == Status.FALLBACK_TRIGGERED)
            .toList();

    private static final List<Cause> IN_TIME = List.of(Cause.DELIVERED, Cause.READ);

    /** What becomes of a watch. */
    private enum Change {
        OPENED,
        DECIDED,
        LAPSED
    }

    private final MeterRegistry meters;
    private final DeadLetters deadLetters;
    private final Map<Cause, Counter> decisions = new EnumMap<>(Cause.class);
    private final Counters<Ignored> ignored;
    private final Counters<String> read;
    private final Counters<String> unknownTypes;
    private final Counters<Change> changes;
    private final ChannelCounters<Cause> smsParts;
    private final ChannelCounters<Cause> avoided;
    private final Map<String, Long> capped = new ConcurrentHashMap<>();
    private final CapUse capUse = new CapUse();
    private final Tallies<String> watches = Requests.watches();
    private final Counter timed;
    private final Counter early;
    private final Counter purged;
    private final Counter unreadable;

    FallbackMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        deadLetters = new DeadLetters(meters);
        for (Cause cause : Cause.values()) {
            Counter decided = family("decisions", "Decisions about a fallback")
                    .with("decision", CounterFamily.lower(cause.decision()))
                    .with("cause", CounterFamily.lower(cause))
                    .alone();
            decisions.put(cause, decided);
        }
        ignored = family("ignored", "Events that changed nothing").by("cause", Ignored.class);
        read = family("read", "Records read").by("topic", READ, Function.identity());
        unknownTypes =
                family("unknown.types", "Records of unknown type, skipped").by("topic", READ, Function.identity());
        changes = family("watches", "Watches opened, and closed by a decision or for want of a result")
                .by("change", Change.class);
        smsParts = family("sms.parts", "SMS parts that were asked for, by the channel they stand in for")
                .byChannel("cause", TRIGGERS);
        avoided = family("avoided", "Fallbacks that a receipt in time made needless")
                .byChannel("cause", IN_TIME);
        timed = family("deadlines", "Deadlines that hold was asked for").alone();
        early = family("early", "Results kept because they came before their watch")
                .alone();
        purged = family("purged", "States forgotten after their time").alone();
        unreadable = family("unreadable", "Stored states that could not be read: no SMS follows")
                .alone();
        gauges(clock);
    }

    private CounterFamily family(String name, String description) {
        return new CounterFamily(meters, "tidings.fallback." + name, description);
    }

    private void gauges(InstantSource clock) {
        Gauge.builder("tidings.fallback.capped.tenants", () -> cappedOn(Spending.day(clock.instant())))
                .description("Tenants that were refused an SMS today (UTC), by a partition here, for their cap")
                .register(meters);
        Gauge.builder("tidings.fallback.cap.used.ratio", () -> capUse.highest(clock.instant()))
                .description(
                        "The highest share of its SMS parts for today (UTC) that any tenant has used, of those of the partitions here")
                .register(meters);
        Gauge.builder("tidings.fallback.watches.open", watches::sum)
                .description("Requests that wait for their end; counted in steps after a start, so low at first")
                .register(meters);
    }

    /** Counts the requests that wait for their end. */
    Tallies<String> watches() {
        return watches;
    }

    CapUse capUse() {
        return capUse;
    }

    void read(String topic) {
        read.increment(topic);
    }

    void unknownType(String topic) {
        unknownTypes.increment(topic);
    }

    void decided(Decision decision, Instant now) {
        Counter counter = decisions.get(decision.cause());
        if (counter != null) {
            counter.increment();
        }
        if (decision instanceof Decision.Triggered triggered) {
            smsParts.increment(decision.result().channel(), decision.cause(), triggered.parts());
        }
        if (decision.cause() == Cause.CAP_REACHED) {
            long today = Spending.day(now);
            capped.values().removeIf(day -> day < today);
            capped.put(decision.result().tenant(), today);
        }
    }

    void timed() {
        timed.increment();
    }

    void ignored(Ignored why) {
        ignored.increment(why);
    }

    /** A request may have begun to wait, for its result or for its watch. */
    void moved(FallbackState before, FallbackState.Kept next) {
        switch (next) {
            case FallbackState.Watching watching -> {
                if (!(before instanceof FallbackState.Watching known
                        && known.watch().acceptedAt().equals(watching.watch().acceptedAt()))) {
                    changes.increment(Change.OPENED);
                }
            }
            case FallbackState.Reported _, FallbackState.ReportedAgain _ -> early.increment();
            case FallbackState.Decided _, FallbackState.Lost _ -> {}
        }
    }

    /** A decision was made in this state; a watch that met its result on arrival was never open. */
    void concluded(FallbackState state, Decision decision) {
        if (state instanceof FallbackState.Watching watching && !(decision instanceof Decision.Triggered)) {
            changes.increment(Change.DECIDED);
            if (watching.isTimed()) {
                // Of other causes than a receipt none is counted.
                avoided.increment(decision.result().channel(), decision.cause());
            }
        }
    }

    void watchLapsed() {
        changes.increment(Change.LAPSED);
    }

    void purged() {
        purged.increment();
    }

    void deadLetter(RecordMetadata from, String cause) {
        deadLetters.buried(from.topic(), from.partition(), from.offset(), cause);
    }

    void unreadable() {
        unreadable.increment();
    }

    private long cappedOn(long today) {
        return capped.values().stream().filter(day -> day == today).count();
    }
}
