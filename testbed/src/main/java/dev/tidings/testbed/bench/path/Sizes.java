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
    static final Sizes FULL =
            new Sizes(1_000, Duration.ofSeconds(30), Duration.ofSeconds(30), 100_000, 0, Duration.ofSeconds(180));

    /** One run of these takes less than three minutes. */
    static final Sizes QUICK =
            new Sizes(1_000, Duration.ofSeconds(10), Duration.ofSeconds(15), 30_000, 0, Duration.ofSeconds(60));
}
