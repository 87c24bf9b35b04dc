package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void percentilesAreByNearestRank() {
        double[] oneToHundred =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();

        assertThat(Percentiles.of(oneToHundred)).isEqualTo(new Percentiles(50, 99, 100));
    }

    @Test
    void oneValueIsAllOfThem() {
        assertThat(Percentiles.of(new double[] {7})).isEqualTo(new Percentiles(7, 7, 7));
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Percentiles.of(new double[0])).isEqualTo(Percentiles.NONE);
    }
}
