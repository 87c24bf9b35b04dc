package dev.tidings.testbed.bench.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A report as one JSON object. Figures are rounded to three decimals: no clock here tells more. */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    public static String write(Report report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("bench", report.bench());
        json.put("commit", report.commit());
        json.put("date", report.date().toString());
        json.put("machine", report.machine());
        ArrayNode measures = json.putArray("measures");
        report.measures().forEach(one -> measures.add(measure(one)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    public static void write(Report report, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, write(report));
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be written to " + file, e);
        }
    }

    /** Reads back what {@link #write(Report, Path)} wrote. */
    public static Report read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<Measure> measures = new ArrayList<>();
            json.path("measures").forEach(one -> measures.add(measure(one)));
            return new Report(
                    json.path("bench").asText(),
                    json.path("commit").asText(),
                    Instant.parse(json.path("date").asText()),
                    json.path("machine").asText(),
                    measures);
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be read from " + file, e);
        }
    }

    private static ObjectNode measure(Measure one) {
        ObjectNode json = JSON.createObjectNode();
        json.put("scenario", one.scenario());
        json.put("subject", one.subject());
        json.put("metric", one.metric());
        json.put("value", rounded(one.value()));
        ArrayNode runs = json.putArray("runs");
        one.runs().forEach(run -> runs.add(rounded(run)));
        return json;
    }

    private static Measure measure(JsonNode json) {
        List<Double> runs = new ArrayList<>();
        json.path("runs").forEach(run -> runs.add(run.asDouble()));
        return new Measure(
                json.path("scenario").asText(),
                json.path("subject").asText(),
                json.path("metric").asText(),
                runs);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
