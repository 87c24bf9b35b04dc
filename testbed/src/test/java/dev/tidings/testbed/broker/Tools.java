package dev.tidings.testbed.broker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs that some tests need. On a developer's machine they may be missing; CI installs them. */
public final class Tools {
    private Tools() {}

    /** Skips what follows where one is missing, but in CI, where it then fails. */
    public static void assumeInstalled(String... tools) {
        List<String> missing =
                Stream.of(tools).filter(tool -> !isInstalled(tool)).toList();
        assumeTrue(
                missing.isEmpty() || System.getenv("CI") != null,
                () -> "skipped, since not installed: " + String.join(", ", missing));
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
