package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenessTest {
    @Test
    void percentilesAreByNearestRank() {
        double[] oneToHundred =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        assertThat(Lateness.of(oneToHundred)).isEqualTo(new Lateness(50, 99, 100));
    }

    @Test
    void oneValueIsAllOfThem() {
        assertThat(Lateness.of(new double[] {7})).isEqualTo(new Lateness(7, 7, 7));
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Lateness.of(new double[0])).isEqualTo(Lateness.NONE);
    }
}
