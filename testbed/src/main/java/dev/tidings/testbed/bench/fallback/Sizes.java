package dev.tidings.testbed.bench.fallback;

import java.time.Duration;

/**
 * How large the scenarios are.
 *
 * @param deadlines deadlines: how many come at once
 * @param lead deadlines: how long before all of it is published
 * @param rounds deadlines: how often, in the same processes: the first is cold, and the last counts as warm
 * @param watches open: how many
 * @param rate storm: requests a second
 * @param span storm: for how long
 * @param smsLimit storm: SMS a second that the account allows
 * @param longest storm: how long all of it may take
 */
record Sizes(
        int deadlines,
        Duration lead,
        int rounds,
        int watches,
        int rate,
        Duration span,
        int smsLimit,
        Duration longest) {
    static final Sizes FULL = new Sizes(
            20_000, Duration.ofSeconds(40), 4, 1_000_000, 1_000, Duration.ofSeconds(60), 500, Duration.ofMinutes(15));

    /** One run of these takes less than three minutes. */
    static final Sizes QUICK = new Sizes(
            2_000, Duration.ofSeconds(15), 2, 20_000, 200, Duration.ofSeconds(10), 100, Duration.ofMinutes(3));

    /** Requests of the storm. */
    int storm() {
        return Math.toIntExact(rate * span.toSeconds());
    }
}
