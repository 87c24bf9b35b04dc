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

/** The benchmark itself, as small as it goes: that it runs, measures, and leaves nothing behind. No figure is judged. */
class BenchFallbackIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path runDir;

    @Test
    void leadsToOneSmsEachWhereManyAreDecidedAtOnceAndWhereAChannelFailsForAll() throws IOException {
        Path json = runDir.resolve("fallback.json");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int status = BenchMain.commandLine(
                        new Installation(ROOT, runDir),
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute(
                        "fallback",
                        "--quick",
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
                        "4",
                        "--json",
                        json.toString());

        assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
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
        try (Stream<Path> left = Files.list(runDir.resolve("bench"))) {
            assertThat(left).isEmpty();
        }
    }
}
