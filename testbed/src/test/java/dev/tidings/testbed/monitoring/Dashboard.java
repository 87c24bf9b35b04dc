package dev.tidings.testbed.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Grafana dashboard as it stands in the repository.
 *
 * @param file its file's name
 */
public record Dashboard(String file, JsonNode json) {
    private static final Path FOLDER = Repository.ROOT.resolve("deploy/monitoring/grafana");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** All of them, by name. */
    public static List<Dashboard> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), MAPPER.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new IllegalStateException(file + " is no JSON", e);
        }
    }

    String uid() {
        return json.path("uid").asText();
    }

    /** All panels, rows included. */
    public List<Panel> panels() {
        return json.path("panels").valueStream().map(Panel::new).toList();
    }

    List<JsonNode> variables() {
        return json.path("templating").path("list").valueStream().toList();
    }

    Optional<JsonNode> variable(String name) {
        return variables().stream()
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst();
    }

    /** The links of all panels. */
    List<String> links() {
        return panels().stream().flatMap(panel -> panel.links().stream()).toList();
    }

    @Override
    public String toString() {
        return file;
    }
}
