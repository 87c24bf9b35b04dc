package dev.tidings.dispatcher.channel.telegram;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.TextContent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one message. A chat's id goes as text: Telegram takes it for the number as well as for a public name. */
final class TelegramMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TelegramMessage() {}

    static String text(String chatId, TextContent text) {
        ObjectNode message = to(chatId).put("text", text.text());
        message.putObject("link_preview_options").put("is_disabled", true);
        return JSON.writeValueAsString(message);
    }

    static String media(String chatId, MediaContent media) {
        ObjectNode message = to(chatId).put(field(media.kind()), media.link());
        if (media.caption() != null) {
            message.put("caption", media.caption());
        }
        return JSON.writeValueAsString(message);
    }

    private static String field(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "photo";
            case VIDEO -> "video";
            case AUDIO -> "audio";
            case DOCUMENT -> "document";
        };
    }

    private static ObjectNode to(String chatId) {
        return JsonNodeFactory.instance.objectNode().put("chat_id", chatId);
    }
}
