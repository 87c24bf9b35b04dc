package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void eachScenarioAndSubjectHasALineAndEachMetricAColumn() {
        String table = Table.of(List.of(
                new Measure("B", "tidings", "lateness_p50_ms", List.of(7.125)),
                new Measure("B", "artemis", "lateness_p50_ms", List.of(0.5)),
                new Measure("C", "tidings", "last_out_ms", List.of(1234.4))));

        assertThat(table.lines())
                .containsExactly(
                        "scenario  subject  lateness_p50_ms  last_out_ms",
                        "B         tidings             7.13            -",
                        "B         artemis             0.50            -",
                        "C         tidings                -        1,234");
    }
}
