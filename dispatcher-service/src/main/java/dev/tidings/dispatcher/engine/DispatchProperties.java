package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.Backoff;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the lanes are worked off.
 *
 * @param maxInFlight most tasks that run at once, until they have their answer
 * @param accountInFlight most calls at once to an account, where it is the only one that has any; several get less each, so that some
 *     places stay free, unless this is nearly all of them. Absent: three quarters of max-in-flight
 * @param maxBuffered most tasks that wait in memory, shared evenly by the lanes
 * @param maxBufferedSize how large all tasks may be together, as they lie in Kafka, that wait or run, shared evenly by the lanes;
 *     in memory they take two to three times as much, and what one poll brings may come on top
 * @param lanes the lanes to serve, the one that goes first first
 * @param commitEvery how often the state of the partitions is committed
 * @param drainWithin how long tasks in flight may take to end at a shutdown; more than a call to a provider takes
 * @param stopWithin how long the whole process may take from SIGTERM on: webhooks, tasks in flight, the last commit, receipts, and what
 *     is being published; tasks in flight have what the rest leaves of it
 * @param backoffFirst longest wait before the second attempt
 * @param backoffLongest longest wait before any attempt
 * @param receiptWait how long the receipt of an uncertain attempt is waited for, where its channel's receipts name our own id
 */
@ConfigurationProperties("tidings.dispatch")
public record DispatchProperties(
        @DefaultValue("512") int maxInFlight,
        @Nullable Integer accountInFlight,
        @DefaultValue("4096") int maxBuffered,
        @DefaultValue("64MB") DataSize maxBufferedSize,
        @DefaultValue({"high", "normal", "bulk", "sms"}) List<Lane> lanes,
        @DefaultValue("200ms") Duration commitEvery,
        @DefaultValue("20s") Duration drainWithin,
        @DefaultValue("70s") Duration stopWithin,
        @DefaultValue("2s") Duration backoffFirst,
        @DefaultValue("5m") Duration backoffLongest,
        @DefaultValue("15s") Duration receiptWait) {
    /** What one poll may bring: a lane is paused before so many no longer fit. */
    static final int POLL_RECORDS = 256;

    public DispatchProperties {
        lanes = List.copyOf(lanes);
        check(maxInFlight >= 1 && maxInFlight <= 100_000, "max-in-flight", "1 to 100000", maxInFlight);
        check(
                accountInFlight == null || (accountInFlight >= 1 && accountInFlight <= maxInFlight),
                "account-in-flight",
                "1 to tidings.dispatch.max-in-flight",
                String.valueOf(accountInFlight));
        check(
                !lanes.isEmpty() && lanes.stream().distinct().count() == lanes.size(),
                "lanes",
                "lanes, each once",
                lanes);
        check(
                maxBuffered / lanes.size() >= 2 * POLL_RECORDS,
                "max-buffered",
                "at least " + 2 * POLL_RECORDS + " for each lane",
                maxBuffered);
        check(
                maxBufferedSize.toBytes() / lanes.size() >= Topics.MAX_RECORD_BYTES,
                "max-buffered-size",
                "at least 1MB for each lane",
                maxBufferedSize);
        check(
                between(commitEvery, Duration.ofMillis(10), Duration.ofSeconds(10)),
                "commit-every",
                "10ms to 10s",
                commitEvery);
        check(between(drainWithin, Duration.ZERO, Duration.ofSeconds(50)), "drain-within", "0s to 50s", drainWithin);
        Duration longestStop = drainWithin.plus(StopBudget.AFTER_CALLS);
        check(
                stopWithin.compareTo(longestStop) >= 0,
                "stop-within",
                "at least '" + longestStop + "': tidings.dispatch.drain-within and '" + StopBudget.AFTER_CALLS
                        + "' for what follows",
                stopWithin);
        check(
                between(backoffFirst, Duration.ofMillis(10), backoffLongest),
                "backoff-first",
                "10ms to tidings.dispatch.backoff-longest",
                backoffFirst);
        check(
                between(backoffLongest, backoffFirst, Duration.ofDays(1)),
                "backoff-longest",
                "at most 1d",
                backoffLongest);
        check(
                between(receiptWait, Duration.ofMillis(100), Duration.ofMinutes(10)),
                "receipt-wait",
                "100ms to 10m",
                receiptWait);
    }

    /** Where the time to drain is shorter than an attempt, every shutdown would leave attempts open. */
    void checkDrain(Duration answerWithin) {
        Duration attempt = TaskRunner.over(answerWithin);
        check(
                drainWithin.compareTo(attempt) >= 0,
                "drain-within",
                "at least '" + attempt + "', since tidings.egress.answer-within is '" + answerWithin + "'",
                drainWithin);
    }

    /** Webhooks may be answered for so long before anything else ends. */
    void checkStop(Duration webhooks) {
        check(
                stopWithin.compareTo(webhooks.plus(StopBudget.AFTER_CALLS)) >= 0,
                "stop-within",
                "at least '" + webhooks.plus(StopBudget.AFTER_CALLS)
                        + "', since spring.lifecycle.timeout-per-shutdown-phase is '" + webhooks + "'",
                stopWithin);
    }

    int mostForOneAccount() {
        return accountInFlight == null ? Math.max(1, maxInFlight - maxInFlight / 4) : accountInFlight;
    }

    Backoff backoff() {
        return new Backoff(backoffFirst, backoffLongest);
    }

    private static boolean between(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean good, String name, String allowed, Object value) {
        if (!good) {
            throw new IllegalArgumentException(
                    "tidings.dispatch." + name + " is to be " + allowed + ", not '" + value + "'");
        }
    }
}
