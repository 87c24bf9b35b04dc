package dev.tidings.local.ops;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What is drawn for one time.
 *
 * @param values those that there are; the others are gaps
 */
record Point(Instant at, Map<Plot, Double> values) {
    Point {
        values = Map.copyOf(values);
    }

    /** @param answering the services that were not missed */
    static Point of(Instant at, History history, Set<Service> answering) {
        Map<Plot, Double> values = new EnumMap<>(Plot.class);
        for (Plot plot : Plot.values()) {
            if (answering.contains(plot.service())) {
                plot.value(history).ifPresent(value -> values.put(plot, value));
            }
        }
        return new Point(at, values);
    }
}
