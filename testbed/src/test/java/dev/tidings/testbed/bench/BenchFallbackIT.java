package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.bench.kit.Measure;
import dev.tidings.testbed.bench.kit.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No figure is judged. */
class BenchFallbackIT {
    @TempDir
    private Path runDir;

    @Test
    void leadsToOneSmsEachWhereManyAreDecidedAtOnceAndWhereAChannelFailsForAll() throws IOException {
        Path json = new SmallBench(runDir)
                .run(
                        "fallback",
                        "--scenarios",
                        "deadlines,storm",
                        "--deadlines",
                        "300",
                        "--lead",
                        "12",
                        "--rounds",
                        "1",
                        "--rate",
                        "50",
                        "--seconds",
                        "3",
                        "--sms-limit",
                        "50",
                        "--partitions",
                        "4");

        List<Measure> measures = ReportJson.read(json).measures();
        assertThat(measures.stream().map(one -> one.scenario() + " " + one.subject() + " " + one.metric()))
                .contains(
                        "deadlines-cold tidings first_out_ms",
                        "deadlines-cold tidings last_out_ms",
                        "deadlines-cold fallback cpu_us_per_message",
                        "storm tidings sms_most_in_a_second",
                        "storm tidings rate_per_s");
        assertThat(measures.stream()
                        .filter(one -> List.of("early", "lost", "repeated", "repeated_decisions", "without_end")
                                .contains(one.metric()))
                        .filter(one -> one.value() != 0))
                .isEmpty();
    }
}
