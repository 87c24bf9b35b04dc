package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
    @Test
    void theValueIsTheMedianOfTheRunsInAnyOrder() {
        assertThat(new Measure("B", "tidings", "lateness_p99_ms", List.of(74.9, 70.2, 71.0)).value())
                .isEqualTo(71.0);
        assertThat(new Measure("B", "tidings", "lateness_p99_ms", List.of(4.0, 1.0, 3.0, 2.0)).value())
                .isEqualTo(2.5);
    }

    @Test
    void theRunsOfOneNameAreCollectedInTheirOrder() {
        Measures measures = new Measures();
        measures.add("B", "tidings", "early", 0);
        measures.add("C", "tidings", "early", 1);
        measures.add("B", "tidings", "early", 2);

        assertThat(measures.all())
                .containsExactly(
                        new Measure("B", "tidings", "early", List.of(0.0, 2.0)),
                        new Measure("C", "tidings", "early", List.of(1.0)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new Measures().add("B", "tidings", "rate_per_s", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate_per_s");
    }
}
