package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.TraceParent;
import dev.tidings.fallback.plan.Advance;
import dev.tidings.fallback.plan.Circumstances;
import dev.tidings.fallback.plan.Decision;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Ignored;
import dev.tidings.fallback.plan.Report;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the request's state what a record leads to, and does it. State, decision and offset belong to one transaction, so a
 * record that is processed again after a crash finds the state as it was before.
 */
final class DecideFallback implements AutoCloseable {
    static final int ENTRIES_PER_TICK = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(DecideFallback.class);

    private final ProcessorContext<byte[], byte[]> context;
    private final InstantSource clock;
    private final FallbackMetrics metrics;
    private final Tracing tracing;
    private final ReadRecord readRecord;
    private final Outbox outbox;
    private final Requests requests;
    private final Spending spending;
    private final PromptCommit commit;

    DecideFallback(
            ProcessorContext<byte[], byte[]> context,
            Pace pace,
            InstantSource clock,
            Codec codec,
            Caps caps,
            FallbackMetrics metrics,
            Tracing tracing) {
        this.context = context;
        this.clock = clock;
        this.metrics = metrics;
        this.tracing = tracing;
        readRecord = new ReadRecord(codec);
        outbox = new Outbox(codec, context, tracing);
        commit = new PromptCommit(context, pace, clock);
        spending = new Spending(
                context.getStateStore(FallbackTopology.SPENDING),
                caps,
                context.taskId().partition());
        requests = new Requests(
                context.getStateStore(FallbackTopology.STORE), ENTRIES_PER_TICK, metrics.watches(), this::unreadable);
    }

    void process(Record<byte[], byte[]> from) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        metrics.read(at.topic());
        switch (readRecord.read(at.topic(), from)) {
            case Arrival.OfWatch(FallbackWatch watch) -> onWatch(watch, from);
            case Arrival.OfReport(String requestId, Report report) ->
                advance(requestId, from, (state, now) -> state.onReport(report, now));
            case Arrival.OfCancel(CancelFallback cancel) ->
                advance(cancel.requestId(), from, (state, now) -> state.onCancel(cancel, now));
            case Arrival.OfDeadline(DeliveryDeadline deadline) ->
                advance(deadline.requestId(), from, (state, now) -> state.onDeadline(deadline, now));
            case Arrival.Irrelevant(Ignored why) -> metrics.ignored(why);
            case Arrival.OfUnknownType() -> metrics.unknownType(at.topic());
            case Arrival.Unusable(String cause) -> bury(at, cause, from);
        }
    }

    void purge() {
        spending.forget(now());
        spending.tell(metrics.capUse(), now());
        requests.purge(now(), (state, now) -> {
            state.lapse(now).ifPresent(decision -> {
                metrics.watchLapsed();
                conclude(decision, state, null, now);
            });
            metrics.purged();
        });
    }

    private void onWatch(FallbackWatch watch, Record<byte[], byte[]> from) {
        if (Instant.ofEpochMilli(from.timestamp()).isBefore(now().minus(FallbackState.OLDEST_WATCH))) {
            metrics.ignored(Ignored.OLD_WATCH);
        } else {
            advance(watch.requestId(), from, (state, now) -> state.onWatch(watch, now));
        }
    }

    private void advance(
            String requestId, Record<byte[], byte[]> from, BiFunction<FallbackState, Circumstances, Advance> event) {
        Instant now = now();
        FallbackState state = requests.get(requestId, now);
        apply(requestId, state, event.apply(state, at(now)), tracing.from(from.headers()), now);
    }

    private Circumstances at(Instant now) {
        return new Circumstances(now, spending.on(now));
    }

    private void apply(
            String requestId, FallbackState state, Advance advance, @Nullable TraceParent from, Instant now) {
        switch (advance) {
            case Advance.Unchanged(Ignored why) -> metrics.ignored(why);
            case Advance.Moved(FallbackState.Kept next) -> move(requestId, state, next);
            case Advance.Noted(FallbackState.Kept next, Ignored why) -> {
                move(requestId, state, next);
                metrics.ignored(why);
            }
            // Nobody waits for it: it is minutes ahead, so it needs no commit of its own.
            case Advance.Timed(FallbackState.Kept next, DeadlineHold deadline) -> {
                move(requestId, state, next);
                outbox.write(deadline, now);
                metrics.timed();
            }
            case Advance.Concluded(FallbackState.Kept next, Decision decision) -> {
                move(requestId, state, next);
                metrics.concluded(state, decision);
                conclude(decision, state, from, now);
            }
        }
    }

    private void move(String requestId, FallbackState state, FallbackState.Kept next) {
        requests.put(requestId, state, next);
        metrics.moved(state, next);
    }

    /**
     * Writes it, in a span that goes on from the one of the result which led to it.
     *
     * @param state in which it was made
     * @param from absent: it was a deadline that did, or its sender is not traced
     */
    private void conclude(Decision decision, FallbackState state, @Nullable TraceParent from, Instant now) {
        if (decision instanceof Decision.Triggered triggered && triggered.parts() > 0) {
            spending.book(triggered.task().tenant(), triggered.parts(), now);
        }
        try (OpenSpan span = tracing.open("decide", from, accepted(decision, state))) {
            outbox.write(decision, span.about(decision.result()), now);
            tell(decision, now);
        }
    }

    /** The span that accepted the request, as far as it is known here. */
    private static @Nullable TraceParent accepted(Decision decision, FallbackState state) {
        if (decision instanceof Decision.Triggered triggered) {
            return triggered.task().traceparent();
        }
        return state instanceof FallbackState.Watching watching
                ? watching.watch().traceparent()
                : null;
    }

    private void tell(Decision decision, Instant now) {
        commit.want();
        metrics.decided(decision, now);
        DeliveryResult result = decision.result();
        LOG.atDebug()
                .addKeyValue("requestId", result.requestId())
                .addKeyValue("channel", result.channel())
                .addKeyValue("accountId", result.accountId())
                .addKeyValue("attempt", result.attempt())
                .addKeyValue("outcome", result.status())
                .addKeyValue("cause", decision.cause())
                .log("decided");
    }

    @Override
    public void close() {
        commit.close();
        requests.close();
        metrics.capUse().forget(context.taskId().partition());
    }

    private void unreadable(String requestId) {
        metrics.unreadable();
        LOG.atError()
                .addKeyValue("requestId", requestId)
                .addKeyValue("topic", FallbackTopology.CHANGELOG)
                .addKeyValue("partition", context.taskId().partition())
                .log("its stored state cannot be read: no SMS follows");
    }

    private void bury(RecordMetadata at, String cause, Record<byte[], byte[]> from) {
        outbox.deadLetter(at, cause, from, now());
        metrics.deadLetter(at, cause);
    }

    /** In milliseconds, as the records carry it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
