package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Percentiles;

/**
 * What became of a batch.
 *
 * @param expected holds that were to be released
 * @param lateness of those that were
 * @param early seen before they were due
 * @param lost never seen
 * @param repeated seen again, or though cancelled
 */
record Tally(int expected, Percentiles lateness, int early, int lost, int repeated) {
    /** Whether each came once, and none before its time. */
    boolean clean() {
        return early == 0 && lost == 0 && repeated == 0;
    }
}
