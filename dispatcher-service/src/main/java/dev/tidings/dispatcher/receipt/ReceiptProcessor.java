package dev.tidings.dispatcher.receipt;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.TraceParent;
import dev.tidings.dispatcher.dispatch.ReceiptKey;
import dev.tidings.dispatcher.receipt.ReceiptState.Change;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the states, asks them what an event means, and publishes it. */
final class ReceiptProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptProcessor.class);
    private static final String SOURCE = "/tidings/dispatcher";

    /**
     * Larger than any that keeps the contract, and so small that a state of several, and a result with the correlation's
     * metadata, can be written.
     */
    private static final int LARGEST = Topics.MAX_RECORD_BYTES / 8;

    private final Codec codec;
    private final Pace pace;
    private final InstantSource clock;
    private final DeadLetters deadLetters;
    private final ReceiptMetrics metrics;
    private final Tracing tracing;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable ReceiptStates states;
    private @Nullable PromptCommit commit;
    private @Nullable Cancellable forgetting;

    ReceiptProcessor(
            Codec codec,
            Pace pace,
            InstantSource clock,
            DeadLetters deadLetters,
            ReceiptMetrics metrics,
            Tracing tracing) {
        this.tracing = tracing;
        this.codec = codec;
        this.pace = pace;
        this.clock = clock;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> started) {
        context = started;
        commit = new PromptCommit(started, pace, clock);
        KeyValueStore<Bytes, byte[]> store = started.getStateStore(ReceiptTopology.STORE);
        ReceiptStates kept = new ReceiptStates(store, metrics, () -> unreadable(started.taskId()));
        states = kept;
        forgetting = started.schedule(
                ReceiptStates.STEP_EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> kept.forget(clock.instant()));
    }

    @Override
    public void process(Record<byte[], byte[]> found) {
        switch (codec.decode(found.headers(), found.value())) {
            case Decoded.Known _
            when found.value().length > LARGEST -> bury(found, "it is larger than any receipt or correlation");
            case Decoded.Known(Receipt receipt) ->
                change(
                        ReceiptKey.of(receipt),
                        state -> state.map(known -> known.receipt(receipt))
                                .orElseGet(() -> ReceiptState.first(receipt)));
            case Decoded.Known(Correlation correlation) ->
                change(
                        ReceiptKey.of(correlation),
                        state -> state.map(known -> known.correlation(correlation))
                                .orElseGet(() -> ReceiptState.first(correlation)));
            case Decoded.Known(Event event) ->
                bury(found, "a " + event.getClass().getSimpleName() + " where a Receipt or a Correlation belongs");
            case Decoded.UnknownType _ -> metrics.skipped();
            case Decoded.Undecodable(String cause) -> bury(found, cause);
        }
    }

    @Override
    public void close() {
        PromptCommit opened = commit;
        ReceiptStates kept = states;
        Cancellable steps = forgetting;
        if (opened != null && kept != null && steps != null) {
            opened.close();
            kept.close();
            // A corrupted task is closed and begun anew with the same punctuations.
            steps.cancel();
        }
    }

    private void change(String key, Function<Optional<ReceiptState>, Change> ask) {
        ReceiptStates kept = Objects.requireNonNull(states);
        Optional<ReceiptState> before = kept.get(key);
        Change change = ask.apply(before);
        if (before.isEmpty() || !before.get().equals(change.next())) {
            kept.put(key, before, change.next());
        }
        metrics.noted(change, clock.instant());
        for (DeliveryResult result : change.results()) {
            try (OpenSpan _ = receipt(change.next(), result)) {
                publish(result);
            }
        }
        change.confirmed().ifPresent(this::publish);
        if (!change.results().isEmpty() || change.confirmed().isPresent()) {
            Objects.requireNonNull(commit).want();
        }
    }

    /** Around what a receipt says of an attempt: that is long over. */
    private OpenSpan receipt(ReceiptState state, DeliveryResult result) {
        return tracing.isOn()
                ? receipt(state.attempt(result).map(Correlation::traceparent).orElse(null))
                        .about(result)
                : OpenSpan.NONE;
    }

    private OpenSpan receipt(@Nullable TraceParent attempt) {
        return tracing.open("receipt", null, attempt);
    }

    private void publish(AttemptConfirmed confirmed) {
        Correlation attempt = confirmed.correlation();
        try (OpenSpan span = receipt(attempt.traceparent())) {
            span.tag("requestId", attempt.requestId());
            write(confirmed, attempt);
        }
    }

    private void write(AttemptConfirmed confirmed, Correlation attempt) {
        String id = EventIds.attemptId(attempt.requestId(), attempt.step(), attempt.attempt()) + "/CONFIRMED";
        Headers headers = EventHeaders.of(id, Codec.type(confirmed), SOURCE, confirmed.occurredAt());
        tracing.putInto(headers);
        forward(
                new Record<>(
                        attempt.requestId().getBytes(StandardCharsets.UTF_8),
                        codec.encode(Topics.HOLDS, confirmed),
                        Math.max(0, clock.millis()),
                        headers),
                ReceiptTopology.HOLDS);
    }

    private void publish(DeliveryResult result) {
        Headers headers = EventHeaders.of(result.eventId(), Codec.type(result), SOURCE, result.occurredAt());
        tracing.putInto(headers);
        forward(
                new Record<>(
                        result.requestId().getBytes(StandardCharsets.UTF_8),
                        codec.encode(Topics.RESULTS, result),
                        Math.max(0, clock.millis()),
                        headers),
                ReceiptTopology.RESULTS);
    }

    private void bury(Record<byte[], byte[]> found, String cause) {
        RecordMetadata from = Objects.requireNonNull(context).recordMetadata().orElseThrow();
        deadLetters.buried(from.topic(), from.partition(), from.offset(), cause);
        forward(DeadLetters.letter(found, from, cause, clock.millis()), ReceiptTopology.DEAD_LETTERS);
    }

    private void unreadable(TaskId task) {
        metrics.unreadable();
        LOG.atError()
                .addKeyValue("topic", ReceiptTopology.CHANGELOG)
                .addKeyValue("partition", task.partition())
                .log("a stored state cannot be read: what comes now begins anew");
    }

    private void forward(Record<byte[], byte[]> ready, String sink) {
        Objects.requireNonNull(context).forward(ready, sink);
    }
}
