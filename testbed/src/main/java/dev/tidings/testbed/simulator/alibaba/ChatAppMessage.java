package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message as the service checks it, before it is any chat app's business. */
final class ChatAppMessage {
    private static final Set<String> IN_QUERY = Set.of("Content", "Payload");
    private static final Set<String> IN_BODY = Set.of(
            "ChannelType",
            "Type",
            "MessageType",
            "TemplateCode",
            "TemplateName",
            "TemplateParams",
            "Language",
            "From",
            "To",
            "TaskId",
            "CustSpaceId",
            "Label",
            "Tag",
            "TrackingData",
            "Ttl");
    private static final Map<String, Set<String>> MESSAGE_TYPES = Map.of(
            "whatsapp", Set.of("text", "image", "video", "audio", "document"),
            "messenger", Set.of("text", "image", "video", "audio", "document"),
            "instagram", Set.of("text", "image", "video", "audio"),
            "viber", Set.of("text", "image", "document"));
    private static final Set<String> BY_NUMBER = Set.of("whatsapp", "viber");

    private ChatAppMessage() {}

    static Optional<CloudError> problem(Parameters parameters, Set<String> deletedTemplates) {
        Form body = parameters.body();
        return First.of(
                () -> parameters.unknown(IN_QUERY, IN_BODY),
                () -> Parameters.required(body, "ChannelType", "Type", "From", "To"),
                () -> MESSAGE_TYPES.containsKey(body.text("ChannelType"))
                        ? Optional.empty()
                        : invalid("ChannelTypeNotSupport"),
                () -> addresses(body),
                () -> viber(body),
                () -> content(parameters, deletedTemplates));
    }

    private static Optional<CloudError> addresses(Form body) {
        if (!body.text("From").matches("\\d{1,32}")) {
            return invalid("FromOnlyNumeric");
        }
        String form = BY_NUMBER.contains(body.text("ChannelType")) ? "[1-9]\\d{6,14}" : "\\d{1,32}";
        return body.text("To").matches(form) ? Optional.empty() : invalid("PhoneNumberError");
    }

    private static Optional<CloudError> viber(Form body) {
        boolean viber = body.text("ChannelType").equals("viber");
        if (!viber) {
            return body.value("Label").isEmpty() && body.value("Ttl").isEmpty() ? Optional.empty() : invalid("Viber");
        }
        if (!Set.of("promotion", "transaction").contains(body.text("Label"))) {
            return CloudError.byService("SRVC_BAD_LABEL", "The label is missing or incorrect.");
        }
        String ttl = body.value("Ttl").orElse("30");
        return ttl.matches("\\d{1,9}") && Integer.parseInt(ttl) >= 30 && Integer.parseInt(ttl) <= 1_209_600
                ? Optional.empty()
                : CloudError.byService("SRVC_INVALID_TTL", "TTL is less than 30 or more than 1209600 seconds.");
    }

    private static Optional<CloudError> content(Parameters parameters, Set<String> deletedTemplates) {
        return switch (parameters.body().text("Type")) {
            case "template" -> template(parameters.body(), deletedTemplates);
            case "message" -> message(parameters.body(), parameters.query().text("Content"));
            default -> invalid("TypeNotSupport");
        };
    }

    private static Optional<CloudError> template(Form body, Set<String> deletedTemplates) {
        if (body.value("TemplateCode").isEmpty()) {
            return invalid("TemplateCodeNotEmpty");
        }
        if (body.value("Language").isEmpty()) {
            return invalid("LanguageNotEmpty");
        }
        if (deletedTemplates.contains(body.text("TemplateCode"))) {
            return CloudError.byService("DetailError.TemplateNotExist", "The template does not exist.");
        }
        return body.value("TemplateParams").isEmpty()
                        || Parameters.texts(body.text("TemplateParams")).isPresent()
                ? Optional.empty()
                : CloudError.byService("TemplateParamInvalid", "The parameters do not fit the template.");
    }

    private static Optional<CloudError> message(Form body, String content) {
        String type = body.text("MessageType");
        if (type.isEmpty()) {
            return invalid("MessageTypeNotEmpty");
        }
        if (!MESSAGE_TYPES.getOrDefault(body.text("ChannelType"), Set.of()).contains(type)) {
            return invalid("MessageTypeNotSupport");
        }
        if (content.isEmpty()) {
            return invalid("ContentNotEmpty");
        }
        return Json.tree(content)
                .filter(JsonNode::isObject)
                .map(json -> type.equals("text") ? text(json) : media(type, json))
                .orElseGet(() -> invalid("ContentError"));
    }

    private static Optional<CloudError> text(JsonNode content) {
        return content.path("text").asText().isEmpty() ? invalid("TextNotEmpty") : Optional.empty();
    }

    private static Optional<CloudError> media(String type, JsonNode content) {
        if (!content.path("link").asText().startsWith("https://")) {
            return invalid("LinkNotEmpty");
        }
        if (type.equals("audio") && content.has("caption")) {
            return invalid("ContentError");
        }
        return type.equals("document") && content.path("fileName").asText().isEmpty()
                ? invalid("FileNameNotEmpty")
                : Optional.empty();
    }

    private static Optional<CloudError> invalid(String what) {
        return CloudError.byService("InvalidParameter." + what, "The parameters are not right: " + what);
    }

    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
