package dev.tidings.testbed.bench.kit;

import java.util.Arrays;
import java.util.List;

/**
 * One figure of a report.
 *
 * @param scenario what was done: B
 * @param subject who did it: tidings
 * @param metric what was measured, its unit at the end: lateness_p99_ms
 * @param runs what each run gave, in their order; at least one
 */
public record Measure(String scenario, String subject, String metric, List<Double> runs) {
    public Measure {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(scenario + " " + subject + " " + metric + " has no run");
        }
    }

    /** The median of the runs: of an even number of them, the mean of the two in the middle. */
    public double value() {
        double[] sorted = runs.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
