package dev.tidings.testbed.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.testbed.broker.HttpText;
import dev.tidings.testbed.broker.Patiently;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Prometheus from the machine's packages with the project's rules, in a hurry, on an installation; it listens on loopback. */
final class Prometheus implements AutoCloseable {
    private static final Path PROJECTS = LocalInstallation.ROOT.resolve("deploy/monitoring/prometheus");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final String url;

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder its own
     * @param port its own
     */
    static Prometheus watching(LocalInstallation tidings, Path folder, int port) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                tidings.here(Hurried.configuration(Files.readString(PROJECTS.resolve("prometheus.yml")))));
        Path rules = Files.createDirectory(folder.resolve("rules"));
        for (Path file : ruleFiles()) {
            Files.writeString(rules.resolve(file.getFileName()), Hurried.rules(Files.readString(file)));
        }
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus started = new Prometheus(process, "http://127.0.0.1:" + port);
        try {
            Patiently.await("Prometheus", started::answers, Boolean::booleanValue);
        } catch (AssertionError e) {
            started.close();
            throw new AssertionError(Files.readString(folder.resolve("prometheus.log")), e);
        }
        return started;
    }

    static List<Path> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.list(PROJECTS.resolve("rules"))) {
            return files.sorted().toList();
        }
    }

    /** The names of the alerts that fire now. */
    Set<String> firing() {
        return labels("ALERTS{alertstate=\"firing\"}");
    }

    /** The names of the alerts that have fired in the last so many seconds, and be it for one of them. */
    Set<String> fired(long seconds) {
        return labels("count_over_time(ALERTS{alertstate=\"firing\"}[" + seconds + "s])");
    }

    private Set<String> labels(String expression) {
        Set<String> names = new HashSet<>();
        for (JsonNode series : ask("count by (alertname) (" + expression + ")")) {
            names.add(series.path("metric").path("alertname").asText());
        }
        return names;
    }

    /** When an alert fired for the first time in the last so many seconds. */
    Optional<Instant> firstFired(String alert, long seconds) {
        JsonNode first = ask("min(min_over_time(timestamp(ALERTS{alertstate=\"firing\", alertname=\"" + alert + "\"})["
                        + seconds + "s:1s]))")
                .path(0)
                .path("value")
                .path(1);
        return first.isMissingNode()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Math.round(first.asDouble() * 1_000)));
    }

    /**
     * A rule as Prometheus has read it.
     *
     * @param trouble why it could not be evaluated; empty: it could
     */
    record Rule(String name, String query, String trouble) {}

    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : get("/api/v1/rules").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                rules.add(new Rule(
                        rule.path("name").asText(),
                        rule.path("query").asText(),
                        rule.path("lastError").asText()));
            }
        }
        return rules;
    }

    /** Whether an expression has a number as its answer now, and be it one of several. */
    boolean hasData(String expression) {
        return StreamSupport.stream(ask(expression).spliterator(), false)
                .anyMatch(sample -> !sample.path("value").path(1).asText().equals("NaN"));
    }

    private JsonNode ask(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The names of all series that there are. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        get("/api/v1/label/__name__/values").forEach(name -> names.add(name.asText()));
        return names;
    }

    private JsonNode get(String path) {
        try {
            JsonNode answer = JSON.readTree(HttpText.get(url + path));
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(path + ": " + answer);
            }
            return answer.path("data");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Prometheus did not answer " + path + " with JSON", e);
        }
    }

    private boolean answers() {
        try {
            return HttpText.get(url + "/-/ready").contains("Ready");
        } catch (IllegalStateException e) {
            if (process.isAlive() && e.getCause() instanceof ConnectException) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
