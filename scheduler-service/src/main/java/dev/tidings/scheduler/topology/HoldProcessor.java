package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.hold.HoldEngine;
import dev.tidings.scheduler.hold.OpenPartition;
import dev.tidings.scheduler.hold.Output;
import dev.tidings.scheduler.hold.Stores;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** One partition's hold engine between its topics. All that it writes is in the transaction of what it read. */
final class HoldProcessor
        implements Processor<byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []> {
    /** Ticks are this far apart at most: forgetting and stripping go on, and a clock that was set forward is noticed. */
    private static final long LONGEST_REST = Duration.ofSeconds(1).toMillis();

    /** When in the second, for all partitions. */
    private static final long REST_ENDS = LONGEST_REST / 2;

    private final Codec codec;
    private final Intake intake;
    private final Ticking ticking;
    private final Pace pace;
    private final InstantSource clock;
    private final EntryStores stores;
    private final HoldMetrics metrics;
    private final Outbound outbound;
    private final HoldSpans spans;
    private @Nullable Running running;
    private @Nullable Cancellable nextTick;
    private long nextTickAt;

    HoldProcessor(
            Codec codec,
            Intake intake,
            Ticking ticking,
            Pace pace,
            EntryStores stores,
            HoldMetrics metrics,
            Tracing tracing) {
        this.codec = codec;
        this.intake = intake;
        this.ticking = ticking;
        this.pace = pace;
        this.clock = ticking.clock();
        this.stores = stores;
        this.metrics = metrics;
        this.outbound = new Outbound(codec, tracing);
        this.spans = new HoldSpans(tracing);
    }

    /** What lives as long as the task: Streams calls init again after a corrupted task, whose stores begin anew. */
    private record Running(
            ProcessorContext<byte @Nullable [], byte @Nullable []> context, HoldEngine engine, OpenPartition open) {}

    @Override
    public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(HoldTopology.STORE);
        HoldTopology.VERSION.check(store);
        EntryStore entries = stores.of(context.taskId());
        HoldEngine engine = new HoldEngine(
                new Stores(
                        new HoldStoreAdapter(store, entries, ticking.remembers()),
                        new CampaignStoreAdapter(
                                store, (key, value, why) -> bury(context, HoldTopology.CAMPAIGNS, key, value, why))),
                intake,
                ticking.budget(),
                output -> write(context, output));
        OpenPartition open = metrics.opened(context.taskId(), entries);
        Running task = new Running(context, engine, open);
        running = task;
        nextTick = null;
        long now = clock.millis();
        settle(task, now, now);
    }

    /**
     * Releases what is due. What is due shortly after a commit waits for the next one, and shares it; a tick that leaves
     * something is followed by the next after the records that wait, so that neither starves the other.
     */
    private void tick(Running task) {
        cancelTick();
        long now = clock.millis();
        boolean more = pace.mayRelease(this, now) && timedTick(task, now);
        settle(task, now, more ? now : task.engine().nextTick());
    }

    private boolean timedTick(Running task, long now) {
        boolean hasWork = task.engine().nextDue() <= now;
        long began = ticking.nanoTime().getAsLong();
        boolean more = task.engine().tick(now);
        if (hasWork) {
            metrics.ticked(ticking.nanoTime().getAsLong() - began);
        }
        return more;
    }

    /**
     * Asks for a commit where one is wanted, and for a tick when there is something to do next.
     *
     * @param due when that is
     */
    private void settle(Running task, long now, long due) {
        if (pace.wantsCommit() && pace.mayRelease(this, now) && pace.takeCommit(now)) {
            task.context().commit();
        }
        pace.nextDue(this, due);
        task.open().firstDue(task.engine().nextDue());
        task.open().firstWhole(task.engine().firstWhole());
        long at = pace.notBefore(pace.wantsCommit() ? now : due, now);
        tickAt(task, now, Math.clamp(at, now + 1, restEnds(now)));
    }

    /**
     * At the same time for all partitions: Kafka Streams commits what has ticked, though it did nothing, and so a thread at rest
     * makes one transaction a second. In the middle of the second, since people say when by full ones: a commit of nothing is not to
     * begin just before something is due.
     */
    private static long restEnds(long now) {
        return Math.floorDiv(now + REST_ENDS, LONGEST_REST) * LONGEST_REST + REST_ENDS;
    }

    /**
     * A punctuation for once, and not one that comes again and again: Kafka Streams takes in one record at a time where each
     * turn of its loop has a punctuation.
     */
    private void tickAt(Running task, long now, long at) {
        // One beyond the longest rest was made before the clock was set back.
        boolean early = nextTick != null && nextTickAt <= at && nextTickAt <= now + LONGEST_REST;
        if (!early) {
            cancelTick();
            nextTickAt = at;
            nextTick = task.context()
                    .schedule(Duration.ofMillis(at - now), PunctuationType.WALL_CLOCK_TIME, _ -> tick(task));
        }
    }

    private void cancelTick() {
        Cancellable tick = nextTick;
        if (tick != null) {
            tick.cancel();
            nextTick = null;
        }
    }

    @Override
    public void close() {
        // A corrupted task is closed and begun anew with the same punctuations.
        cancelTick();
        Running task = running;
        if (task != null) {
            task.open().close();
        }
        pace.forget(this);
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> in) {
        Running task = Objects.requireNonNull(running, "init comes first");
        RecordMetadata from = task.context()
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record that was read has a position"));
        switch (Inbound.read(codec, from.topic(), in, task.context().currentSystemTimeMs())) {
            case Inbound.Good(Event event) -> {
                metrics.received(event);
                long now = clock.millis();
                pace.recordRead(now - in.timestamp());
                try (OpenSpan _ = spans.reading(event, in.headers())) {
                    act(task, event, in.timestamp(), from, now);
                }
                settle(task, now, task.engine().nextTick());
            }
            case Inbound.Skipped _ -> metrics.skipped();
            case Inbound.Bad(String cause) -> {
                metrics.deadLetter(from, cause);
                long now = clock.millis();
                task.context().forward(DeadLetters.letter(in, from, cause, now), HoldTopology.DEAD_LETTERS);
            }
        }
    }

    private void act(Running task, Event event, long publishedAt, RecordMetadata from, long clock) {
        String position = from.partition() + "-" + from.offset();
        switch (event) {
            case SendRequest request -> task.engine().accept(request, clock, publishedAt, position, spans.current());
            case CancelSend cancel -> task.engine().cancel(cancel, clock, position);
            case RescheduleSend reschedule -> task.engine().reschedule(reschedule, clock, position);
            case CampaignControl control -> task.engine().control(control, clock, position);
            case CampaignOrder order -> task.engine().follow(order, clock);
            case RetryHold retry -> task.engine().retry(retry, clock);
            case AttemptConfirmed confirmed -> task.engine().confirmed(confirmed, clock);
            case DeadlineHold deadline -> task.engine().deadline(deadline, clock);
            default -> throw new IllegalStateException("was refused when it was read");
        }
    }

    private void write(ProcessorContext<byte @Nullable [], byte @Nullable []> context, Output output) {
        metrics.count(output);
        long now = clock.millis();
        switch (output) {
            case Output.Released(Lane lane, SendTask task, var _) -> {
                try (OpenSpan span = spans.releasing(task)) {
                    context.forward(outbound.task(lane.topic(), span.handOn(task), now), HoldTopology.sink(lane));
                }
                pace.wantCommit(this);
            }
            case Output.Watch(var watch) -> context.forward(outbound.watch(watch, now), HoldTopology.WATCHES);
            case Output.Unwatch(var cancel) -> context.forward(outbound.unwatch(cancel, now), HoldTopology.WATCHES);
            case Output.Deadline(var deadline) -> {
                context.forward(outbound.deadline(deadline, now), HoldTopology.DEADLINES);
                pace.wantCommit(this);
            }
            case Output.Result(var result) -> {
                spans.tell(result);
                context.forward(outbound.result(result, now), HoldTopology.RESULTS);
            }
            case Output.Order(var order) -> {
                context.forward(outbound.order(order, now), HoldTopology.ORDERS);
                // The other partitions read it when it is committed.
                pace.wantCommit(this);
            }
            case Output.Taken _, Output.Dropped _, Output.Expired _, Output.Repeat _ -> {
                // Counted, and nothing to write.
            }
            case Output.Unreadable entry ->
                bury(
                        context,
                        HoldTopology.STORE,
                        entry.key().toBytes(),
                        entry.bytes().array(),
                        entry.cause());
        }
    }

    private void bury(
            ProcessorContext<byte @Nullable [], byte @Nullable []> context,
            String store,
            byte[] key,
            byte[] value,
            String cause) {
        RecordMetadata from = new StoredPosition(store, context.taskId().partition());
        metrics.deadLetter(from, cause);
        long now = clock.millis();
        Record<byte[], byte[]> stored = new Record<>(key, value, now, new RecordHeaders());
        context.forward(DeadLetters.letter(stored, from, cause, now), HoldTopology.DEAD_LETTERS);
    }

    /** Where a stored entry stood; it has no offset. */
    private record StoredPosition(String topic, int partition) implements RecordMetadata {
        @Override
        public long offset() {
            return -1;
        }
    }
}
