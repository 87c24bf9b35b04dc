package dev.tidings.dispatcher.engine;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long tasks wait from their start until a thread runs them, by lane: for a processor. Safe for use by many threads, none of which
 * waits for another: a task that did so would wait for a processor once more.
 */
final class StartWaits {
    private final Map<Lane, Sum> sums =
            Arrays.stream(Lane.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new Sum()));

    private static final class Sum {
        final LongAdder nanos = new LongAdder();
        final LongAdder count = new LongAdder();
    }

    void waited(Lane lane, long nanos) {
        Sum its = Objects.requireNonNull(sums.get(lane), "every lane has one");
        its.nanos.add(nanos);
        its.count.increment();
    }

    /** How long on average since this was asked last; a lane of which none ran is missing. Who comes meanwhile may count in part. */
    Map<Lane, Duration> take() {
        Map<Lane, Duration> averages = new EnumMap<>(Lane.class);
        sums.forEach((lane, its) -> {
            long count = its.count.sumThenReset();
            long nanos = its.nanos.sumThenReset();
            if (count > 0) {
                averages.put(lane, Duration.ofNanos(nanos / count));
            }
        });
        return averages;
    }
}
