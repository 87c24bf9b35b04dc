package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleStateTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration TRUSTED = Duration.ofHours(3);

    @TempDir
    private Path folder;

    private Path task(String name) throws IOException {
        Path task = folder.resolve(name);
        Files.createDirectories(task.resolve("rocksdb"));
        return task;
    }

    private Path closed(String name, Instant at) throws IOException {
        Path task = task(name);
        Path checkpoint = Files.createFile(task.resolve(".checkpoint"));
        Files.setLastModifiedTime(checkpoint, FileTime.from(at));
        return task;
    }

    @Test
    void dropsWhatWasClosedTooLongAgo() throws IOException {
        Path old = closed("0_1", NOW.minus(TRUSTED).minusSeconds(1));
        Path fresh = closed("0_2", NOW.minus(TRUSTED).plusSeconds(1));

        StaleState.drop(folder, NOW, TRUSTED);

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void dropsWhatAClockThatWasWrongHasLeft() throws IOException {
        Path future = closed("0_1", NOW.plus(Duration.ofDays(1)));

        StaleState.drop(folder, NOW, TRUSTED);

        assertThat(future).doesNotExist();
    }

    @Test
    void leavesWhatKafkaStreamsDoesNotUseAnyway() throws IOException {
        Path crashed = task("0_1");

        StaleState.drop(folder, NOW, TRUSTED);

        assertThat(crashed).exists();
    }

    @Test
    void leavesWhatIsNoTasks() throws IOException {
        Path other = closed("notes", NOW.minus(Duration.ofDays(30)));

        StaleState.drop(folder, NOW, TRUSTED);

        assertThat(other).exists();
    }

    @Test
    void aFirstStartHasNothingToDrop() {
        Path none = folder.resolve("none");

        StaleState.drop(none, NOW, TRUSTED);

        assertThat(none).doesNotExist();
    }
}
