package dev.tidings.testbed.bench.kit;

import java.util.Arrays;

/**
 * How long things took, or how late they were, in milliseconds; below zero: early. Percentiles are by nearest rank: each is a
 * time that was seen.
 */
public record Percentiles(double p50, double p99, double max) {
    public static final Percentiles NONE = new Percentiles(0, 0, 0);

    /** Of these times in any order. */
    public static Percentiles of(double[] millis) {
        if (millis.length == 0) {
            return NONE;
        }
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static double rank(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
