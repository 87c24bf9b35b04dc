package dev.tidings.runtime;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Whether all of the process's topologies are as they should be, and the state of each. */
final class StreamsHealth implements HealthIndicator {
    private final ObjectProvider<StreamsRunner> runners;
    private final Predicate<StreamsRunner> good;
    private final Status otherwise;

    private StreamsHealth(ObjectProvider<StreamsRunner> runners, Predicate<StreamsRunner> good, Status otherwise) {
        this.runners = runners;
        this.good = good;
        this.otherwise = otherwise;
    }

    static StreamsHealth alive(ObjectProvider<StreamsRunner> runners) {
        return new StreamsHealth(runners, StreamsRunner::isAlive, Status.DOWN);
    }

    static StreamsHealth ready(ObjectProvider<StreamsRunner> runners) {
        return new StreamsHealth(runners, StreamsRunner::isReady, Status.OUT_OF_SERVICE);
    }

    @Override
    public Health health() {
        Map<String, Object> states =
                runners.stream().collect(Collectors.toMap(StreamsRunner::name, StreamsRunner::describe));
        return Health.status(runners.stream().allMatch(good) ? Status.UP : otherwise)
                .withDetails(states)
                .build();
    }
}
