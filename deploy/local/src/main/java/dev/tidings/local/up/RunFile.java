package dev.tidings.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.local.settings.LocalPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps run.json, by which every other command finds what `up` has started. Only `up` writes it. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    public RunFile(Path file) {
        this.file = file;
    }

    /** What runs, or empty where nothing was started or the file can't be read as one. */
    public Optional<Run> read() {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            List<RunningProcess> parts = new ArrayList<>();
            json.path("parts").forEach(part -> parts.add(process(part)));
            JsonNode ports = json.path("ports");
            return Optional.of(new Run(
                    process(json.path("supervisor")),
                    json.path("ready").asBoolean(),
                    Path.of(json.path("data").asText()),
                    new LocalPorts(
                            ports.path("broker").asInt(),
                            ports.path("controller").asInt(),
                            ports.path("webhooks").asInt(),
                            ports.path("scheduler").asInt(),
                            ports.path("dispatcher").asInt(),
                            ports.path("fallback").asInt(),
                            ports.path("simulator").asInt(),
                            ports.path("page").asInt()),
                    parts));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file as a whole, so that no reader ever sees half of it. */
    void write(Run run) {
        ObjectNode json = JSON.createObjectNode();
        json.set("supervisor", json(run.supervisor()));
        json.put("ready", run.ready());
        json.put("data", run.data().toString());
        json.set("ports", JSON.valueToTree(run.ports()));
        run.parts().forEach(part -> json.withArray("/parts").add(json(part)));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, JSON.writeValueAsString(json));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("run.json can't be written", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("run.json can't be deleted", e);
        }
    }

    private static ObjectNode json(RunningProcess process) {
        return JSON.createObjectNode()
                .put("name", process.name())
                .put("pid", process.pid())
                .put("startedAt", process.startedAt())
                .put("log", process.log());
    }

    private static RunningProcess process(JsonNode json) {
        return new RunningProcess(
                json.path("name").asText(),
                json.path("pid").asLong(),
                json.path("startedAt").asLong(),
                json.path("log").asText());
    }
}
