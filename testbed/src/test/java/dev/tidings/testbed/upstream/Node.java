package dev.tidings.testbed.upstream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Node, with what npm has installed in a folder of the testbed. */
public final class Node {
    private static final long PATIENCE_SECONDS = 60;

    private Node() {}

    /** On a developer's machine it may be missing, and is needed for nothing else; CI installs it. */
    public static void assumeInstalled(String... folders) {
        for (String folder : folders) {
            assumeTrue(
                    Files.isDirectory(Path.of(folder, "node_modules")) || System.getenv("CI") != null,
                    "`npm ci --prefix testbed/" + folder + "` was not run");
        }
    }

    /** What a script prints; fails where it fails. Runs in the testbed's folder. */
    static String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tidings-node", ".out");
        Path errors = Files.createTempFile("tidings-node", ".err");
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(errors) + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
