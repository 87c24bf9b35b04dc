package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.local.settings.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No figure is judged. */
class BenchHoldIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path runDir;

    @Test
    void measuresTidingsAndWritesWhatIsDocumented() throws IOException {
        Path json = runDir.resolve("hold.json");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int status = BenchMain.commandLine(
                        new Installation(ROOT, runDir),
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute(
                        "hold",
                        "--quick",
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
                        "--partitions",
                        "4",
                        "--json",
                        json.toString());

        assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
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
        try (Stream<Path> left = Files.list(runDir.resolve("bench"))) {
            assertThat(left).isEmpty();
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
