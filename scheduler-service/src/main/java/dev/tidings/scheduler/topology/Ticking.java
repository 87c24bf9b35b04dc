package dev.tidings.scheduler.topology;

import dev.tidings.runtime.WatchedClock;
import dev.tidings.scheduler.hold.Budget;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * When a partition ticks, and how much a tick may do.
 *
 * @param least entries of a tick that is not behind
 * @param most entries of any tick
 * @param time of any tick: with a dozen partitions behind at once on one thread, a commit waits for a dozen of them
 * @param clock the wall clock
 * @param nanoTime a clock for differences, in nanoseconds
 * @param remembers how long an id is remembered after it has ended
 */
public record Ticking(
        int least, int most, Duration time, InstantSource clock, LongSupplier nanoTime, Duration remembers) {
    /** The usual bounds. */
    public static Ticking usual(InstantSource clock, LongSupplier nanoTime, Duration remembers) {
        return new Ticking(1_000, 16_000, Duration.ofMillis(15), clock, nanoTime, remembers);
    }

    /** The same by a clock that is watched. */
    Ticking watched(MeterRegistry meters) {
        return new Ticking(least, most, time, new WatchedClock(clock, nanoTime, meters), nanoTime, remembers);
    }

    Budget budget() {
        return new Budget(least, most, time, nanoTime);
    }
}
