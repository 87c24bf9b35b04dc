package dev.tidings.runtime;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * The time for Kafka Streams' own schedule: it begins with the wall clock's and then passes evenly. A wall clock that is set
 * back would keep every punctuation waiting until it has caught up.
 */
final class SteadyTime implements Time {
    private final long beganAt = Time.SYSTEM.milliseconds();
    private final long beganNanos = Time.SYSTEM.nanoseconds();

    @Override
    public long milliseconds() {
        return beganAt + (Time.SYSTEM.nanoseconds() - beganNanos) / 1_000_000;
    }

    @Override
    public long nanoseconds() {
        return Time.SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadline) throws InterruptedException {
        Time.SYSTEM.waitObject(object, condition, Time.SYSTEM.milliseconds() + Math.max(0, deadline - milliseconds()));
    }
}
