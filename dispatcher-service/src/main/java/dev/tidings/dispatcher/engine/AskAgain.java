package dev.tidings.dispatcher.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When Kafka is asked again for what it did not tell: after a while that doubles from time to time, since each question that is not
 * answered keeps the poll thread. Belongs to the poll thread.
 */
final class AskAgain {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final DispatchMetrics metrics;
    private final InstantSource clock;
    private Duration wait = FIRST_WAIT;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;

    AskAgain(DispatchMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether it may be asked now; a clock that was set back prolongs no wait. */
    boolean isDue() {
        Instant now = clock.instant();
        return !now.isBefore(until) || now.isBefore(since);
    }

    /** It was asked for, in vain. */
    void failed(LookUp what) {
        metrics.lookUpFailed(what);
        since = clock.instant();
        until = since.plus(wait);
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    void answered() {
        wait = FIRST_WAIT;
        until = Instant.MIN;
    }
}
