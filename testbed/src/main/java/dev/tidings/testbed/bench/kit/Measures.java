package dev.tidings.testbed.bench.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what the runs give. Not safe for use by several threads. */
public final class Measures {
    private final Map<Name, List<Double>> runs = new LinkedHashMap<>();

    private record Name(String scenario, String subject, String metric) {}

    /**
     * Adds one run's figure.
     *
     * @throws IllegalArgumentException where it is no number, which JSON could not hold
     */
    public void add(String scenario, String subject, String metric, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(scenario + " " + subject + " " + metric + " is " + value);
        }
        runs.computeIfAbsent(new Name(scenario, subject, metric), _ -> new ArrayList<>())
                .add(value);
    }

    /** Adds all runs of figures that were measured elsewhere. */
    public void addAll(List<Measure> measures) {
        measures.forEach(one -> one.runs().forEach(run -> add(one.scenario(), one.subject(), one.metric(), run)));
    }

    /** In the order in which they first came. */
    public List<Measure> all() {
        return runs.entrySet().stream()
                .map(e -> new Measure(
                        e.getKey().scenario(), e.getKey().subject(), e.getKey().metric(), e.getValue()))
                .toList();
    }
}
