package dev.tidings.scheduler.topology;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.Status;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.OpenPartition;
import dev.tidings.scheduler.hold.Output;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What the scheduler counts. Counted when it is processed: where a transaction is aborted and processed again, it counts
 * twice. The labels are closed lists, never an id, a tenant or an address.
 */
final class HoldMetrics {
    /** Eleven bounds and the open end. */
    private static final Duration[] LATENESS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    /** A timer overflows at 292 years, and upstream can name any due time. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final MeterRegistry meters;
    private final HeldViews views;
    private final DeadLetters deadLetters;
    private final Map<Class<?>, Counter> received = new ConcurrentHashMap<>();
    private final Map<Lane, Counter> released = new EnumMap<>(Lane.class);
    private final Map<Status, Counter> results = new ConcurrentHashMap<>();
    private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
    private final Counter held;
    private final Counter repeats;
    private final Counter skipped;
    private final Counter deadlines;
    private final Counter watches;
    private final Counter unwatched;
    private final Counter orders;
    private final Timer lateness;
    private final Timer ticks;

    HoldMetrics(Insight insight) {
        this.meters = insight.meters();
        this.views = insight.held();
        this.deadLetters = new DeadLetters(meters);
        for (Lane lane : Lane.values()) {
            released.put(
                    lane,
                    Counter.builder("tidings.hold.released")
                            .description("Tasks released into a lane")
                            .tag("lane", lane.id())
                            .register(meters));
        }
        this.held = counter("tidings.hold.held", "Requests that have to wait");
        this.repeats = counter("tidings.requests.repeats", "Requests and holds that were known already");
        this.skipped = counter("tidings.requests.skipped", "Records of a type that this version does not know");
        this.deadlines = counter("tidings.hold.deadlines", "Deadlines that have come");
        this.orders = counter("tidings.hold.orders", "Orders about campaigns, each told to every partition");
        this.watches = counter("tidings.hold.watches", "Fallback watches written");
        this.unwatched = counter("tidings.hold.unwatched", "Cancellations of released requests, told to fallback");
        this.lateness = Timer.builder("tidings.hold.lateness")
                .description(
                        "How long after it was due a task was released; for an immediate send, since it was published")
                .serviceLevelObjectives(LATENESS)
                .register(meters);
        this.ticks = Timer.builder("tidings.hold.tick")
                .description("How long a partition's tick took: releasing what is due, and forgetting what has ended")
                .register(meters);
    }

    /** A partition has been taken over, and shows what it holds until it is closed. */
    OpenPartition opened(TaskId task, EntryStore store) {
        OpenPartition open = views.open(task.partition());
        open.shows(new StoredView(store), store.counts());
        return open;
    }

    void received(Event event) {
        // Kept: to look a meter up costs more than to count, and this is done for every record.
        received.computeIfAbsent(event.getClass(), this::receivedOf).increment();
    }

    private Counter receivedOf(Class<?> type) {
        return Counter.builder("tidings.requests.received")
                .description("Records read, by event type")
                .tag("type", type.getSimpleName())
                .register(meters);
    }

    /** @param nanos how long a tick took that had something due */
    void ticked(long nanos) {
        ticks.record(nanos, TimeUnit.NANOSECONDS);
    }

    void skipped() {
        skipped.increment();
    }

    void deadLetter(RecordMetadata from, String cause) {
        deadLetters.buried(from.topic(), from.partition(), from.offset(), cause);
    }

    void count(Output output) {
        switch (output) {
            case Output.Released task -> {
                Counter counter = released.get(task.lane());
                if (counter != null) {
                    counter.increment();
                }
                lateness.record(task.late().compareTo(LONGEST) < 0 ? task.late() : LONGEST);
            }
            case Output.Watch _ -> watches.increment();
            case Output.Unwatch _ -> unwatched.increment();
            case Output.Deadline _ -> deadlines.increment();
            case Output.Result(DeliveryResult result) -> count(result);
            case Output.Order _ -> orders.increment();
            case Output.Repeat _ -> repeats.increment();
            case Output.Unreadable _ -> {
                // Counted as a dead letter, by who knows where it stood.
            }
        }
    }

    private void count(DeliveryResult result) {
        switch (result.status()) {
            case HELD -> held.increment();
            case REJECTED ->
                rejected.computeIfAbsent(String.valueOf(result.reason()), this::rejectedFor)
                        .increment();
            case CANCELLED,
                    RESCHEDULED,
                    CONTROL_REFUSED,
                    CAMPAIGN_PAUSED,
                    CAMPAIGN_RESUMED,
                    CAMPAIGN_CANCELLED,
                    EXPIRED,
                    SENT ->
                results.computeIfAbsent(result.status(), this::resultsOf).increment();
            case FAILED,
                    UNKNOWN,
                    DELIVERED,
                    READ,
                    UNDELIVERED,
                    FALLBACK_TRIGGERED,
                    FALLBACK_NOT_NEEDED,
                    FALLBACK_ENDED,
                    UNRECOGNIZED -> throw new IllegalStateException("hold says nothing of the kind");
        }
    }

    private Counter resultsOf(Status status) {
        String name = status.name().toLowerCase(Locale.ROOT).replace('_', '.');
        return counter("tidings.requests." + name, "Results of this status");
    }

    private Counter rejectedFor(String reason) {
        return Counter.builder("tidings.requests.rejected")
                .description("Requests rejected")
                .tag("reason", reason)
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }
}
