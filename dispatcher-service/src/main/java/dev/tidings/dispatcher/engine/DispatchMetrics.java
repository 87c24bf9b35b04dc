package dev.tidings.dispatcher.engine;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.account.AccountKey;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.Cause;
import dev.tidings.dispatcher.publish.ResultCounter;
import dev.tidings.runtime.Backlog;
import dev.tidings.runtime.ChannelCounters;
import dev.tidings.runtime.ChannelLabel;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.Counters;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** What the dispatcher counts. Labels are closed sets: channels, outcomes, statuses, lanes, and a bounded one of accounts. */
final class DispatchMetrics implements AutoCloseable {
    private static final Duration[] CALL = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private static final Duration[] WAY = {
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private static final Duration[] ADMISSION = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry meters;
    private final Clock clock;
    private final ChannelCounters<OutcomeKind> attempts;
    private final Map<String, Timer> calls = new HashMap<>();
    private final ResultCounter results;
    private final Map<Road, Timer> ways = new EnumMap<>(Road.class);
    private final Map<Lane, Timer> admissions = new EnumMap<>(Lane.class);
    private final Counters<String> retries;
    private final ChannelCounters<Cause> postponed;
    private final Counters<TakenOver> takenOver;
    private final Counter skipped;
    private final Counter abandoned;
    private final Counter publishFailures;
    private final Counters<LookUp> lookUpFailures;
    private final AccountMetrics accounts;
    private volatile @Nullable Watched watched;
    private @Nullable KafkaClientMetrics consumer;

    /** What is looked at when somebody asks; of a stopped engine the last state. */
    private record Watched(DispatchProperties properties, Gate gate, Consumer<?, ?> consumer) {
        int buffered(Lane lane) {
            return properties.lanes().contains(lane) ? gate.buffered(lane) : 0;
        }

        double lag(Lane lane) {
            return Backlog.of(consumer.metrics(), lane.topic()) + gate.underWay(lane);
        }
    }

    DispatchMetrics(MeterRegistry meters, Catalog catalog) {
        this.meters = meters;
        clock = meters.config().clock();
        attempts =
                family("attempts", "Calls to providers, by what came of them").byChannel("outcome", OutcomeKind.class);
        results = new ResultCounter(meters);
        retries = family("retries", "Tasks that hold was asked to bring back for another attempt")
                .byChannel();
        postponed = family("tasks.postponed", "Tasks that are tried later without a call")
                .byChannel("cause", Cause.class);
        takenOver = family("tasks.taken.over", "Tasks that a former owner of the partition had begun")
                .by("as", TakenOver.class);
        skipped = family("tasks.skipped", "Records of a type that this version does not know")
                .alone();
        abandoned = family(
                        "tasks.abandoned",
                        "Tasks that were not done: tried again here, or left to the partition's next owner")
                .alone();
        publishFailures = family("publish.failures", "Records that Kafka did not take at once")
                .alone();
        lookUpFailures = family(
                        "dispatch.look.up.failures", "Questions that Kafka did not answer, and that are asked again")
                .by("of", LookUp.class);
        accounts = new AccountMetrics(meters, catalog);
        timers();
        gauges();
    }

    private CounterFamily family(String name, String description) {
        return new CounterFamily(meters, "tidings." + name, description);
    }

    private void timers() {
        for (String channel : ChannelLabel.ALL) {
            Timer call = Timer.builder("tidings.attempt.duration")
                    .description("From the call to a provider until its outcome is known")
                    .tag(ChannelLabel.NAME, channel)
                    .serviceLevelObjectives(CALL)
                    .register(meters);
            calls.put(channel, call);
        }
        for (Road road : Road.values()) {
            Timer way = Timer.builder("tidings.send.duration")
                    .description("From when a message should have gone until its provider took it")
                    .tag("road", CounterFamily.lower(road))
                    .serviceLevelObjectives(WAY)
                    .register(meters);
            ways.put(road, way);
        }
        for (Lane lane : Lane.values()) {
            Timer admission = Timer.builder("tidings.dispatch.admission.wait")
                    .description("From when a task was read from Kafka until its attempt began")
                    .tag("lane", lane.id())
                    .serviceLevelObjectives(ADMISSION)
                    .register(meters);
            admissions.put(lane, admission);
        }
    }

    private void gauges() {
        gauge("in.flight", now -> now.gate().placed())
                .description("Tasks that have a place: most until their answer, the others until they are done")
                .register(meters);
        gauge("writing", now -> now.gate().withoutPlace())
                .description("Tasks that gave back their place with their answer, while what came of it is written")
                .register(meters);
        gauge("in.flight.limit", now -> now.properties().maxInFlight())
                .description("Tasks that have a place at most")
                .register(meters);
        gauge("in.flight.allowed", now -> now.gate().allowance())
                .description(
                        "Tasks of normal and bulk that may have a place, before they start none beyond their shares")
                .register(meters);
        gauge("buffered.limit", now -> now.gate().capacity())
                .description("Tasks of one lane that wait in memory at most")
                .register(meters);
        for (Lane lane : Lane.values()) {
            gauge("buffered", now -> now.buffered(lane))
                    .description("Tasks that wait in memory")
                    .tag("lane", lane.id())
                    .register(meters);
            gauge("lag", now -> now.lag(lane))
                    .description("Records that are not read yet, as of the last fetch of each partition, or not done")
                    .tag("lane", lane.id())
                    .register(meters);
        }
    }

    private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Watched> value) {
        return Gauge.builder("tidings.dispatch." + name, () -> {
            Watched now = watched;
            return now == null ? 0 : value.applyAsDouble(now);
        });
    }

