package dev.tidings.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"order-1, PT10M, PT2M51.343S", "order-2, PT10M, PT6M40.287S", "order-1, PT24H, PT6H51M13.436S"})
    void staysWhatItWasWhenItWasWrittenDown(String id, Duration span, Duration moved) {
        assertThat(Spread.of(id, span)).isEqualTo(moved);
    }

    @Test
    void movesNothingWithoutASpan() {
        assertThat(Spread.of("order-1", null)).isZero();
        assertThat(Spread.of("order-1", Duration.ZERO)).isZero();
    }

    @Test
    void staysWithinTheSpan() {
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> Spread.of("order-" + i, Duration.ofMillis(3))))
                .allMatch(moved -> !moved.isNegative() && moved.toMillis() < 3);
    }

    @Test
    void isEvenForIdsThatAreCounted() {
        int[] perMinute = new int[60];
        IntStream.range(0, 60_000)
                .forEach(i -> perMinute[(int) Spread.of("order-" + i, HOUR).toMinutes()]++);

        // A thousand each; four standard deviations of a binomial distribution are 126.
        assertThat(IntStream.of(perMinute)).allMatch(sends -> sends > 874 && sends < 1_126);
    }
}
