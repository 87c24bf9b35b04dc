package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Pace;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Hands holds to a subject at a pace, and waits for every acknowledgement. Bounded in what is under way and in time. */
final class Inserter {
    private static final int UNDER_WAY = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Shorter waits cost more than they give. */
    private static final long LEAST_PAUSE_NANOS = 1_000_000;

    private final HoldSubject subject;
    private final Timeline timeline;

    Inserter(HoldSubject subject, Timeline timeline) {
        this.subject = subject;
        this.timeline = timeline;
    }

    /**
     * What came of a series.
     *
     * @param acknowledged how many were
     * @param seconds from the first call to the last acknowledgement
     */
    record Inserted(int acknowledged, double seconds) {
        double perSecond() {
            return acknowledged / seconds;
        }
    }

    /**
     * Inserts that many.
     *
     * @throws SubjectFailedException where one fails, or none is acknowledged for a minute
     */
    Inserted insert(int count, IntFunction<Hold> holds, Pace pace) {
        return run(count, holds, pace, subject::insert);
    }

    /** Cancels that many, likewise, as fast as it goes. */
    Inserted cancel(int count, IntFunction<Hold> holds) {
        return run(count, holds, Pace.UNBOUNDED, subject::cancel);
    }

    private Inserted run(int count, IntFunction<Hold> holds, Pace pace, BiConsumer<Hold, Acknowledgement> operation) {
        Slots slots = new Slots();
        long begin = timeline.nanos();
        for (int i = 0; i < count; i++) {
            waitFor(begin + pace.nanosOf(i));
            slots.take(1, i);
            operation.accept(holds.apply(i), slots);
        }
        slots.take(UNDER_WAY, count);
        return new Inserted(count, (timeline.nanos() - begin) / 1e9);
    }

    private void waitFor(long nanos) {
        long ahead = nanos - timeline.nanos();
        if (ahead > 0) {
            timeline.pause(Duration.ofNanos(Math.max(ahead, LEAST_PAUSE_NANOS)));
        }
    }

    /** What is under way. */
    private static final class Slots implements Acknowledgement {
        private final Semaphore free = new Semaphore(UNDER_WAY);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public void acknowledged() {
            free.release();
        }

        @Override
        public void failed(Throwable cause) {
            failure.compareAndSet(null, cause);
            failed.incrementAndGet();
            free.release();
        }

        void take(int permits, int soFar) {
            try {
                if (!free.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new SubjectFailedException("nothing was acknowledged for " + PATIENCE.toSeconds()
                            + " s, after " + soFar + " were handed over");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SubjectFailedException("interrupted", e);
            }
            Throwable cause = failure.get();
            if (cause != null) {
                throw new SubjectFailedException(failed + " of the first " + soFar + " failed: " + cause, cause);
            }
        }
    }
}
