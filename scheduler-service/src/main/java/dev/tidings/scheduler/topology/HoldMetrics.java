package dev.tidings.scheduler.topology;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.Status;
import dev.tidings.runtime.ChannelCounters;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.Counters;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.scheduler.hold.Expiry;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.OpenPartition;
import dev.tidings.scheduler.hold.Output;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

    private static final List<Class<? extends Event>> TYPES = List.of(
            SendRequest.class,
            CancelSend.class,
            RescheduleSend.class,
            CampaignControl.class,
            RetryHold.class,
            DeadlineHold.class,
            AttemptConfirmed.class,
            CampaignOrder.class);

    private static final List<Class<? extends Event>> REPEATED =
            List.of(SendRequest.class, RetryHold.class, DeadlineHold.class, AttemptConfirmed.class);

    private static final List<Status> ENDS = List.of(Status.REJECTED, Status.CANCELLED, Status.EXPIRED, Status.SENT);

    private static final List<Status> ANSWERS = List.of(
            Status.RESCHEDULED,
            Status.CONTROL_REFUSED,
            Status.CAMPAIGN_PAUSED,
            Status.CAMPAIGN_RESUMED,
            Status.CAMPAIGN_CANCELLED);

    private final MeterRegistry meters;
    private final HeldViews views;
    private final DeadLetters deadLetters;
    private final Counters<Class<? extends Event>> received;
    private final Counters<Class<? extends Event>> repeats;
    private final Counters<Lane> released;
    private final Counters<Reason> rejected;
    private final Counters<Status> ended;
    private final Counters<Status> answers;
    private final Counter skipped;
    private final Counter accepted;
    private final Counter retries;
    private final Counter deadlinesTaken;
    private final Counter dropped;
    private final ChannelCounters<Expiry> expired;
    private final Counter held;
    private final Counter deadlines;
    private final Counter watches;
    private final Counter unwatched;
    private final Counter orders;
    private final Timer lateness;
    private final Timer ticks;

    HoldMetrics(Insight insight) {
        meters = insight.meters();
        views = insight.held();
        deadLetters = new DeadLetters(meters, HoldTopology.STORE, HoldTopology.CAMPAIGNS);
        received = family("requests.received", "Records read, by event type").by("type", TYPES, Class::getSimpleName);
        repeats = family("requests.repeats", "Records that said what was known already")
                .by("type", REPEATED, Class::getSimpleName);
        rejected = family("requests.rejected", "Requests rejected").by("reason", Reason.class);
        ended = family("requests.ended", "Requests that ended in hold").by("status", ENDS, CounterFamily::lower);
        skipped = family("requests.skipped", "Records of a type that this version does not know")
                .alone();
        accepted = family("hold.accepted", "Requests taken in").alone();
        retries = family("hold.retries", "Retries taken in").alone();
        deadlinesTaken = family("hold.deadlines.taken", "Deadlines taken in").alone();
        dropped = family("hold.dropped", "Retries that waited and were dropped, since a receipt made them needless")
                .alone();
        expired = family("hold.expired", "Requests that ended in hold when their time had come")
                .byChannel("cause", Expiry.class);
        held = family("hold.held", "Times that a request was told to wait").alone();
        released = family("hold.released", "Tasks released into a lane").by("lane", Lane.class);
        deadlines = family("hold.deadlines", "Deadlines that have come").alone();
        orders = family("hold.orders", "Orders about campaigns, each told to every partition")
                .alone();
        watches = family("hold.watches", "Fallback watches written").alone();
        unwatched = family("hold.unwatched", "Cancellations of released requests, told to fallback")
                .alone();
        answers = family("hold.controls", "Answers to what was asked of requests and campaigns")
                .by("status", ANSWERS, CounterFamily::lower);
        lateness = Timer.builder("tidings.hold.lateness")
                .description(
                        "How long after it was due a task was released; for an immediate send, since it was published")
                .serviceLevelObjectives(LATENESS)
                .register(meters);
        ticks = Timer.builder("tidings.hold.tick")
                .description("How long a partition's tick took: releasing what is due, and forgetting what has ended")
                .register(meters);
    }

    private CounterFamily family(String name, String description) {
        return new CounterFamily(meters, "tidings." + name, description);
    }

    /** A partition has been taken over, and shows what it holds until it is closed. */
    OpenPartition opened(TaskId task, EntryStore store) {
        OpenPartition open = views.open(task.partition());
        open.shows(new StoredView(store), store.counts());
        return open;
    }

    void received(Event event) {
        received.increment(event.getClass());
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
            case Output.Taken(Event event) -> taken(event);
            case Output.Dropped _ -> dropped.increment();
            case Output.Expired(String channel, Expiry why) -> expired.increment(channel, why);
            case Output.Released task -> {
                released.increment(task.lane());
                lateness.record(task.late().compareTo(LONGEST) < 0 ? task.late() : LONGEST);
            }
            case Output.Watch _ -> watches.increment();
            case Output.Unwatch _ -> unwatched.increment();
            case Output.Deadline _ -> deadlines.increment();
            case Output.Result(DeliveryResult result) -> count(result);
            case Output.Order _ -> orders.increment();
            case Output.Repeat(Event event) -> repeats.increment(event.getClass());
            case Output.Unreadable _ -> {
                // Counted as a dead letter, by who knows where it stood.
            }
        }
    }

    private void taken(Event event) {
        switch (event) {
            case SendRequest _ -> accepted.increment();
            case RetryHold _ -> retries.increment();
            case DeadlineHold _ -> deadlinesTaken.increment();
            default -> throw new IllegalStateException("hold takes in nothing of the kind");
        }
    }

    private void count(DeliveryResult result) {
        Status status = result.status();
        switch (status) {
            case HELD -> held.increment();
            case REJECTED -> {
                rejected.increment(Objects.requireNonNullElse(result.reason(), Reason.UNRECOGNIZED));
                ended.increment(status);
            }
            case CANCELLED, EXPIRED, SENT -> ended.increment(status);
            case RESCHEDULED, CONTROL_REFUSED, CAMPAIGN_PAUSED, CAMPAIGN_RESUMED, CAMPAIGN_CANCELLED ->
                answers.increment(status);
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
}
