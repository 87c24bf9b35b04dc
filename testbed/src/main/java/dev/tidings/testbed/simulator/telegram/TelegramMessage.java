package dev.tidings.testbed.simulator.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters of a message as Telegram checks them; lengths are in UTF-16 code units. */
final class TelegramMessage {
    private static final int TEXT_LIMIT = 4096;
    private static final int CAPTION_LIMIT = 1024;
    private static final Pattern CHAT = Pattern.compile("-?\\d{1,20}|@[A-Za-z]\\w{3,31}");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+.*");
    private static final Set<String> COMMON = Set.of("chat_id", "disable_notification", "protect_content");

    /** The methods for media, each with the parameter that has the link. */
    private static final Map<String, String> MEDIA = Map.of(
            "sendPhoto", "photo",
            "sendVideo", "video",
            "sendAudio", "audio",
            "sendDocument", "document");

    private TelegramMessage() {}

    static Optional<TelegramError> problem(String method, JsonNode message) {
        String field = MEDIA.get(method);
        if (field == null && !method.equals("sendMessage")) {
            return Optional.of(new TelegramError(404, "Not Found: method not found"));
        }
        return First.of(
                () -> unknown(
                        message, field == null ? "text" : field, field == null ? "link_preview_options" : "caption"),
                () -> chat(message.path("chat_id")),
                () -> field == null ? text(message.path("text")) : media(field, message));
    }

    /** The real API passes unknown parameters over; here a misspelt one must show. */
    private static Optional<TelegramError> unknown(JsonNode message, String... known) {
        return message.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !COMMON.contains(name) && Stream.of(known).noneMatch(name::equals))
                .findFirst()
                .flatMap(name -> TelegramError.bad("unknown parameter " + name));
    }

    private static Optional<TelegramError> chat(JsonNode chat) {
        if (chat.asText().isEmpty()) {
            return TelegramError.bad("chat_id is empty");
        }
        return (chat.isTextual() || chat.isIntegralNumber())
                        && CHAT.matcher(chat.asText()).matches()
                ? Optional.empty()
                : TelegramError.bad("chat not found");
    }

    private static Optional<TelegramError> text(JsonNode text) {
        if (!text.isTextual() || text.asText().isBlank()) {
            return TelegramError.bad("message text is empty");
        }
        return text.asText().length() <= TEXT_LIMIT ? Optional.empty() : TelegramError.bad("message is too long");
    }

    private static Optional<TelegramError> media(String field, JsonNode message) {
        String link = message.path(field).asText();
        if (link.isEmpty()) {
            return TelegramError.bad("there is no " + field + " in the request");
        }
        if (!LINK.matcher(link).matches()) {
            return TelegramError.bad("wrong file identifier/HTTP URL specified");
        }
        return message.path("caption").asText().length() <= CAPTION_LIMIT
                ? Optional.empty()
                : TelegramError.bad("message caption is too long");
    }
}
