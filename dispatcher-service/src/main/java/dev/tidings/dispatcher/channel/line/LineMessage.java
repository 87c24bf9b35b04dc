package dev.tidings.dispatcher.channel.line;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one push. */
final class LineMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LineMessage() {}

    /** Empty: LINE has no message for such a content. */
    static Optional<String> write(SendTask task) {
        return switch (task.content()) {
            case TextContent text -> Optional.of(push(task, typed("text").put("text", text.text())));
            case MediaContent media when media.kind() == MediaKind.IMAGE -> Optional.of(push(task, image(media)));
            case MediaContent _, TemplateMessage _ -> Optional.empty();
        };
    }

    private static String push(SendTask task, ObjectNode message) {
        ObjectNode push = JsonNodeFactory.instance.objectNode().put("to", task.recipient());
        push.putArray("messages").add(message);
        return JSON.writeValueAsString(push);
    }

    /** A preview is wanted, and there is one link: it is both, where the image is no larger than a preview may be, 1 MB. */
    private static ObjectNode image(MediaContent media) {
        return typed("image").put("originalContentUrl", media.link()).put("previewImageUrl", media.link());
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
