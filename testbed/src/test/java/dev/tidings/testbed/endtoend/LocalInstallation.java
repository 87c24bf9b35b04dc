package dev.tidings.testbed.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole Tidings as a user runs it: {@code ./tidings up --detach} with data and ports of its own, every other command through
 * the same script. Closing it takes everything down.
 */
final class LocalInstallation implements AutoCloseable {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Map<String, String> environment = new HashMap<>();
    private final Path data;
    private final int firstPort;

    /** @param firstPort each installation takes the ten ports from here on */
    LocalInstallation(Path data, int firstPort) {
        this.data = data;
        this.firstPort = firstPort;
        environment.put("TIDINGS_NO_BUILD", "1");
        environment.put("TIDINGS_RUN_DIR", data.toString());
        List<String> ports =
                List.of("BROKER", "CONTROLLER", "WEBHOOKS", "SCHEDULER", "DISPATCHER", "FALLBACK", "SIMULATOR", "PAGE");
        for (int i = 0; i < ports.size(); i++) {
            environment.put("TIDINGS_" + ports.get(i) + "_PORT", port(i));
        }
    }

    /** A setting of all services of it; before it is up. */
    LocalInstallation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    String bootstrapServers() {
        return "localhost:" + port(0);
    }

    String scheduler() {
        return "localhost:" + port(3);
    }

    String dispatcher() {
        return "localhost:" + port(4);
    }

    String fallback() {
        return "localhost:" + port(5);
    }

    /** Commands as documents print them, for this installation instead of the usual one. */
    String here(String commands) {
        return commands.replace("localhost:19092", bootstrapServers())
                .replace("localhost:18081", scheduler())
                .replace("localhost:18082", dispatcher())
                .replace("localhost:18083", fallback())
                .replace(".tidings/logs", data.resolve("logs").toString())
                .replace("/tmp/tidings-", data.resolve("tmp-").toString());
    }

    String simulatorUrl() {
        return "http://localhost:" + port(6);
    }

    /** Where providers report to. */
    URI webhooks() {
        return URI.create("http://localhost:" + port(2));
    }

    /** Ports of the ten of which the installation takes none itself. */
    List<Integer> unused() {
        return List.of(firstPort + 8, firstPort + 9);
    }

    String pageUrl() {
        return "http://localhost:" + port(7);
    }

    List<String> metricsUrls() {
        return List.of(3, 4, 5).stream()
                .map(offset -> "http://localhost:" + port(offset) + "/actuator/prometheus")
                .toList();
    }

    /** What every log of the run holds by now. */
    List<String> logs() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    /** What the log of one part holds by now. */
    String log(String part) throws IOException {
        return Files.readString(data.resolve("logs").resolve(part + ".log"));
    }

    /** The values of the run's secrets. */
    List<String> secrets() throws IOException {
        return List.copyOf(secretsByName().values());
    }

    /** The run's secrets by the variables that services take them from. */
    Map<String, String> secretsByName() throws IOException {
        return Files.readAllLines(data.resolve("secrets.env")).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Runs a command of the script and gives what it printed; fails where it fails. */
    String tidings(String... arguments) {
        return run(command(arguments));
    }

    String shell(String script) {
        return run(List.of("sh", "-euc", script));
    }

    /** Begins a command of the script that goes on for a while; whoever begins it ends it. */
    Process begin(String... arguments) {
        try {
            return start(command(arguments), Files.createTempFile(data, "tidings", ".out"));
        } catch (IOException e) {
            throw new IllegalStateException("could not begin " + arguments[0], e);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("tidings").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String run(List<String> command) {
        try {
            Path output = Files.createTempFile("tidings", ".out");
            Process process = start(command, output);
            if (!process.waitFor(150, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(output));
            }
            String printed = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " ended with " + process.exitValue() + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new IllegalStateException("could not run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.getFirst(), e);
        }
    }

    private String port(int offset) {
        return Integer.toString(firstPort + offset);
    }

    @Override
    public void close() {
        tidings("down");
    }
}
