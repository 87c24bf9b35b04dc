package dev.tidings.local.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where everything is.
 *
 * @param root the project's folder
 * @param runDir what a run leaves: data, logs, secrets, run.json; by default .tidings in the project's folder
 */
public record Installation(Path root, Path runDir) {
    /** From the system property tidings.home (the script sets it) and the variable TIDINGS_RUN_DIR. */
    public static Installation current() {
        return of(System.getProperty("tidings.home", ""), System.getenv());
    }

    static Installation of(String home, Map<String, String> environment) {
        Path root = Path.of(home).toAbsolutePath().normalize();
        String runDir = environment.getOrDefault("TIDINGS_RUN_DIR", "");
        return new Installation(
                root,
                runDir.isEmpty()
                        ? root.resolve(".tidings")
                        : Path.of(runDir).toAbsolutePath().normalize());
    }

    public Path logs() {
        return runDir.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path data() {
        return runDir.resolve("data");
    }

    public Path runFile() {
        return runDir.resolve("run.json");
    }

    public Path secrets() {
        return runDir.resolve("secrets.env");
    }

    /** Where a running `up` looks for requests to restart one of its parts. */
    public Path control() {
        return runDir.resolve("control");
    }

    public Path brokerLib() {
        return root.resolve("deploy/local/broker/target/lib");
    }

    public Path sampleCatalog() {
        return root.resolve("deploy/local/catalog.json");
    }
}
