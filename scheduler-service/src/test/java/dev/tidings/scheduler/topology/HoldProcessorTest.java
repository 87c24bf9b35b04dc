package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a tick releases, it asks to be committed, before anything else is read: so a cancellation finds a request that is held, or one
 * whose release is committed (decision 008).
 */
class HoldProcessorTest {
    private static final Duration SPACING = Duration.ofMillis(5);
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final MockProcessorContext<byte @Nullable [], byte @Nullable []> context = new MockProcessorContext<>();
    private final Codec codec = Codec.singleObject();
    private Instant clock = Samples.NOON;
    private HoldProcessor processor;

    @BeforeEach
    void open() {
        EntryStores stores = new EntryStores(HoldTopology.STORE);
        EntryStore store =
                new EntryStore(Stores.inMemoryKeyValueStore(HoldTopology.STORE).get(), stores);
        store.init(context.getStateStoreContext(), store);
        processor = new HoldProcessor(
                codec,
                Samples.intake(),
                Ticking.usual(() -> clock, () -> 0L, Duration.ofHours(24)),
                Pace.onDemand(Duration.ofMillis(100), SPACING),
                stores,
                new HoldMetrics(new Insight(new SimpleMeterRegistry(), new HeldViews(), Tracing.OFF)),
                Tracing.OFF);
        processor.init(context);
        read("a", Samples.request("a").at(DUE).build());
        read("b", Samples.request("b").at(DUE.plusMillis(1)).build());
        context.resetForwards();
    }

    private void read(String key, Event event) {
        context.setRecordMetadata(Topics.REQUESTS, 0, 0);
        context.setCurrentSystemTimeMs(clock.toEpochMilli());
        processor.process(new Record<>(
                key.getBytes(StandardCharsets.UTF_8),
                codec.encode(Topics.REQUESTS, event),
                clock.toEpochMilli(),
                EventHeaders.of(key, Codec.type(event), "/test", clock)));
    }

    private void tickAt(Instant at) {
        clock = at;
        CapturedPunctuator tick = context.scheduledPunctuators().getLast();
        assertThat(tick.cancelled()).isFalse();
        tick.getPunctuator().punctuate(at.toEpochMilli());
    }

    private <E extends Event> Stream<E> said(Class<E> kind) {
        return context.forwarded().stream()
                .map(forward -> forward.record())
                .map(out -> codec.decode(out.headers(), Objects.requireNonNull(out.value())))
                .map(decoded -> ((Decoded.Known) decoded).event())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private List<String> released() {
        return said(SendTask.class).map(SendTask::requestId).toList();
    }

    @Test
    void asksForTheCommitOfWhatATickReleasesBeforeAnythingElseIsRead() {
        tickAt(DUE.minusMillis(1));
        assertThat(released()).isEmpty();
        assertThat(context.committed()).isFalse();

        tickAt(DUE);

        assertThat(released()).containsExactly("a");
        assertThat(context.committed()).isTrue();
    }

    /** What has ticked is committed, though it did nothing: partitions at rest share a transaction where they tick together. */
    @Test
    void atRestItTicksInTheMiddleOfTheSecond() {
        assertThat(Samples.NOON.toEpochMilli() % 1_000).isZero();
        tickAt(Samples.NOON.plusMillis(250));
        assertThat(nextTickIn()).isEqualTo(Duration.ofMillis(250));
        tickAt(Samples.NOON.plusMillis(500));
        assertThat(nextTickIn()).isEqualTo(Duration.ofSeconds(1));
        tickAt(Samples.NOON.plusMillis(1_501));
        assertThat(nextTickIn()).isEqualTo(Duration.ofMillis(999));

        tickAt(DUE.minusMillis(10));

        assertThat(nextTickIn()).as("when something is due").isEqualTo(Duration.ofMillis(10));
    }

    private Duration nextTickIn() {
        return context.scheduledPunctuators().getLast().getInterval();
    }

    @Test
    void cancelsWhatIsDueWhileCommitsAreKeptApart() {
        tickAt(DUE);
        context.resetCommit();
        tickAt(DUE.plusMillis(1));
        assertThat(released()).containsExactly("a");
        assertThat(context.committed()).isFalse();

        read("b", Samples.cancel("b"));
        tickAt(DUE.plus(SPACING));

        assertThat(released()).containsExactly("a");
        assertThat(said(DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.CANCELLED);
    }
}
