package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTextTest {
    @Test
    void readsNamesLabelsAndValuesInTheirOrder() {
        assertThat(MetricsText.read("""
                # HELP tidings_hold_pending What waits
                # TYPE tidings_hold_pending gauge
                tidings_hold_pending{lane="high"} 12.0
                tidings_hold_pending{lane="bulk",} 1.5E3
                tidings_requests_repeats_total 3 1395066363000
                """))
                .containsExactly(
                        new Reading("tidings_hold_pending", Map.of("lane", "high"), 12),
                        new Reading("tidings_hold_pending", Map.of("lane", "bulk"), 1500),
                        new Reading("tidings_requests_repeats_total", Map.of(), 3));
    }

    @Test
    void readsWhatIsEscapedInALabel() {
        assertThat(MetricsText.read("tidings_x{a=\"q\\\"} 1 \\\\ \\n\",b=\"{}\"} 2"))
                .containsExactly(new Reading("tidings_x", Map.of("a", "q\"} 1 \\ \n", "b", "{}"), 2));
    }

    @Test
    void readsWhatIsNoFiniteNumber() {
        assertThat(MetricsText.read("tidings_a NaN\ntidings_b +Inf\ntidings_c -Inf"))
                .extracting(Reading::value)
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void leavesOutOtherProgramsMetrics() {
        assertThat(MetricsText.read("jvm_threads_live_threads 40\nkafka_producer_x{a=\"b\"} 1\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tidings_x",
                "tidings_x ",
                "tidings_x one",
                "tidings_x{a=\"b\"",
                "tidings_x{a=\"b} 1",
                "tidings_x{a=b} 1",
                "tidings_x{=\"b\"} 1",
                "tidings_x{a=\"b\"c=\"d} 1",
                "tidings_x{a=\"b\"} 1 2 3",
                "tidings_x{a=\"b\\\"} 1",
                "tidings_x{{a=\"b\"}} 1",
                "tidings_x-y 1"
            })
    void leavesOutALineThatIsBroken(String line) {
        assertThat(MetricsText.read(line + "\ntidings_good 1"))
                .containsExactly(new Reading("tidings_good", Map.of(), 1));
    }

    @Test
    void readsALongLineInOneGo() {
        String value = "x\\\\".repeat(100_000);
        assertThat(MetricsText.read("tidings_x{a=\"" + value + "\"} 1\n" + "tidings_" + "{".repeat(100_000) + "\n"))
                .hasSize(1);
    }
}
