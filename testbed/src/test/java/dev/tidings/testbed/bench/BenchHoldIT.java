package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No figure is judged. */
class BenchHoldIT {
    @TempDir
    private Path runDir;

    @Test
    void measuresTidingsAndWritesWhatIsDocumented() throws IOException {
        Path json = new SmallBench(runDir)
                .run(
                        "hold",
                        "--scenarios",
                        "A,B,C",
                        "--rate",
                        "200",
                        "--seconds",
                        "1",
                        "--warm-up",
                        "1",
                        "--burst",
                        "500",
                        // Where other builds load the machine, a cold scheduler needs more than the six seconds that
                        // are usual.
                        "--burst-lead",
                        "10",
                        "--inserts",
                        "1k",
                        "--jvm",
                        "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                        "--partitions",
                        "4");

        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactly("bench", "commit", "date", "machine", "measures");
        assertThat(names(report))
                .contains(
                        "A tidings rate_per_s",
                        "A tidings stored_per_s",
                        "A kafka-produce rate_per_s",
                        "B tidings lateness_p99_ms",
                        "B tidings cpu_s",
                        "C-cold tidings last_out_ms",
                        "C tidings last_out_ms");
        for (JsonNode measure : report.path("measures")) {
            assertThat(measure.path("runs")).hasSize(1);
            if (List.of("early", "lost", "repeated")
                    .contains(measure.path("metric").asText())) {
                assertThat(measure.path("value").asDouble())
                        .as(measure.toString())
                        .isZero();
            }
        }
    }

    private static List<String> names(JsonNode report) {
        List<String> names = new ArrayList<>();
        report.path("measures")
                .forEach(one -> names.add(one.path("scenario").asText() + " "
                        + one.path("subject").asText() + " "
                        + one.path("metric").asText()));
        return names;
    }
}
