package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.settings.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * A benchmark, as small as it goes.
 *
 * @param runDir where it runs, and nothing is to be left
 */
record SmallBench(Path runDir) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Runs it, and returns the file with its figures. */
    Path run(String... options) throws IOException {
        Path json = runDir.resolve("figures.json");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int status = BenchMain.commandLine(
                        new Installation(ROOT, runDir),
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute(Stream.concat(Stream.of(options), Stream.of("--quick", "--json", json.toString()))
                        .toArray(String[]::new));

        assertThat(status).as(printed.toString(StandardCharsets.UTF_8)).isZero();
        try (Stream<Path> left = Files.list(runDir.resolve("bench"))) {
            assertThat(left).isEmpty();
        }
        return json;
    }
}
