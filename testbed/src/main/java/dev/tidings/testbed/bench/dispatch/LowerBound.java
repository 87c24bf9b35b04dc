package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.Calls;
import java.time.Duration;

/** The time below which nobody comes: calls take as long as the provider does, and a recipient's come one after another. */
final class LowerBound {
    private LowerBound() {}

    /**
     * In seconds.
     *
     * @param inFlight calls that may be under way at once
     * @param latency of one call
     */
    static double seconds(Calls calls, int inFlight, Duration latency) {
        double one = latency.toNanos() / 1e9;
        return Math.max(calls.count() * one / inFlight, calls.busiest() * one);
    }

    /** The share of the measured time, to the last answer, that could not be saved. */
    static double efficiency(Calls calls, int inFlight, Duration latency) {
        double measured = calls.seconds() + latency.toNanos() / 1e9;
        return seconds(calls, inFlight, latency) / measured;
    }
}
