package dev.tidings.dispatcher.engine;

import dev.tidings.runtime.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The membership as the consumer's heartbeats show it. The client tells how many were answered, how long an answer has taken at most
 * lately, and how long ago the last was sent. Of one that was answered it follows twice when it was sent at the earliest: that long before
 * the answer came, and, since they are answered in their order, when the first was sent that waited for an answer. The later counts: after
 * a single slow answer the first says little for a minute, after a lost one the second. An answer that refuses counts like any other:
 * the client does not tell them apart.
 */
final class Heartbeats implements Membership {
    private static final String GROUP = "consumer-coordinator-metrics";

    /** Where a session passes without an answer, the client breaks off the connection: whoever waits for so long was lost with it. */
    private static final Duration LOST = KafkaSettings.SURELY_A_MEMBER.multipliedBy(2);

    private final Metric answers;
    private final Metric longestMillis;
    private final Metric sentSecondsAgo;
    private final InstantSource clock;

    /** When those without an answer were sent at the earliest, in their order. */
    private final Deque<Instant> unanswered = new ArrayDeque<>();

    private double answered;
    private double secondsAgo;
    private Instant lookedAt;
    private Instant knownAt = Instant.MIN;

    /**
     * Of a consumer that belongs to a group.
     *
     * @param metrics the consumer's
     * @throws IllegalStateException where one of the metrics is missing
     */
    Heartbeats(Map<MetricName, ? extends Metric> metrics, InstantSource clock) {
        this.answers = metric(metrics, "heartbeat-total");
        this.longestMillis = metric(metrics, "heartbeat-response-time-max");
        this.sentSecondsAgo = metric(metrics, "last-heartbeat-seconds-ago");
        this.clock = clock;
        this.answered = value(answers);
        this.secondsAgo = value(sentSecondsAgo);
        this.lookedAt = clock.instant();
    }

    private static Metric metric(Map<MetricName, ? extends Metric> metrics, String name) {
        for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
            if (entry.getKey().group().equals(GROUP) && entry.getKey().name().equals(name)) {
                return entry.getValue();
            }
        }
        throw new IllegalStateException("this version of the Kafka client has no metric " + name + " in " + GROUP
                + ": whether the group still knows this process cannot be told");
    }

    private static double value(Metric metric) {
        return (double) metric.metricValue();
    }

    @Override
    public Instant knownAt() {
        Instant before = lookedAt;
        lookedAt = clock.instant();
        // The answers first: what is sent meanwhile has none yet.
        double now = value(answers);
        noteSent(before, Duration.between(before, lookedAt));
        for (; answered < now; answered++) {
            know(before.minusMillis(longest()));
            Instant sent = unanswered.pollFirst();
            if (sent != null) {
                know(sent);
            }
        }
        return knownAt;
    }

    /** Rather one too many than one too few: then an answer is taken for that of an earlier one. */
    private void noteSent(Instant before, Duration passed) {
        double ago = value(sentSecondsAgo);
        // It is told in whole seconds. One that follows sooner, since the one before has failed, may be missed: that
        // one is then
        // taken for both.
        boolean wasSent = ago >= 0 && (secondsAgo < 0 || ago < secondsAgo + passed.toSeconds());
        for (long sent = 0; wasSent && sent <= passed.dividedBy(KafkaSettings.HEARTBEAT); sent++) {
            unanswered.addLast(before);
        }
        secondsAgo = ago;
        while (!unanswered.isEmpty() && unanswered.getFirst().isBefore(before.minus(LOST))) {
            unanswered.removeFirst();
        }
    }

    /** In milliseconds. */
    private long longest() {
        double millis = value(longestMillis);
        // It is not a number where the client has forgotten it already.
        return millis >= 0 ? (long) Math.ceil(millis) : LOST.toMillis();
    }

    private void know(Instant earliest) {
        knownAt = earliest.isAfter(knownAt) ? earliest : knownAt;
    }
}
