package dev.tidings.testbed.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of a message as the Cloud API checks it, content aside. */
final class WhatsAppMessage {
    private static final int CALLBACK_DATA_LIMIT = 512;
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9]\\d{6,14}");
    private static final Set<String> COMMON =
            Set.of("messaging_product", "recipient_type", "to", "type", "context", "biz_opaque_callback_data");
    private static final Set<String> NOT_SIMULATED =
            Set.of("location", "contacts", "interactive", "reaction", "sticker");
    private static final Map<String, ContentCheck> CONTENT = Map.of(
            "text", WhatsAppContent::text,
            "image", WhatsAppContent::captioned,
            "video", WhatsAppContent::captioned,
            "document", WhatsAppContent::document,
            "audio", WhatsAppContent::audio);

    private WhatsAppMessage() {}

    @FunctionalInterface
    private interface ContentCheck {
        Optional<GraphError> problem(JsonNode content);
    }

    static Optional<GraphError> problem(JsonNode message, Set<String> deletedTemplates) {
        return First.of(
                () -> product(message),
                () -> recipient(message),
                () -> type(message),
                () -> unknownFields(message),
                () -> callbackData(message),
                () -> context(message),
                () -> content(message, deletedTemplates));
    }

    /** The number as WhatsApp writes it: digits only. */
    static String digits(String to) {
        return to.startsWith("+") ? to.substring(1) : to;
    }

    static Optional<GraphError> missing(String parameter) {
        return Optional.of(GraphError.of(GraphError.MISSING_PARAMETER, "Parameter '" + parameter + "' is missing."));
    }

    static Optional<GraphError> invalid(String details) {
        return Optional.of(GraphError.of(GraphError.INVALID_VALUE, details));
    }

    /** A field that the API does not know is an error there, never passed over. */
    static Optional<GraphError> unknownFields(JsonNode object, String path, Set<String> known) {
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!known.contains(name)) {
                return Optional.of(GraphError.of(
                        GraphError.INVALID_PARAMETER, "Unexpected key \"" + name + "\" on param \"" + path + "\"."));
            }
        }
        return Optional.empty();
    }

    private static Optional<GraphError> product(JsonNode message) {
        JsonNode product = message.path("messaging_product");
        if (product.isMissingNode() || product.isNull()) {
            return Optional.of(GraphError.required("messaging_product"));
        }
        return product.asText().equals("whatsapp")
                ? Optional.empty()
                : Optional.of(GraphError.of(
                        GraphError.INVALID_PARAMETER, "Param messaging_product must be one of {WHATSAPP}."));
    }

    private static Optional<GraphError> recipient(JsonNode message) {
        JsonNode to = message.path("to");
        // The specification's examples leave recipient_type out: it defaults to individual.
        String recipientType = message.path("recipient_type").asText("individual");
        if (!List.of("individual", "group").contains(recipientType)) {
            return invalid("recipient_type must be one of {individual, group}.");
        }
        if (to.isMissingNode() || to.isNull() || to.asText().isEmpty()) {
            return missing("to");
        }
        return recipientType.equals("individual")
                        && to.isTextual()
                        && PHONE.matcher(to.textValue()).matches()
                ? Optional.empty()
                : invalid("Recipient phone number is not a valid phone number.");
    }

    private static Optional<GraphError> type(JsonNode message) {
        JsonNode type = message.path("type");
        if (type.isMissingNode() || type.isNull()) {
            return missing("type");
        }
        String name = type.asText();
        if (NOT_SIMULATED.contains(name)) {
            return Optional.of(
                    GraphError.of(GraphError.UNSUPPORTED_TYPE, "Message type " + name + " is not supported here."));
        }
        if (!name.equals("template") && !CONTENT.containsKey(name)) {
            return invalid("Param type is not one of the message types.");
        }
        return message.path(name).isObject() ? Optional.empty() : missing(name);
    }

    private static Optional<GraphError> unknownFields(JsonNode message) {
        Set<String> known = new HashSet<>(COMMON);
        known.add(message.path("type").asText());
        return unknownFields(message, "$", known);
    }

    private static Optional<GraphError> callbackData(JsonNode message) {
        JsonNode data = message.path("biz_opaque_callback_data");
        if (data.isMissingNode()) {
            return Optional.empty();
        }
        return data.isTextual() && data.textValue().length() <= CALLBACK_DATA_LIMIT
                ? Optional.empty()
                : Optional.of(GraphError.of(
                        GraphError.INVALID_PARAMETER,
                        "Param biz_opaque_callback_data must be a string of at most 512 characters."));
    }

    private static Optional<GraphError> context(JsonNode message) {
        JsonNode context = message.path("context");
        if (context.isMissingNode()) {
            return Optional.empty();
        }
        if (!context.isObject()) {
            return invalid("context must be an object.");
        }
        return First.of(
                () -> unknownFields(context, "$['context']", Set.of("message_id")),
                () -> context.path("message_id").isTextual() ? Optional.empty() : missing("context['message_id']"));
    }

    private static Optional<GraphError> content(JsonNode message, Set<String> deletedTemplates) {
        String type = message.path("type").asText();
        JsonNode content = message.path(type);
        ContentCheck check = CONTENT.get(type);
        return check == null ? WhatsAppTemplate.problem(content, deletedTemplates) : check.problem(content);
    }
}
