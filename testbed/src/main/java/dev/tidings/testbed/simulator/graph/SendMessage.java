package dev.tidings.testbed.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of a message of the Send API. */
final class SendMessage {
    private static final Set<String> TYPES = Set.of("RESPONSE", "UPDATE", "MESSAGE_TAG");
    private static final Pattern ID = Pattern.compile("\\d{1,32}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/]+[^\\s]*");
    /** Recipients whose ids end so are refused as if they were nobody, or had not written for a day. */
    private static final String NOBODY = "2018001";

    private static final String SILENT = "2018278";

    private SendMessage() {}

    static Optional<SendError> problem(JsonNode root, SendApi.Dialect dialect) {
        return First.of(
                () -> unknownFields(root, Set.of("recipient", "messaging_type", "tag", "message")),
                () -> recipient(root.path("recipient")),
                () -> type(root),
                () -> message(root.path("message"), dialect),
                () -> refused(root));
    }

    private static Optional<SendError> recipient(JsonNode recipient) {
        if (!recipient.isObject() || recipient.isEmpty()) {
            return invalid("The parameter recipient is required");
        }
        JsonNode id = recipient.path("id");
        return First.of(
                () -> unknownFields(recipient, Set.of("id")),
                () -> id.isTextual() && ID.matcher(id.textValue()).matches()
                        ? Optional.empty()
                        : invalid("Param recipient[id] must be a valid ID string"));
    }

    private static Optional<SendError> type(JsonNode root) {
        String type = root.path("messaging_type").asText();
        if (!TYPES.contains(type)) {
            return invalid("Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}");
        }
        return type.equals("MESSAGE_TAG") == root.path("tag").isTextual()
                ? Optional.empty()
                : invalid("A tag is required with, and only with, the messaging_type MESSAGE_TAG");
    }

    private static Optional<SendError> message(JsonNode message, SendApi.Dialect dialect) {
        if (!message.isObject() || message.has("text") == message.has("attachment")) {
            return invalid("Message cannot be empty, must provide valid attachment or text");
        }
        return First.of(
                () -> unknownFields(message, Set.of("text", "attachment")),
                () -> message.has("text")
                        ? text(message.path("text"), dialect)
                        : attachment(message.path("attachment"), dialect));
    }

    private static Optional<SendError> text(JsonNode text, SendApi.Dialect dialect) {
        if (!text.isTextual() || text.textValue().isEmpty()) {
            return invalid("Param message[text] must be a non-empty UTF-8 encoded string");
        }
        SendApi.Texts bound = dialect.texts();
        return bound.length().applyAsInt(text.textValue()) <= bound.most()
                ? Optional.empty()
                : invalid("Length of param message[text] must be less than or equal to " + bound.most() + " "
                        + bound.unit());
    }

    private static Optional<SendError> attachment(JsonNode attachment, SendApi.Dialect dialect) {
        JsonNode payload = attachment.path("payload");
        return First.of(
                () -> unknownFields(attachment, Set.of("type", "payload")),
                () -> dialect.attachments().contains(attachment.path("type").asText())
                        ? Optional.empty()
                        : invalid("Param message[attachment][type] must be one of " + dialect.attachments()),
                () -> unknownFields(payload, Set.of("url", "is_reusable")),
                () -> payload.path("url").isTextual()
                                && URL.matcher(payload.path("url").textValue()).matches()
                        ? Optional.empty()
                        : invalid("Param message[attachment][payload][url] should represent a valid URL"),
                () -> payload.path("is_reusable").isMissingNode()
                                || payload.path("is_reusable").isBoolean()
                        ? Optional.empty()
                        : invalid("Param message[attachment][payload][is_reusable] must be a boolean"));
    }

    private static Optional<SendError> refused(JsonNode root) {
        String id = root.path("recipient").path("id").asText();
        if (id.endsWith(NOBODY)) {
            return Optional.of(SendError.unknownPerson());
        }
        boolean mayBeLate = root.path("messaging_type").asText().equals("MESSAGE_TAG");
        return id.endsWith(SILENT) && !mayBeLate ? Optional.of(SendError.outsideWindow()) : Optional.empty();
    }

    private static Optional<SendError> unknownFields(JsonNode object, Set<String> known) {
        Set<String> names = new HashSet<>();
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        names.removeAll(known);
        return names.isEmpty() ? Optional.empty() : invalid("Invalid keys " + names + " were found");
    }

    private static Optional<SendError> invalid(String message) {
        return Optional.of(SendError.invalid(message));
    }
}
