package dev.tidings.testbed.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the dashboards ask Prometheus. */
final class Dashboards {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Dashboards() {}

    /**
     * One question of a panel.
     *
     * @param panel its dashboard and its title
     * @param expression with Grafana's variables
     */
    record Question(String panel, String expression) {
        /** The expression as Grafana would ask it, of everything and for a test of a minute. */
        String asked() {
            return expression
                    .replace("$__rate_interval", "1m")
                    .replace("$__range", "3m")
                    .replace("$price", "0.05")
                    .replaceAll("\\$(job|instance|channel|account)", ".+");
        }
    }

    static List<Question> questions() {
        try (Stream<Path> files = Files.list(LocalInstallation.ROOT.resolve("deploy/monitoring/grafana"))) {
            List<Question> questions = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String dashboard = file.getFileName().toString().replace(".json", "");
                collect(dashboard, JSON.readTree(file.toFile()).path("panels"), questions);
            }
            return questions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String dashboard, JsonNode panels, List<Question> questions) {
        for (JsonNode panel : panels) {
            for (JsonNode target : panel.path("targets")) {
                questions.add(new Question(
                        dashboard + ": " + panel.path("title").asText(),
                        target.path("expr").asText()));
            }
            collect(dashboard, panel.path("panels"), questions);
        }
    }
}
