package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class StateFolderTest {
    private static final DataSize ANY = DataSize.ofBytes(0);

    @TempDir
    private Path parent;

    @Test
    void makesAFolderAndLeavesNothingInIt() {
        Path folder = parent.resolve("state").resolve("scheduler-1");

        StateFolder.check(folder, ANY);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(parent.resolve("state"));

        assertThatExceptionOfType(StateFolderException.class)
                .isThrownBy(() -> StateFolder.check(file, ANY))
                .withMessageContaining(file + ", cannot be written")
                .withMessageContaining("TIDINGS_STATE_DIR");
    }

    @Test
    void saysHowMuchRoomIsMissing() {
        assertThatExceptionOfType(StateFolderException.class)
                .isThrownBy(() -> StateFolder.check(parent, DataSize.ofTerabytes(1_000_000)))
                .withMessageContaining("MB left");
    }

    @Test
    void aPersonHasToHelp() {
        Exception failure = new IllegalStateException(new StateFolderException(parent, "is full"));

        assertThat(StreamsFailure.of(failure)).isEqualTo(StreamsFailure.PROCESS);
        assertThat(StateException.in(failure)).isPresent();
    }
}
