package dev.tidings.dispatcher.engine;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How long tasks wait from their start until a thread runs them, by lane: for a processor. Safe for use by many threads. */
final class StartWaits {
    private final ConcurrentMap<Lane, Sum> sums = new ConcurrentHashMap<>();

    private record Sum(long count, long nanos) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, nanos + other.nanos);
        }
    }

    void waited(Lane lane, long nanos) {
        sums.merge(lane, new Sum(1, nanos), Sum::plus);
    }

    /** How long on average since this was asked last; a lane of which none ran is missing. */
    Map<Lane, Duration> take() {
        Map<Lane, Duration> averages = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            Sum sum = sums.remove(lane);
            if (sum != null) {
                averages.put(lane, Duration.ofNanos(sum.nanos() / sum.count()));
            }
        }
        return averages;
    }
}
