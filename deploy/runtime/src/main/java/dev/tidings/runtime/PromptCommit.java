package dev.tidings.runtime;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Has what one task published committed as soon as its thread's {@link Pace} allows it: readers see it only then. What a task
 * only stores waits for the next commit, since each one costs the broker a batch and a marker in every partition that it touches.
 */
public final class PromptCommit implements AutoCloseable {
    /** A receipt's or a decision's result can be read only after its commit: those of so long share one. */
    private static final Duration SPACING = Duration.ofMillis(20);

    /** Nobody waits for what is only stored. */
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

    private final ProcessorContext<?, ?> context;
    private final Pace pace;
    private final InstantSource clock;
    private @Nullable Cancellable later;

    /** The pace of an application whose tasks have one. */
    public static Pace pace() {
        return Pace.onDemand(COMMIT_EVERY, SPACING);
    }

    /** For a task that has just begun; it has to be closed with it, and another one made where the task begins anew. */
    public PromptCommit(ProcessorContext<?, ?> context, Pace pace, InstantSource clock) {
        this.context = context;
        this.pace = pace;
        this.clock = clock;
    }

    /** Something was published that others wait for. */
    public void want() {
        pace.wantCommit(this);
        ask();
    }

    private void ask() {
        // The thread has one commit for all of its tasks: another one may have asked meanwhile.
        if (!pace.wantsCommit()) {
            return;
        }
        long now = clock.millis();
        if (pace.mayRelease(this, now) && pace.takeCommit(now)) {
            context.commit();
        } else if (later == null) {
            long wait = Math.max(1, pace.notBefore(now, now) - now);
            later = context.schedule(Duration.ofMillis(wait), PunctuationType.WALL_CLOCK_TIME, _ -> askAgain());
        }
    }

    /** A punctuation for once: Kafka Streams takes in one record at a time where each turn of its loop has one. */
    private void askAgain() {
        cancel();
        ask();
    }

    private void cancel() {
        Cancellable waiting = later;
        if (waiting != null) {
            waiting.cancel();
            later = null;
        }
    }

    @Override
    public void close() {
        cancel();
        pace.forget(this);
    }
}
