package dev.tidings.testbed.bench.kit;

import java.time.Instant;
import java.util.List;

/**
 * What a benchmark leaves behind.
 *
 * @param bench which one: hold
 * @param commit of the sources, with a plus sign where they were changed since; "unknown" outside of a repository
 * @param date when it began
 * @param machine cores, memory, Java, load at the beginning, and the options that the figures depend on
 * @param measures the figures
 */
public record Report(String bench, String commit, Instant date, String machine, List<Measure> measures) {
    public Report {
        measures = List.copyOf(measures);
    }
}
