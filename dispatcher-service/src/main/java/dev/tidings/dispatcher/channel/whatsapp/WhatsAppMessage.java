package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Echo;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one message. */
final class WhatsAppMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WhatsAppMessage() {}

    static String write(SendTask task) {
        ObjectNode message = object().put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", task.recipient());
        Echo.of(task).ifPresent(id -> message.put("biz_opaque_callback_data", id));
        switch (task.content()) {
            case TextContent text -> put(message, "text", text(text));
            case TemplateMessage template -> put(message, "template", template(template));
            case MediaContent media -> put(message, media.kind().name().toLowerCase(Locale.ROOT), media(media));
        }
        return JSON.writeValueAsString(message);
    }

    private static void put(ObjectNode message, String type, ObjectNode content) {
        message.put("type", type).set(type, content);
    }

    private static ObjectNode text(TextContent text) {
        return object().put("body", text.text()).put("preview_url", false);
    }

    private static ObjectNode template(TemplateMessage template) {
        ObjectNode json = object().put("name", template.name());
        json.set("language", object().put("policy", "deterministic").put("code", template.language()));
        if (!template.parameters().isEmpty()) {
            ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
            template.parameters()
                    .forEach(parameter -> parameters.add(parameter(parameter, template.parameterFormat())));
            ObjectNode body = object().put("type", "body");
            body.set("parameters", parameters);
            json.set("components", JsonNodeFactory.instance.arrayNode().add(body));
        }
        return json;
    }

    private static ObjectNode parameter(TemplateParameter parameter, ParameterFormat format) {
        ObjectNode json = object().put("type", "text");
        if (format == ParameterFormat.NAMED) {
            json.put("parameter_name", parameter.name());
        }
        return json.put("text", parameter.value());
    }

    private static ObjectNode media(MediaContent media) {
        ObjectNode json = object().put("link", media.link());
        if (media.caption() != null) {
            json.put("caption", media.caption());
        }
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
