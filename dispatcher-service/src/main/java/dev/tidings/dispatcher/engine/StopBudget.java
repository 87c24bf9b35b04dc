package dev.tidings.dispatcher.engine;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The time from SIGTERM until the process is gone, for all phases of its end together: webhooks that are being answered, calls, the
 * last commit and the group, receipts, what is being published, spans. What an early phase leaves, the calls may have; what it takes,
 * they lose: all others take no longer than is kept for them. Safe for use by many threads.
 */
final class StopBudget implements ApplicationListener<ContextClosedEvent> {
    /** The last commit, and leaving the group. */
    private static final Duration LEAVING = Duration.ofSeconds(7);

    /** Receipts: their Kafka Streams client. */
    private static final Duration RECEIPTS = Duration.ofSeconds(11);

    /** What is being published. */
    private static final Duration PUBLISHING = Duration.ofSeconds(4);

    /** Spans, where the collector is away. */
    private static final Duration SPANS = Duration.ofSeconds(3);

    private static final Duration AFTER_LEAVING = RECEIPTS.plus(PUBLISHING).plus(SPANS);

    /** What is kept for all that follows the calls. */
    static final Duration AFTER_CALLS = LEAVING.plus(AFTER_LEAVING);

    private final Duration within;
    private final Duration drainWithin;
    private final LongSupplier nanos;
    private volatile @Nullable Long end;

    /** @param nanos a clock that is never set */
    StopBudget(DispatchProperties properties, LongSupplier nanos) {
        this.within = properties.stopWithin();
        this.drainWithin = properties.drainWithin();
        this.nanos = nanos;
    }

    /** It counts from the first on: a context within the application is closed with it. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        begin();
    }

    synchronized void begin() {
        if (end == null) {
            end = nanos.getAsLong() + within.toNanos();
        }
    }

    /** For calls that are under way. */
    Duration draining() {
        return atMost(drainWithin, AFTER_CALLS);
    }

    /** For the poll thread's end: calls, the last commit, and the group. */
    Duration leaving() {
        return atMost(drainWithin.plus(LEAVING), AFTER_LEAVING);
    }

    /** For what is being published. */
    Duration publishing() {
        return atMost(PUBLISHING, SPANS);
    }

    private Duration atMost(Duration wanted, Duration kept) {
        Long until = end;
        if (until == null) {
            return wanted;
        }
        Duration left = Duration.ofNanos(until - nanos.getAsLong()).minus(kept);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(wanted) < 0 ? left : wanted;
    }
}
