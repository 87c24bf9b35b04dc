package dev.tidings.testbed.endtoend;

import dev.tidings.testbed.broker.Patiently;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How long after what provokes it each alert fires. */
final class Stopwatch {
    private final Prometheus prometheus;
    private final Map<String, Duration> times = new LinkedHashMap<>();
    private long provoked = System.nanoTime();

    Stopwatch(Prometheus prometheus) {
        this.prometheus = prometheus;
    }

    /** What comes next is provoked now. */
    void provoked() {
        provoked = System.nanoTime();
    }

    /** Waits until each of them has fired. */
    void await(Collection<String> alerts) {
        Patiently.await("alerts that fire", () -> missing(alerts), Set::isEmpty);
    }

    private Set<String> missing(Collection<String> alerts) {
        Set<String> missing = new HashSet<>(alerts);
        for (String alert : prometheus.firing()) {
            times.putIfAbsent(alert, Duration.ofNanos(System.nanoTime() - provoked));
        }
        missing.removeAll(times.keySet());
        return missing;
    }

    /** Waits until none of them fires any more. */
    void awaitQuiet(Collection<String> alerts) {
        Patiently.await(
                "the end of " + alerts,
                () -> {
                    Set<String> firing = new HashSet<>(prometheus.firing());
                    firing.retainAll(alerts);
                    return firing;
                },
                Set::isEmpty);
    }

    Set<String> alerts() {
        return times.keySet();
    }

    String table() {
        return times.entrySet().stream()
                .map(time -> "  %-34s %5.1f s%n"
                        .formatted(time.getKey(), time.getValue().toMillis() / 1000.0))
                .collect(Collectors.joining(
                        "", "Fired so long after it was provoked, by rules sixty times less patient:\n", ""));
    }
}
