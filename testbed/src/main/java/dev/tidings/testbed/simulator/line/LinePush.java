package dev.tidings.testbed.simulator.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The body of a push as LINE checks it; lengths are in UTF-16 code units. */
final class LinePush {
    private static final int MOST_MESSAGES = 5;
    private static final int TEXT_LIMIT = 5000;
    private static final int LINK_LIMIT = 5000;
    private static final Pattern RECIPIENT = Pattern.compile("[UCR][0-9a-f]{32}");

    private LinePush() {}

    static Optional<LineError> problem(JsonNode push) {
        JsonNode messages = push.path("messages");
        return First.of(
                () -> unknown(push, "", Set.of("to", "messages", "notificationDisabled", "customAggregationUnits")),
                () -> recipient(push.path("to")),
                () -> messages.isArray() && !messages.isEmpty() && messages.size() <= MOST_MESSAGES
                        ? Optional.empty()
                        : LineError.detail("messages", "Size must be between 1 and " + MOST_MESSAGES),
                () -> messages(messages));
    }

    private static Optional<LineError> recipient(JsonNode to) {
        return to.isTextual() && RECIPIENT.matcher(to.asText()).matches()
                ? Optional.empty()
                : Optional.of(
                        new LineError(400, "The property, 'to', in the request body is invalid (line: -, column: -)"));
    }

    private static Optional<LineError> messages(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            Optional<LineError> problem = message(messages.get(i), "messages[" + i + "]");
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<LineError> message(JsonNode message, String where) {
        return switch (message.path("type").asText()) {
            case "text" ->
                First.of(
                        () -> unknown(message, where + ".", Set.of("type", "text", "emojis", "quoteToken")),
                        () -> text(message.path("text"), where + ".text"));
            case "image" ->
                First.of(
                        () -> unknown(message, where + ".", Set.of("type", "originalContentUrl", "previewImageUrl")),
                        () -> link(message.path("originalContentUrl"), where + ".originalContentUrl"),
                        () -> link(message.path("previewImageUrl"), where + ".previewImageUrl"));
            default -> LineError.detail(where + ".type", "Must be one of the following values: [text, image]");
        };
    }

    /** The real API passes some unknown properties over; here a misspelt one must show. */
    private static Optional<LineError> unknown(JsonNode object, String where, Set<String> known) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .findFirst()
                .flatMap(name -> LineError.detail(where + name, "Unknown property"));
    }

    private static Optional<LineError> text(JsonNode text, String where) {
        if (!text.isTextual() || text.asText().isEmpty()) {
            return LineError.detail(where, "May not be empty");
        }
        return text.asText().length() <= TEXT_LIMIT
                ? Optional.empty()
                : LineError.detail(where, "Length must be between 0 and " + TEXT_LIMIT);
    }

    private static Optional<LineError> link(JsonNode link, String where) {
        if (!link.isTextual() || link.asText().isEmpty()) {
            return LineError.detail(where, "May not be empty");
        }
        if (link.asText().length() > LINK_LIMIT) {
            return LineError.detail(where, "Length must be between 0 and " + LINK_LIMIT);
        }
        return link.asText().startsWith("https://")
                ? Optional.empty()
                : LineError.detail(where, "Must be an https URL");
    }
}
