package dev.tidings.testbed.bench.hold;

import java.time.Duration;
import java.util.List;

/**
 * How large the scenarios are.
 *
 * @param inserts A: how many
 * @param steadyRate B: a second
 * @param steady B: for how long
 * @param costRate B2: a second
 * @param cost B2: for how long CPU is counted
 * @param burst C, E, G: how many are due in one millisecond
 * @param burstLead C, E, G: how long before that the first is inserted
 * @param warmUp B before anything is measured, for so long; zero: nothing is measured warm
 * @param pending D, G: how many more are held, in rising order
 * @param remembered R: how many ids are remembered
 * @param failover F: for how long each event is looked at
 * @param strippedWithin D, G: within which time what was released before has to be stripped, which is waited for; zero: it is not
 */
record Sizes(
        int inserts,
        int steadyRate,
        Duration steady,
        int costRate,
        Duration cost,
        int burst,
        Duration burstLead,
        Duration warmUp,
        List<Integer> pending,
        int remembered,
        Duration failover,
        Duration strippedWithin) {
    static final Sizes FULL = new Sizes(
            500_000,
            5_000,
            Duration.ofSeconds(60),
            2_000,
            Duration.ofSeconds(26),
            100_000,
            Duration.ofSeconds(12),
            Duration.ofSeconds(60),
            List.of(1_000_000, 10_000_000),
            5_000_000,
            Duration.ofSeconds(40),
            Duration.ofMinutes(10));

    /** One run of A to E takes less than five minutes. */
    static final Sizes QUICK = new Sizes(
            100_000,
            5_000,
            Duration.ofSeconds(10),
            2_000,
            Duration.ofSeconds(10),
            30_000,
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            List.of(200_000),
            200_000,
            Duration.ofSeconds(20),
            Duration.ZERO);

    Sizes {
        pending = pending.stream().sorted().toList();
    }
}
