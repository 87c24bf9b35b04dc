package dev.tidings.testbed.endtoend;

import dev.tidings.testbed.broker.Patiently;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long after what provokes it each alert fires. Prometheus' own record tells: some fire for a few seconds only, and may have ended by
 * the time that somebody looks.
 */
final class Stopwatch {
    private final Prometheus prometheus;
    private final InstantSource clock;
    private final Instant began;
    private final Map<String, Instant> provoked = new HashMap<>();
    private final Map<String, Duration> times = new LinkedHashMap<>();

    Stopwatch(Prometheus prometheus, InstantSource clock) {
        this.prometheus = prometheus;
        this.clock = clock;
        began = clock.instant();
    }

    /** Counts for this one from now on; for others from the beginning. */
    void provoked(String alert) {
        provoked.put(alert, clock.instant());
    }

    /** Waits until each of them has fired. */
    void await(Collection<String> alerts) {
        Patiently.await("alerts that are to fire", () -> missing(alerts), Set::isEmpty);
    }

    private Set<String> missing(Collection<String> alerts) {
        Set<String> missing = new HashSet<>(alerts);
        missing.removeIf(this::hasFired);
        return missing;
    }

    private boolean hasFired(String alert) {
        Instant since = provoked.getOrDefault(alert, began);
        prometheus
                .firstFired(alert, secondsSince(since))
                .ifPresent(first -> times.putIfAbsent(alert, Duration.between(since, first)));
        return times.containsKey(alert);
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

    /** All that have fired since the beginning. */
    Set<String> alerts() {
        return prometheus.fired(secondsSince(began));
    }

    private long secondsSince(Instant then) {
        return Math.max(1, Duration.between(then, clock.instant()).toSeconds());
    }

    String table() {
        return times.entrySet().stream()
                .map(time -> "  %-34s %5.1f s%n"
                        .formatted(time.getKey(), time.getValue().toMillis() / 1000.0))
                .collect(Collectors.joining(
                        "", "Fired so long after it was provoked, by rules sixty times less patient:\n", ""));
    }
}
