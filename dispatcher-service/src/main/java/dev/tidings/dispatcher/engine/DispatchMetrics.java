package dev.tidings.dispatcher.engine;

import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.Status;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the dispatcher counts. Labels are closed sets: channels, outcomes, statuses, lanes. */
final class DispatchMetrics {
    private static final Duration[] BUCKETS = {
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

    private final MeterRegistry meters;

    DispatchMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    Timer.Sample attemptStarted() {
        return Timer.start(meters);
    }

    void attemptEnded(Timer.Sample sample, String channel) {
        sample.stop(Timer.builder("tidings.attempt.duration")
                .description("From an attempt's acknowledged start until its outcome is known")
                .tag("channel", channel)
                .serviceLevelObjectives(BUCKETS)
                .register(meters));
    }

    void attempt(String channel, OutcomeKind outcome) {
        meters.counter("tidings.attempts", "channel", channel, "outcome", lower(outcome))
                .increment();
    }

    void result(String channel, Status status) {
        meters.counter("tidings.results", "channel", channel, "status", lower(status))
                .increment();
    }

    void retry(String channel) {
        meters.counter("tidings.retries", "channel", channel).increment();
    }

    /** A task that was begun or was to begin, and is held for a later attempt without a call. */
    void postponed(String channel, String cause) {
        meters.counter("tidings.tasks.postponed", "channel", channel, "cause", cause)
                .increment();
    }

    void skipped() {
        Counter.builder("tidings.tasks.skipped")
                .description("Records of a type that this version does not know")
                .register(meters)
                .increment();
    }

    /** A task that a former owner has begun: over, or open. */
    void takenOver(String as) {
        meters.counter("tidings.tasks.taken.over", "as", as).increment();
    }

    void abandoned() {
        Counter.builder("tidings.tasks.abandoned")
                .description("Tasks left to the partition's next owner")
                .register(meters)
                .increment();
    }

    void publishFailed(int events) {
        meters.counter("tidings.publish.failures").increment(events);
    }

    void watch(Gate gate, List<Lane> lanes) {
        Gauge.builder("tidings.dispatch.in.flight", gate, Gate::inFlight)
                .description("Tasks that run")
                .register(meters);
        for (Lane lane : lanes) {
            Gauge.builder("tidings.dispatch.buffered", gate, watched -> watched.buffered(lane))
                    .description("Tasks that wait in memory")
                    .tag("lane", lane.id())
                    .register(meters);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
