package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.settings.Installation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HoldCommandTest {
    @TempDir
    private Path folder;

    private HoldCommand parsed(String... args) {
        HoldCommand command = new HoldCommand(
                new Installation(folder, folder),
                InstantSource.system(),
                new PrintStream(OutputStream.nullOutputStream()));
        new CommandLine(command).parseArgs(args);
        return command;
    }

    @Test
    void measuresAllScenariosIfNoneAreAskedFor() {
        assertThat(parsed().chosen()).containsExactly(Scenario.values());
    }

    /** The others' fixed waits alone would take longer than a quick run may. */
    @Test
    void measuresThoseFromAToEIfItHasToBeQuick() {
        assertThat(parsed("--quick").chosen())
                .containsExactly(Scenario.A, Scenario.B, Scenario.B2, Scenario.C, Scenario.D, Scenario.E);
    }

    @Test
    void measuresWhatIsAskedForAlsoIfItHasToBeQuick() {
        assertThat(parsed("--quick", "--scenarios", "F,G").chosen()).containsExactly(Scenario.F, Scenario.G);
    }
}
