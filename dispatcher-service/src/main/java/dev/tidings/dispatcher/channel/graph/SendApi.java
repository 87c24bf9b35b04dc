package dev.tidings.dispatcher.channel.graph;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Send API, as Messenger and Instagram have it. An account may say what its messages are: {@code messagingType}, UPDATE where it
 * does not, since nothing here answers what somebody wrote; and for MESSAGE_TAG, which alone may be sent more than 24 hours after
 * that, the {@code messageTag}.
 */
public final class SendApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "messagingType";
    private static final String TAG = "messageTag";
    private static final String UPDATE = "UPDATE";
    private static final String TAGGED = "MESSAGE_TAG";
    private static final Set<String> TYPES = Set.of("RESPONSE", UPDATE, TAGGED);

    private SendApi() {}

    /**
     * Writes the call for a task.
     *
     * @param node the setting that says who sends
     */
    public static Draft draft(SendTask task, Sender sender, String node) {
        String type = sender.setting(TYPE).orElse(UPDATE);
        boolean needsTag = type.equals(TAGGED);
        Optional<String> tag = sender.pathSetting(TAG);
        if (!TYPES.contains(type) || (needsTag && tag.isEmpty())) {
            return Draft.invalid("the account's " + TYPE + " is none that there is, or lacks its " + TAG);
        }
        ObjectNode message = object().put("messaging_type", type);
        if (needsTag) {
            message.put("tag", tag.get());
        }
        message.set("recipient", object().put("id", task.recipient()));
        return switch (task.content()) {
            case TextContent(String text) -> call(sender, node, message, object().put("text", text));
            case MediaContent media -> call(sender, node, message, attachment(media));
            case TemplateMessage _ -> Draft.invalid("the provider takes no templates");
        };
    }

    private static Draft call(Sender sender, String node, ObjectNode message, ObjectNode content) {
        message.set("message", content);
        return GraphCall.messages(sender, node, () -> JSON.writeValueAsString(message));
    }

    private static ObjectNode attachment(MediaContent media) {
        ObjectNode attachment = object().put("type", type(media.kind()));
        attachment.set("payload", object().put("url", media.link()).put("is_reusable", false));
        ObjectNode message = object();
        message.set("attachment", attachment);
        return message;
    }

    private static String type(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "image";
            case VIDEO -> "video";
            case AUDIO -> "audio";
            case DOCUMENT -> "file";
        };
    }

    /** The message's id in an answer that accepted it. */
    public static Optional<String> acceptedId(Reply reply) {
        return GraphCall.id(reply.json().path("message_id"));
    }

    /** The error code in an answer, such as 190, or 10/2018278. */
    public static Optional<String> errorCode(Reply reply) {
        return GraphCall.codeWithSubcode(reply);
    }

    /** What the codes mean. */
    public static ErrorTable errors() {
        return SendApiErrors.TABLE;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
