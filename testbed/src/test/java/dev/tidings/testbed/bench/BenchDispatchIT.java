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

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No rate is judged. */
class BenchDispatchIT {
    @TempDir
    private Path runDir;

    @Test
    void measuresTidingsBesideTheHttpClientAlone() throws IOException {
        Path json = new SmallBench(runDir).run("dispatch", "--scenarios", "cpu", "--tasks", "300", "--partitions", "4");

        Map<String, Double> measures = ReportJson.read(json).measures().stream()
                .collect(Collectors.toMap(one -> one.subject() + " " + one.metric(), Measure::value));
        assertThat(measures)
                .containsKeys(
                        "http-client rate_per_s",
                        "tidings rate_per_s",
                        "tidings cpu_us_per_message",
                        "tidings share_of_http_client");
        assertThat(List.of("repeated", "not_called", "without_result", "out_of_order"))
                .allSatisfy(metric -> assertThat(measures).containsEntry("tidings " + metric, 0.0));
    }
}