    /** A time for {@link #called} and {@link #admitted}: nanoseconds, of a clock that is never set. */
    long now() {
        return clock.monotonicTime();
    }

    /** A task's attempt begins. */
    void admitted(Lane lane, long readAt) {
        record(admissions, lane, now() - readAt);
    }

    /** A call is over. */
    void called(String channel, long begun) {
        record(calls, ChannelLabel.of(channel), now() - begun);
    }

    private static <K> void record(Map<K, Timer> timers, K key, long nanos) {
        Timer timer = timers.get(key);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void attempt(String channel, OutcomeKind outcome) {
        attempts.increment(channel, outcome);
    }

    /** A step has ended, and Kafka knows how. */
    void ended(SendTask task, DeliveryResult result) {
        results.published(result);
        accounts.ended(AccountKey.of(task), result.status());
        if (result.status() == Status.SENT) {
            // Another instance's clock may be ahead of this one's.
            Duration took = Duration.between(task.expectedAt(), result.occurredAt());
            record(ways, Road.of(task), Math.max(0, took.toNanos()));
        }
    }

    void retry(String channel) {
        retries.increment(channel);
    }

    /** A task that was begun or was to begin, and is held for a later attempt without a call. */
    void postponed(SendTask task, Cause cause) {
        postponed.increment(task.channel(), cause);
        accounts.postponed(AccountKey.of(task), cause);
    }

    void skipped() {
        skipped.increment();
    }

    void takenOver(TakenOver as) {
        takenOver.increment(as);
    }

    void abandoned() {
        abandoned.increment();
    }

    void publishFailed(int events) {
        publishFailures.increment(events);
    }

    /** Kafka did not answer; it is asked again. */
    void lookUpFailed(LookUp what) {
        lookUpFailures.increment(what);
    }

    /** From now on this engine is shown. The catalog has been read. */
    void watch(DispatchProperties properties, Gate gate, Consumer<?, ?> lanes, Accounts used) {
        watched = new Watched(properties, gate, lanes);
        accounts.watch(used);
    }

    /** Shows Kafka's own metrics of a consumer, in place of those of the one before. */
    synchronized void bind(Consumer<?, ?> lanes) {
        close();
        KafkaClientMetrics bound = new KafkaClientMetrics(lanes);
        bound.bindTo(meters);
        consumer = bound;
    }

    @Override
    public synchronized void close() {
        KafkaClientMetrics bound = consumer;
        if (bound != null) {
            bound.close();
        }
    }
}
