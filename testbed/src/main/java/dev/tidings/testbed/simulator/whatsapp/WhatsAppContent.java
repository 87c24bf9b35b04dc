package dev.tidings.testbed.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.Optional;
import java.util.Set;

/** Checks of text and media content. */
final class WhatsAppContent {
    private static final int TEXT_LIMIT = 4096;
    private static final int CAPTION_LIMIT = 1024;
    private static final int FILENAME_LIMIT = 240;

    private WhatsAppContent() {}

    static Optional<GraphError> text(JsonNode text) {
        JsonNode preview = text.path("preview_url");
        return First.of(
                () -> WhatsAppMessage.unknownFields(text, "$['text']", Set.of("body", "preview_url")),
                () -> required(text, "body", "text['body']"),
                () -> bounded(text, "body", "text['body']", TEXT_LIMIT),
                () -> preview.isMissingNode() || preview.isBoolean()
                        ? Optional.empty()
                        : WhatsAppMessage.invalid("text['preview_url'] must be true or false."));
    }

    static Optional<GraphError> captioned(JsonNode media) {
        return media(media, Set.of("id", "link", "caption"));
    }

    static Optional<GraphError> document(JsonNode media) {
        return media(media, Set.of("id", "link", "caption", "filename"));
    }

    static Optional<GraphError> audio(JsonNode media) {
        return media(media, Set.of("id", "link"));
    }

    private static Optional<GraphError> media(JsonNode media, Set<String> known) {
        return First.of(
                () -> WhatsAppMessage.unknownFields(media, "$['media']", known),
                () -> source(media),
                () -> bounded(media, "caption", "caption", CAPTION_LIMIT),
                () -> bounded(media, "filename", "filename", FILENAME_LIMIT));
    }

    private static Optional<GraphError> source(JsonNode media) {
        if (media.has("id") == media.has("link")) {
            return media.has("id")
                    ? WhatsAppMessage.invalid("Either id or link is taken, not both.")
                    : WhatsAppMessage.missing("link");
        }
        JsonNode source = media.has("id") ? media.path("id") : media.path("link");
        boolean valid =
                source.isTextual() && (media.has("id") || source.textValue().matches("https?://[^\\s/]+\\.?[^\\s]*"));
        return valid ? Optional.empty() : WhatsAppMessage.invalid("Media link must be an http or https URL.");
    }

    private static Optional<GraphError> required(JsonNode object, String field, String name) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            return WhatsAppMessage.missing(name);
        }
        return value.isTextual() ? Optional.empty() : WhatsAppMessage.invalid(name + " must be a string.");
    }

    private static Optional<GraphError> bounded(JsonNode object, String field, String name, int limit) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            return WhatsAppMessage.invalid(name + " must be a string.");
        }
        return value.textValue().length() <= limit
                ? Optional.empty()
                : Optional.of(GraphError.of(
                        GraphError.INVALID_PARAMETER,
                        "Param " + name + " must be at most " + limit + " characters long."));
    }
}
