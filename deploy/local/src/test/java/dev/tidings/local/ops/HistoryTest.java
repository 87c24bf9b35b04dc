package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String NAME = "tidings_requests_repeats_total";
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final History history = new History(450);

    @Test
    void countsFromWhenAServiceWasFirstSeen() {
        at(0, NAME + " 100");
        at(2, NAME + " 107");

        assertThat(over(10).of(NAME)).isEqualTo(7);
    }

    @Test
    void goesOnCountingWhenAServiceBeginsAnew() {
        at(0, NAME + " 100");
        at(2, NAME + " 107");
        at(4, NAME + " 3");
        at(6, NAME + " 5");

        assertThat(over(10).of(NAME)).isEqualTo(7 + 3 + 2);
    }

    @Test
    void countsAllOfACounterThatCameLaterThanItsService() {
        at(0, "tidings_results_total{status=\"sent\"} 4");
        at(2, "tidings_results_total{status=\"sent\"} 5", "tidings_results_total{status=\"failed\"} 2");

        assertThat(over(10).by("tidings_results_total", "status"))
                .containsEntry("sent", 1.0)
                .containsEntry("failed", 2.0);
    }

    @Test
    void aCounterOfTheSameNameOfAnotherServiceIsAnother() {
        at(0, NAME + " 100");
        history.take(Service.FALLBACK, Metrics.of(NAME + " 3"));
        at(2, NAME + " 101");
        history.take(Service.FALLBACK, Metrics.of(NAME + " 5"));
        history.mark(START.plusSeconds(3));

        assertThat(over(10).of(NAME)).isEqualTo(3);
    }

    @Test
    void looksBackAsFarAsItIsAsked() {
        IntStream.rangeClosed(0, 30).forEach(second -> at(second, NAME + " " + 10 * second));

        Growth growth = over(10);

        assertThat(growth.of(NAME)).isEqualTo(100);
        assertThat(growth.rate(growth.of(NAME))).isEqualTo(10);
    }

    @Test
    void looksBackAsFarAsItCan() {
        at(0, NAME + " 0");
        at(4, NAME + " 8");

        Growth growth = over(300);

        assertThat(growth.rate(growth.of(NAME))).isEqualTo(2);
    }

    @Test
    void knowsNothingBeforeTheFirstLook() {
        assertThat(over(10).of(NAME)).isZero();
        assertThat(over(10).rate(over(10).of(NAME))).isZero();
    }

    @Test
    void hasNoRateAfterOneLook() {
        at(0, NAME + " 5");
        assertThat(over(10).rate(over(10).of(NAME))).isZero();
    }

    @Test
    void forgetsWhatIsOlderThanItsLength() {
        IntStream.rangeClosed(0, 2_000).forEach(look -> at(2L * look, NAME + " " + look));

        assertThat(over(Integer.MAX_VALUE).of(NAME)).isEqualTo(450);
    }

    @Test
    void takesNoMoreCountersThanItsBound() {
        String[] many = IntStream.range(0, 10_000)
                .mapToObj(i -> "tidings_x_total{recipient=\"" + i + "\"} ")
                .toArray(String[]::new);
        at(0, IntStream.range(0, many.length).mapToObj(i -> many[i] + "0").toArray(String[]::new));
        at(2, IntStream.range(0, many.length).mapToObj(i -> many[i] + "1").toArray(String[]::new));

        assertThat(over(10).of("tidings_x_total")).isEqualTo(5_000);
    }

    @Test
    void readsAShareOfAHistogramOffItsBuckets() {
        at(0, buckets(0, 0, 0, 0));
        at(2, buckets(50, 90, 100, 100));

        assertThat(quantile(0.5)).isEqualTo(0.1);
        assertThat(quantile(0.25)).isEqualTo(0.05);
        assertThat(quantile(0.9)).isEqualTo(1);
        assertThat(quantile(0.99)).isEqualTo(4.6, within(1e-9));
    }

    @Test
    void addsHistogramsUpThatDifferInOtherLabels() {
        at(
                0,
                "tidings_t_seconds_bucket{channel=\"a\",le=\"1.0\"} 0",
                "tidings_t_seconds_bucket{channel=\"a\",le=\"+Inf\"} 0");
        at(
                2,
                "tidings_t_seconds_bucket{channel=\"a\",le=\"1.0\"} 1",
                "tidings_t_seconds_bucket{channel=\"a\",le=\"+Inf\"} 1",
                "tidings_t_seconds_bucket{channel=\"b\",le=\"1.0\"} 1",
                "tidings_t_seconds_bucket{channel=\"b\",le=\"+Inf\"} 3");

        assertThat(over(10).quantile("tidings_t_seconds", 0.5)).hasValue(1);
    }

    @Test
    void isNoMoreThanTheLastBoundWhereAShareIsBeyondAll() {
        at(0, buckets(0, 0, 0, 0));
        at(2, buckets(0, 0, 1, 10));

        assertThat(quantile(0.99)).isEqualTo(5);
    }

    @Test
    void hasNoShareOfNothing() {
        at(0, buckets(1, 2, 3, 4));
        at(2, buckets(1, 2, 3, 4));

        assertThat(over(10).quantile("tidings_t_seconds", 0.5)).isEmpty();
        assertThat(over(10).quantile("tidings_unknown_seconds", 0.5)).isEmpty();
    }

    private double quantile(double share) {
        return over(10).quantile("tidings_t_seconds", share).orElseThrow();
    }

    private static String[] buckets(int... counts) {
        String[] bounds = {"0.1", "1.0", "5.0", "+Inf"};
        return IntStream.range(0, bounds.length)
                .mapToObj(i -> "tidings_t_seconds_bucket{le=\"" + bounds[i] + "\"} " + counts[i])
                .toArray(String[]::new);
    }

    private void at(long second, String... lines) {
        history.take(Service.SCHEDULER, Metrics.of(lines));
        history.mark(START.plusSeconds(second));
    }

    private Growth over(long seconds) {
        return history.over(Duration.ofSeconds(seconds));
    }
}
