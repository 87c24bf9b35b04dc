package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of one message: Content goes into the URL and everything else into the body, as the service's own SDK has it. */
final class ChatAppMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VIBER = "viber";
    private static final Set<String> VIBER_LABELS = Set.of("promotion", "transaction");

    private final SendTask task;
    private final Sender sender;
    private final Instant now;
    private final Map<String, String> query = new HashMap<>();
    private final Map<String, String> form = new HashMap<>();

    ChatAppMessage(SendTask task, Sender sender, Instant now) {
        this.task = task;
        this.sender = sender;
        this.now = now;
    }

    /** What the account lacks; empty: nothing. */
    Optional<String> problem() {
        if (sender.setting("from").isEmpty()) {
            return Optional.of("the account's from is missing");
        }
        return task.channel().equals(VIBER)
                        && sender.setting("label")
                                .filter(VIBER_LABELS::contains)
                                .isEmpty()
                ? Optional.of("the account's label is not promotion or transaction")
                : Optional.empty();
    }

    OpenApiCall call() {
        form.put("ChannelType", task.channel());
        form.put("From", digits(sender.setting("from").orElseThrow()));
        form.put("To", digits(task.recipient()));
        form.put("TaskId", Echo.idOf(task));
        sender.setting("custSpaceId").ifPresent(id -> form.put("CustSpaceId", id));
        if (task.channel().equals(VIBER)) {
            putViber();
        }
        switch (task.content()) {
            case TemplateMessage template -> putTemplate(template);
            case TextContent(String text) -> putMessage("text", object().put("text", text));
            case MediaContent media -> putMessage(media.kind().name().toLowerCase(Locale.ROOT), media(media));
        }
        return new OpenApiCall("SendChatappMessage", "2020-06-06", query, form);
    }

    private void putViber() {
        form.put("Label", sender.setting("label").orElseThrow());
        form.put("Ttl", Long.toString(sender.validity(task, now).toSeconds()));
        form.put("TrackingData", Echo.idOf(task));
        sender.setting("tag").ifPresent(tag -> form.put("Tag", tag));
    }

    /** Its parameters have names here whatever the chat app itself calls them. */
    private void putTemplate(TemplateMessage template) {
        form.put("Type", "template");
        form.put("TemplateCode", template.name());
        form.put("Language", template.language());
        if (!template.parameters().isEmpty()) {
            form.put("TemplateParams", parameters(template.parameters()));
        }
    }

    /** Names and values as the JSON that Alibaba's services take. */
    static String parameters(List<TemplateParameter> parameters) {
        ObjectNode values = object();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return JSON.writeValueAsString(values);
    }

    private void putMessage(String type, ObjectNode content) {
        form.put("Type", "message");
        form.put("MessageType", type);
        query.put("Content", JSON.writeValueAsString(content));
    }

    private static ObjectNode media(MediaContent media) {
        ObjectNode content = object().put("link", media.link());
        if (media.caption() != null) {
            content.put("caption", media.caption());
        }
        if (media.kind() == MediaKind.DOCUMENT) {
            content.put("fileName", fileName(media.link()));
        }
        return content;
    }

    /** A document wants a name, and the link is all that there is to take one from. */
    private static String fileName(String link) {
        String path = URI.create(link).getPath();
        String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return last.isBlank() ? "document" : last;
    }

    /** Numbers are written without their plus, and other ids have none. */
    static String digits(String address) {
        return address.startsWith("+") ? address.substring(1) : address;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
