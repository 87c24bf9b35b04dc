package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README is run, in its order, as it stands there. */
class ReadmeIT {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path data;

    @Test
    void everyCommandDoesWhatTheReadmeSays() throws IOException {
        String readme = Files.readString(LocalInstallation.ROOT.resolve("README.md"));
        List<String> blocks =
                COMMANDS.matcher(readme).results().map(match -> match.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);

        try (LocalInstallation tidings = new LocalInstallation(data, 22090)) {
            StringBuilder printed = new StringBuilder();
            blocks.forEach(block ->
                    printed.append(tidings.shell(block.replace("localhost:19092", tidings.bootstrapServers()))));
            assertThat(printed).contains("DELIVERED", "FALLBACK_TRIGGERED", "not for production");
        }
    }
}
