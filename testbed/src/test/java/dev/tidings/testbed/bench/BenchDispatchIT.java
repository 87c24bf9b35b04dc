package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.bench.kit.Measure;
import dev.tidings.testbed.bench.kit.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No rate is judged. */
class BenchDispatchIT {
    @TempDir
    private Path runDir;

    @Test
    void measuresTidingsBesideTheHttpClientAlone() throws IOException {
        Path json = new SmallBench(runDir).run("dispatch", "--scenarios", "cpu", "--tasks", "300", "--partitions", "4");

        List<Measure> measures = ReportJson.read(json).measures();
        assertThat(measures.stream().map(one -> one.subject() + " " + one.metric()))
                .contains(
                        "http-client rate_per_s",
                        "tidings rate_per_s",
                        "tidings cpu_us_per_message",
                        "tidings share_of_http_client");
        assertThat(measures.stream()
                        .filter(one -> List.of("repeated", "not_called", "without_result", "out_of_order")
                                .contains(one.metric()))
                        .filter(one -> one.value() != 0))
                .isEmpty();
    }
}
