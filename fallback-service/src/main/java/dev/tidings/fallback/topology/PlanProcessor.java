package dev.tidings.fallback.topology;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What Kafka Streams calls: hands each record and each tick to {@link DecideFallback}, which needs the task's context. */
final class PlanProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** With {@link DecideFallback#ENTRIES_PER_TICK}, a million states are looked through in an hour and a half; sooner where many come. */
    static final Duration TICK = Duration.ofSeconds(10);

    private final Function<ProcessorContext<byte[], byte[]>, DecideFallback> started;
    private @Nullable DecideFallback decide;
    private @Nullable Cancellable ticks;

    PlanProcessor(Function<ProcessorContext<byte[], byte[]>, DecideFallback> started) {
        this.started = started;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        decide = started.apply(context);
        ticks = context.schedule(
                TICK, PunctuationType.WALL_CLOCK_TIME, _ -> running().purge());
    }

    @Override
    public void process(Record<byte[], byte[]> from) {
        running().process(from);
    }

    @Override
    public void close() {
        DecideFallback opened = decide;
        Cancellable purging = ticks;
        if (opened != null && purging != null) {
            opened.close();
            // A corrupted task is closed and begun anew with the same punctuations.
            purging.cancel();
        }
    }

    private DecideFallback running() {
        return Objects.requireNonNull(decide, "init comes first");
    }
}
