package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatsTest {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int SEEDS = 2_000;

    private final ManualClock clock = new ManualClock(NOW);
    private double answered;
    private double longestMillis = Double.NaN;
    private Instant sentAt = Instant.MIN;
    private final Map<MetricName, KafkaMetric> metrics = metrics();
    private final Heartbeats heartbeats = new Heartbeats(metrics, clock);

    private Map<MetricName, KafkaMetric> metrics() {
        Map<MetricName, KafkaMetric> all = new HashMap<>();
        put(all, "heartbeat-total", () -> answered);
        put(all, "heartbeat-response-time-max", () -> longestMillis);
        put(
                all,
                "last-heartbeat-seconds-ago",
                () -> sentAt.equals(Instant.MIN)
                        ? -1
                        : (double) Duration.between(sentAt, clock.instant()).toSeconds());
        return all;
    }

    private static void put(Map<MetricName, KafkaMetric> all, String name, DoubleSupplier value) {
        MetricName key = new MetricName(name, "consumer-coordinator-metrics", "", Map.of());
        all.put(
                key,
                new KafkaMetric(
                        new Object(),
                        key,
                        (Measurable) (_, _) -> value.getAsDouble(),
                        new MetricConfig(),
                        Time.SYSTEM));
    }

    private Instant look(Duration passed) {
        clock.pass(passed);
        return heartbeats.knownAt();
    }

    private void send() {
        sentAt = clock.instant();
    }

    private void answer(long tookMillis) {
        answered++;
        longestMillis =
                Double.isNaN(longestMillis) ? (double) tookMillis : Math.max(longestMillis, (double) tookMillis);
    }

    @Test
    void knowNothingBeforeTheFirstAnswer() {
        send();
        assertThat(look(LOOK)).isEqualTo(Instant.MIN);
        assertThat(look(LOOK)).isEqualTo(Instant.MIN);
    }

    @Test
    void tellTheLookBeforeItWasSent() {
        look(LOOK);
        Instant before = clock.instant();
        clock.pass(Duration.ofMillis(20));
        send();
        look(Duration.ofMillis(30));
        answer(60);
        assertThat(look(LOOK)).isEqualTo(before);
    }

    @Test
    void stayWhereNoMoreIsAnswered() {
        send();
        answer(1);
        Instant known = look(LOOK);
        clock.pass(Duration.ofSeconds(2));
        send();
        assertThat(look(LOOK)).isEqualTo(known);
        assertThat(look(Duration.ofSeconds(3))).isEqualTo(known);
    }

    @Test
    void areNotHeldBackByOneSlowAnswer() {
        look(LOOK);
        send();
        for (int i = 0; i < 80; i++) {
            look(LOOK);
        }
        answer(4_000);
        look(LOOK);
        Instant before = clock.instant();
        send();
        answer(1);
        assertThat(look(LOOK)).isEqualTo(before);
    }

    @Test
    void areNotHeldBackByOneLostAnswer() {
        send();
        look(Duration.ofSeconds(2));
        send();
        look(Duration.ofSeconds(2));
        Instant before = clock.instant();
        send();
        answer(1);
        assertThat(look(LOOK)).isEqualTo(before.minusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat-total", "heartbeat-response-time-max", "last-heartbeat-seconds-ago"})
    void areRefusedWhereTheClientDoesNotTell(String name) {
        metrics.keySet().removeIf(key -> key.name().equals(name));
        assertThatThrownBy(() -> new Heartbeats(metrics, clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    /** Whole seconds hide that the last one is another than before. */
    @Test
    void noticeOneThatWasSentWhileNobodyLooked() {
        send();
        answer(1);
        look(Duration.ofMillis(950));
        clock.pass(Duration.ofMillis(1_050));
        Instant second = clock.instant();
        send();
        look(Duration.ofMillis(100));
        clock.pass(Duration.ofMillis(1_900));
        send();
        look(Duration.ofMillis(50));
        answer(Duration.between(second, clock.instant()).toMillis());
        assertThat(look(LOOK)).isBeforeOrEqualTo(second);
    }

    @Test
    void areAsFreshAsTheLastAnswerWhereAllIsWell() {
        for (int i = 0; i < 400; i++) {
            if (i % 40 == 0) {
                send();
                answer(1);
            }
            Instant known = look(LOOK);
            assertThat(known).isAfterOrEqualTo(clock.instant().minus(Duration.ofMillis(2_101)));
        }
    }

    /** Sent every two seconds, or sooner after one that has failed; answered in their order, some slowly, some never; at times nobody looks. */
    @Test
    void neverTellMoreThanWhenTheLastOneThatWasAnsweredWasSent() {
        for (long seed = 0; seed < SEEDS; seed++) {
            new HeartbeatsTest().live(seed);
        }
    }

    private void live(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Deque<Instant> underWay = new ArrayDeque<>();
        Instant next = NOW;
        Instant latest = Instant.MIN;
        int silent = 0;
        int told = 0;
        for (int i = 0; i < 1_500; i++) {
            clock.pass(Duration.ofMillis(random.nextInt(1, 60)));
            Instant now = clock.instant();
            if (!now.isBefore(next)) {
                send();
                underWay.addLast(now);
                next = now.plusSeconds(2);
            }
            if (!underWay.isEmpty() && random.nextInt(random.nextInt(20) == 0 ? 1 : 40) == 0) {
                latest = underWay.removeFirst();
                answer(Duration.between(latest, now).toMillis());
            } else if (!underWay.isEmpty() && isLost(underWay.getFirst(), now, random)) {
                // The connection is lost, and with it all that is under way.
                underWay.clear();
                next = now.plusMillis(random.nextInt(50, 1_000));
            }
            silent = silent > 0 ? silent - 1 : random.nextInt(200) == 0 ? random.nextInt(30, 120) : 0;
            if (silent == 0) {
                Instant known = heartbeats.knownAt();
                assertThat(known).as("seed %d, step %d", seed, i).isBeforeOrEqualTo(latest);
                told += !known.equals(Instant.MIN) && !known.isBefore(latest.minusSeconds(5)) ? 1 : 0;
            }
        }
        assertThat(told)
                .as("seed %d: often it is known to within a few seconds", seed)
                .isGreaterThan(300);
    }

    /** By chance, or since a session has passed. */
    private static boolean isLost(Instant sent, Instant now, SplittableRandom random) {
        return random.nextInt(400) == 0 || now.isAfter(sent.plusSeconds(6));
    }
}
