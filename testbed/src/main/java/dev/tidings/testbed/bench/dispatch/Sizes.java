package dev.tidings.testbed.bench.dispatch;

import java.time.Duration;

/**
 * How large the scenarios are.
 *
 * @param tasks how many lie in the lane when a subject starts: the second half is what counts, and the compiler still works
 *     after a minute
 * @param recipients among whom they are drawn
 * @param inFlight calls that may be under way at once
 * @param longest how long a subject may take for all tasks; one that is slower is measured by what it did until then
 * @param liveRate hanging-account, hanging-provider, limited-account and bulk-backlog: tasks a second, all accounts together
 * @param live for how long they come, undisturbed and then disturbed
 * @param warmUp for how long they come before
 * @param backlog bulk-backlog: tasks that lie in the bulk lane while it is disturbed
 */
record Sizes(
        int tasks,
        int recipients,
        int inFlight,
        Duration longest,
        int liveRate,
        Duration live,
        Duration warmUp,
        int backlog) {
    static final Sizes FULL = new Sizes(
            300_000,
            1_000,
            1_000,
            Duration.ofSeconds(180),
            2_000,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            1_000_000);

    /** One run of these takes a few minutes. */
    static final Sizes QUICK = new Sizes(
            10_000, 1_000, 1_000, Duration.ofSeconds(15), 500, Duration.ofSeconds(5), Duration.ofSeconds(5), 40_000);
}
