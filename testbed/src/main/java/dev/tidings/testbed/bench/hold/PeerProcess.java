package dev.tidings.testbed.bench.hold;

import dev.tidings.local.process.Guard;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.BenchMain;
import dev.tidings.testbed.bench.kit.Report;
import dev.tidings.testbed.bench.kit.ReportJson;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * This same program once more, with a peer's libraries on its class path: peers and Tidings need other versions of the same
 * ones. It has the same driver and meter, and prints as it goes.
 */
final class PeerProcess {
    /** What driver and meter need of our own libraries. */
    private static final List<String> OURS =
            List.of("tidings-local", "tidings-schemas", "picocli", "jackson-", "jspecify");

    private final Installation installation;

    PeerProcess(Installation installation) {
        this.installation = installation;
    }

    /**
     * What came of it.
     *
     * @param whole whether nothing is missing
     */
    record Measured(Report report, boolean whole) {}

    /** Whether the peer was built. */
    boolean built(Peer peer) {
        return Files.isDirectory(libraries(peer));
    }

    /**
     * Measures the peer.
     *
     * @param arguments those that this program was given, which it is given again
     * @throws SubjectFailedException where it fails
     */
    Measured measure(Peer peer, List<String> arguments) {
        try {
            Path json = Files.createTempFile("tidings-bench", ".json");
            try {
                int status = run(command(peer, arguments, json));
                if (Files.size(json) == 0) {
                    throw new SubjectFailedException("its process ended with status " + status);
                }
                return new Measured(ReportJson.read(json), status == 0);
            } finally {
                Files.deleteIfExists(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the peer could not be started", e);
        }
    }

    private static int run(List<String> command) throws IOException {
        // Its input is a pipe that ends with this process, and so does it; what it started ends with it.
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    private List<String> command(Peer peer, List<String> arguments, Path json) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx3g",
                "-Xmn512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dtidings.home=" + installation.root(),
                // Some clients write their logs there, whatever they are told.
                "-Duser.home=" + installation.logs().resolve("peers"),
                "-cp",
                classPath(peer),
                Guard.class.getName(),
                BenchMain.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of("--only", peer.subject(), "--json", json.toString()));
        return command;
    }

    private String classPath(Peer peer) throws IOException {
        Path testbed = installation.root().resolve("testbed/target");
        List<String> path = new ArrayList<>();
        path.add(testbed.resolve("tidings-testbed.jar").toString());
        path.add(libraries(peer) + "/*");
        try (Stream<Path> files = Files.list(testbed.resolve("lib"))) {
            files.filter(file -> OURS.stream().anyMatch(file.getFileName().toString()::startsWith))
                    .map(Path::toString)
                    .forEach(path::add);
        }
        return String.join(File.pathSeparator, path);
    }

    private Path libraries(Peer peer) {
        return installation
                .root()
                .resolve("testbed/peers")
                .resolve(peer.module())
                .resolve("target/lib");
    }
}
