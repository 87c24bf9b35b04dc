package dev.tidings.local.ops;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What one service's metrics were at one time.
 *
 * @param all every value
 */
record Readings(List<Reading> all) {
    static final Readings NONE = new Readings(List.of());

    Readings {
        all = List.copyOf(all);
    }

    /** The sum of all values of that name; 0 where there are none. */
    double sum(String name) {
        return values(name).sum();
    }

    /** The least value of that name; empty where there is none. */
    OptionalDouble least(String name) {
        return values(name).min();
    }

    /** The sum of all values of that name but those with this label; 0 where there are none. */
    double sumWithout(String name, String label, String value) {
        return known(name)
                .filter(reading -> !value.equals(reading.labels().get(label)))
                .mapToDouble(Reading::value)
                .sum();
    }

    /** Values of that name by one of their labels, those that share one added up. */
    Map<String, Double> by(String name, String label) {
        Map<String, Double> sums = new TreeMap<>();
        known(name)
                .forEach(reading -> sums.merge(reading.labels().getOrDefault(label, ""), reading.value(), Double::sum));
        return sums;
    }

    private DoubleStream values(String name) {
        return known(name).mapToDouble(Reading::value);
    }

    /** No number stands for a value that the service does not have. */
    private Stream<Reading> known(String name) {
        return all.stream().filter(reading -> reading.name().equals(name) && Double.isFinite(reading.value()));
    }
}
