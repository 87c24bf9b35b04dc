package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Measure;
import dev.tidings.testbed.bench.kit.ReportJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No rate is judged. */
class BenchDispatchIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path runDir;

    @Test
    void measuresTidingsBesideTheHttpClientAlone() throws IOException {
        Path json = runDir.resolve("dispatch.json");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int status = BenchMain.commandLine(
                        new Installation(ROOT, runDir),
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute(
                        "dispatch",
                        "--quick",
                        "--scenarios",
                        "cpu",
                        "--tasks",
                        "300",
                        "--partitions",
                        "4",
                        "--json",
                        json.toString());

        assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
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
        try (Stream<Path> left = Files.list(runDir.resolve("bench"))) {
            assertThat(left).isEmpty();
        }
    }
}
