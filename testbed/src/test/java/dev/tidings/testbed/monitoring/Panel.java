package dev.tidings.testbed.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A panel of a dashboard, or the heading of a row. */
public record Panel(JsonNode json) {
    String type() {
        return json.path("type").asText();
    }

    public String title() {
        return json.path("title").asText();
    }

    boolean isRow() {
        return type().equals("row");
    }

    /** A list of alerts asks for nothing itself. */
    boolean hasExpressions() {
        return !isRow() && !type().equals("alertlist");
    }

    List<JsonNode> targets() {
        return json.path("targets").valueStream().toList();
    }

    public List<String> expressions() {
        return targets().stream().map(target -> target.path("expr").asText()).toList();
    }

    List<String> links() {
        return json.path("links")
                .valueStream()
                .map(link -> link.path("url").asText())
                .toList();
    }

    boolean overlaps(Panel other) {
        return at("x") < other.at("x") + other.at("w")
                && other.at("x") < at("x") + at("w")
                && at("y") < other.at("y") + other.at("h")
                && other.at("y") < at("y") + at("h");
    }

    /** A number of its place in the grid: x, y, w or h. */
    int at(String name) {
        return json.path("gridPos").path(name).asInt(-1);
    }

    @Override
    public String toString() {
        return "panel " + json.path("id").asInt() + " \"" + title() + "\"";
    }
}
