package dev.tidings.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.settings.LocalPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationTest {
    @TempDir
    Path folder;

    private final Process process = cat();

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void stopsWhatAKilledUpHasLeft() {
        recorded(RunningProcess.of("scheduler", process.toHandle(), folder));

        assertThat(new Reconciliation(runFile()).clear()).endsWith("stopped what it had left: scheduler.");

        // The process is gone; what Java knows of a child follows a moment later.
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(runFile().read()).isEmpty();
    }

    @Test
    void leavesAnotherProgramWithTheSamePidAlone() {
        recorded(new RunningProcess("scheduler", process.pid(), 12345, "log"));

        assertThat(new Reconciliation(runFile()).clear()).endsWith("nothing of it runs any more.");

        assertThat(process.isAlive()).isTrue();
        assertThat(runFile().read()).isEmpty();
    }

    @Test
    void hasNothingToSayWhereNothingWasStarted() {
        assertThat(new Reconciliation(runFile()).clear()).isEmpty();
    }

    @Test
    void takesABrokenRunFileForNone() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"supervisor\": ");
        assertThat(runFile().read()).isEmpty();
    }

    @Test
    void readsBackWhatWasRecorded() {
        RunningProcess part = RunningProcess.of("scheduler", process.toHandle(), folder.resolve("scheduler.log"));
        recorded(part);
        assertThat(runFile().read().orElseThrow())
                .isEqualTo(new Run(
                        new RunningProcess("up", 1, 1, "up.log"), false, folder, LocalPorts.DEFAULT, List.of(part)));
    }

    private void recorded(RunningProcess part) {
        runFile()
                .write(new Run(
                        new RunningProcess("up", 1, 1, "up.log"), false, folder, LocalPorts.DEFAULT, List.of(part)));
    }

    private RunFile runFile() {
        return new RunFile(folder.resolve("run.json"));
    }

    /** Runs until its input ends, which it never does here. */
    private static Process cat() {
        try {
            return new ProcessBuilder("cat").start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
