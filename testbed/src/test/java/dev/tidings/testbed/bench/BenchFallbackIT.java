package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.bench.kit.Measure;
import dev.tidings.testbed.bench.kit.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No figure is judged. */
class BenchFallbackIT {
    @TempDir
    private Path runDir;

    @Test
    void leadsToOneSmsEachWhereAChannelFailsForAll() throws IOException {
        Path json = new SmallBench(runDir)
                .run(
                        "fallback",
                        "--scenarios",
                        "storm",
                        "--rate",
                        "50",
                        "--seconds",
                        "3",
                        "--sms-limit",
                        "50",
                        "--partitions",
                        "4");

        Map<String, Double> measures = ReportJson.read(json).measures().stream()
                .collect(Collectors.toMap(one -> one.subject() + " " + one.metric(), Measure::value));
        assertThat(measures).containsKeys("tidings sms_most_in_a_second", "tidings rate_per_s");
        assertThat(List.of("lost", "repeated", "repeated_decisions", "without_end"))
                .allSatisfy(metric -> assertThat(measures).containsEntry("tidings " + metric, 0.0));
    }
}
