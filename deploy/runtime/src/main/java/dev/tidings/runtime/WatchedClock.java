package dev.tidings.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wall clock, as it is: what is due is due by it. Where it is set it is told, by a count and in the log, since nothing here can
 * know whether it was wrong before or is now.
 *
 * @see <a href="file:deploy/decisions/004-hold-store.md">decision 004</a>
 */
public final class WatchedClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedClock.class);

    /** What sets a clock by less is mostly a time service that brings it back gently. */
    private static final long STEP_MILLIS = Duration.ofSeconds(1).toMillis();

    private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();

    /** A thread that was held up between the two clocks has not compared them. */
    private static final long LONGEST_LOOK = Duration.ofMillis(20).toNanos();

    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Counters<Direction> steps;
    private volatile long lookedAt;
    /** By how much the wall clock is ahead of the one that passes evenly, which begins anywhere. */
    private long aheadMillis;

    private enum Direction {
        FORWARD,
        BACK
    }

    /**
     * Looks at them for the first time.
     *
     * @param nanoTime a clock for differences, in nanoseconds, which nobody sets
     */
    public WatchedClock(InstantSource clock, LongSupplier nanoTime, MeterRegistry meters) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.steps = new CounterFamily(
                        meters, "tidings.clock.steps", "Times that the machine's clock was set by a second or more")
                .by("direction", Direction.class);
        this.lookedAt = nanoTime.getAsLong();
        this.aheadMillis = clock.millis() - Duration.ofNanos(lookedAt).toMillis();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        long before = nanoTime.getAsLong();
        long now = clock.millis();
        if (before - lookedAt >= BETWEEN_LOOKS && nanoTime.getAsLong() - before <= LONGEST_LOOK) {
            compare(before, now);
        }
        return now;
    }

    private synchronized void compare(long nanos, long millis) {
        if (nanos - lookedAt < BETWEEN_LOOKS) {
            // Another thread has looked since.
            return;
        }
        long ahead = millis - Duration.ofNanos(nanos).toMillis();
        long step = ahead - aheadMillis;
        lookedAt = nanos;
        aheadMillis = ahead;
        if (Math.abs(step) >= STEP_MILLIS) {
            Direction direction = step > 0 ? Direction.FORWARD : Direction.BACK;
            steps.increment(direction);
            LOG.warn(
                    "the clock was set {} by {} ms: what is due is released by it all the same",
                    CounterFamily.lower(direction),
                    Math.abs(step));
        }
    }
}
