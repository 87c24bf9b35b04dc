package dev.tidings.testbed.bench.hold;

import java.util.Arrays;

/**
 * How late releases were, in milliseconds; below zero: early. Percentiles are by nearest rank: each is a lateness that was
 * seen.
 */
record Lateness(double p50, double p99, double max) {
    static final Lateness NONE = new Lateness(0, 0, 0);

    /** Of these latenesses in any order. */
    static Lateness of(double[] millis) {
        if (millis.length == 0) {
            return NONE;
        }
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Lateness(rank(sorted, 0.50), rank(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static double rank(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
