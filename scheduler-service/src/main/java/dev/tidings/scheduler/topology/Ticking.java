package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.Budget;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a tick of one partition may do.
 *
 * @param least entries of a tick that is not behind
 * @param most entries of any tick
 * @param time of any tick: with a dozen partitions behind at once on one thread, a commit waits for a dozen of them
 * @param nanoTime a clock for differences, in nanoseconds
 * @param remembers how long an id is remembered after it has ended
 */
public record Ticking(int least, int most, Duration time, LongSupplier nanoTime, Duration remembers) {
    /** The usual bounds. */
    public static Ticking usual(LongSupplier nanoTime, Duration remembers) {
        return new Ticking(1_000, 16_000, Duration.ofMillis(15), nanoTime, remembers);
    }

    Budget budget() {
        return new Budget(least, most, time, nanoTime);
    }
}
