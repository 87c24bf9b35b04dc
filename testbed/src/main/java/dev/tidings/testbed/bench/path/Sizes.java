package dev.tidings.testbed.bench.path;

import java.time.Duration;

/**
 * How large the scenarios are.
 *
 * @param rate immediate: requests a second
 * @param span immediate: for how long
 * @param warmUp immediate: for how long before
 * @param burst sustained: requests that are published at once
 * @param pending requests that are held meanwhile, and not due for days
 * @param longest sustained: how long all of them may take
 */
record Sizes(int rate, Duration span, Duration warmUp, int burst, int pending, Duration longest) {
    /** Five virtual machines compile for two minutes, on two cores, before a message costs what it will cost. */
    static final Sizes FULL =
            new Sizes(1_000, Duration.ofSeconds(30), Duration.ofSeconds(120), 200_000, 0, Duration.ofSeconds(300));

    /** One run of these takes less than three minutes. */
    static final Sizes QUICK =
            new Sizes(1_000, Duration.ofSeconds(10), Duration.ofSeconds(15), 30_000, 0, Duration.ofSeconds(60));
}
