package dev.tidings.local.ops;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How much the counters of all services grew over one span of time. */
final class Growth {
    private final Function<String, Stream<Reading>> byName;
    private final Duration span;

    /**
     * The growth over a span.
     *
     * @param byName each counter of a name, with what it grew by
     */
    Growth(Function<String, Stream<Reading>> byName, Duration span) {
        this.byName = byName;
        this.span = span;
    }

    double of(String name) {
        return of(name, _ -> true);
    }

    /** @param wanted labels of the counters that are added up */
    double of(String name, Predicate<Map<String, String>> wanted) {
        return byName.apply(name)
                .filter(reading -> wanted.test(reading.labels()))
                .mapToDouble(Reading::value)
                .sum();
    }

    double of(String name, String label, String value) {
        return of(name, labels -> value.equals(labels.get(label)));
    }

    /** By one of the labels, counters that share one added up. */
    Map<String, Double> by(String name, String label) {
        Map<String, Double> sums = new TreeMap<>();
        byName.apply(name)
                .forEach(reading -> sums.merge(reading.labels().getOrDefault(label, ""), reading.value(), Double::sum));
        return sums;
    }

    /** Per second; 0 over no time. */
    double rate(double growth) {
        return span.isPositive() ? growth * 1000 / span.toMillis() : 0;
    }

    /**
     * The value that this share of a histogram's observations does not exceed, taken as spread evenly within its bucket, as Prometheus does; the
     * last bound where it is beyond all; empty where nothing was observed.
     *
     * @param name without _bucket
     */
    OptionalDouble quantile(String name, double share) {
        TreeMap<Double, Double> upTo = new TreeMap<>();
        by(name + "_bucket", "le").forEach((le, count) -> bound(le).ifPresent(bound -> upTo.put(bound, count)));
        double rank = share * upTo.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        if (!(rank > 0)) {
            return OptionalDouble.empty();
        }
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            double upper = bucket.getKey();
            if (bucket.getValue() >= rank && Double.isFinite(upper)) {
                return OptionalDouble.of(lower + (upper - lower) * (rank - below) / (bucket.getValue() - below));
            }
            if (Double.isFinite(upper)) {
                lower = upper;
                below = bucket.getValue();
            }
        }
        return OptionalDouble.of(lower);
    }

    private static OptionalDouble bound(String le) {
        try {
            return OptionalDouble.of(le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
