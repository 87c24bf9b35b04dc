package dev.tidings.testbed.simulator.viber;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A bot's message as Viber checks it: text and pictures. */
final class BotMessage {
    private static final int MOST_BYTES = 30 * 1024;
    private static final Set<String> KNOWN = Set.of(
            "receiver", "type", "sender", "min_api_version", "tracking_data", "text", "media", "thumbnail", "keyboard");
    private static final Set<String> KNOWN_OF_SENDER = Set.of("name", "avatar");

    private BotMessage() {}

    static Optional<Status> problem(JsonNode message, String body) {
        return First.of(
                () -> body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES ? bad("the size") : Optional.empty(),
                () -> unknown(message, KNOWN),
                () -> receiver(message.path("receiver")),
                () -> sender(message.path("sender")),
                () -> tooLong(message.path("tracking_data"), 4_096, "tracking_data"),
                () -> content(message));
    }

    /** The real API passes unknown fields over; here a misspelt one must show. */
    private static Optional<Status> unknown(JsonNode object, Set<String> known) {
        for (var field : object.properties()) {
            if (!known.contains(field.getKey())) {
                return bad("the unknown field " + field.getKey());
            }
        }
        return Optional.empty();
    }

    private static Optional<Status> receiver(JsonNode receiver) {
        if (receiver.asText().isEmpty()) {
            return missing("receiver");
        }
        // A telephone number is no id: it is on Viber perhaps, and has not subscribed to anything.
        return receiver.isTextual()
                        && receiver.asText().matches("[A-Za-z0-9+/_-]{8,62}={0,2}")
                        && !receiver.asText().matches("\\+\\d+")
                ? Optional.empty()
                : Status.of(6, "receiverNotSubscribed");
    }

    private static Optional<Status> sender(JsonNode sender) {
        if (sender.path("name").asText().isEmpty()) {
            return missing("sender.name");
        }
        return First.of(() -> unknown(sender, KNOWN_OF_SENDER), () -> tooLong(sender.path("name"), 28, "sender.name"));
    }

    private static Optional<Status> content(JsonNode message) {
        JsonNode text = message.path("text");
        return switch (message.path("type").asText()) {
            case "" -> missing("type");
            case "text" -> text.asText().isEmpty() ? missing("text") : tooLong(text, 7_000, "text");
            case "picture" -> First.of(() -> picture(message), () -> tooLong(text, 768, "text"));
            default -> bad("the type");
        };
    }

    private static Optional<Status> picture(JsonNode message) {
        if (!message.path("text").isTextual()) {
            return missing("text");
        }
        return message.path("media").asText().matches("https?://\\S{1,2000}") ? Optional.empty() : missing("media");
    }

    private static Optional<Status> tooLong(JsonNode text, int most, String field) {
        String value = text.asText();
        return value.codePointCount(0, value.length()) <= most ? Optional.empty() : bad(field);
    }

    private static Optional<Status> missing(String field) {
        return Status.of(4, "missingData: " + field);
    }

    private static Optional<Status> bad(String what) {
        return Status.of(3, "badData: " + what);
    }
}
