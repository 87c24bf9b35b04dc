package dev.tidings.local.ops;

import java.util.List;
import java.util.Map;

/**
 * One value of a page of metrics.
 *
 * @param name as Prometheus spells it, with its suffix
 * @param labels by their names
 * @param value may be infinite or no number
 */
record Reading(String name, Map<String, String> labels, double value) {
    private static final List<String> COUNTERS = List.of("_total", "_count", "_sum", "_bucket");

    Reading {
        labels = Map.copyOf(labels);
    }

    /** Whether it only ever grows until its process ends: Prometheus tells that by the name. */
    boolean isCounter() {
        return COUNTERS.stream().anyMatch(name::endsWith);
    }
}
