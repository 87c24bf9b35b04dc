package dev.tidings.dispatcher.channel.telegram;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Telegram's Bot API: {@code POST /bot{token}/sendMessage}, and a method for each kind of media.
 *
 * <p>There is no webhook on purpose. Telegram's updates tell nothing of what a bot sent, only what people write to it, and a bot
 * has one webhook: set to ours, it would take these messages away from whoever answers them.
 */
public final class TelegramBot implements HttpProvider {
    /** The token is part of the path, and what cannot be one must not come into the message of an exception. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    private static final int LONGEST_ID = 64;

    @Override
    public String provider() {
        return "telegram-bot";
    }

    @Override
    public String sendingCredential() {
        return "botToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        if (!TOKEN.matcher(sender.secret().value()).matches()) {
            return new Draft.Unfit(
                    new Outcome.Rejected(Reason.AUTHENTICATION_FAILED, "the bot's token is malformed", null));
        }
        return switch (task.content()) {
            case TextContent text -> call(sender, "sendMessage", TelegramMessage.text(task.recipient(), text));
            case MediaContent media ->
                call(sender, method(media.kind()), TelegramMessage.media(task.recipient(), media));
            case TemplateMessage _ -> Draft.invalid("Telegram has no templates");
        };
    }

    private static Draft call(Sender sender, String method, String message) {
        URI uri =
                URI.create(sender.account().baseUrl() + "/bot" + sender.secret().value() + "/" + method);
        return new Draft.Ready(HttpQuestion.json(uri, Map.of("Accept", "application/json"), message));
    }

    private static String method(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "sendPhoto";
            case VIDEO -> "sendVideo";
            case AUDIO -> "sendAudio";
            case DOCUMENT -> "sendDocument";
        };
    }

    /** Counted for each chat, so two messages of one bot can have the same. */
    @Override
    public Optional<String> acceptedId(Reply reply) {
        JsonNode answer = reply.json();
        String id = answer.path("result").path("message_id").asString("");
        return !answer.path("ok").asBoolean(false) || id.isBlank() || id.length() > LONGEST_ID
                ? Optional.empty()
                : Optional.of(id);
    }

    /** Of a 5xx there is none: the server also makes one of what it could not understand itself. */
    @Override
    public Optional<String> errorCode(Reply reply) {
        JsonNode code = reply.json().path("error_code");
        return reply.status() / 100 == 4 && code.canConvertToInt()
                ? Optional.of(TelegramErrors.word(
                        code.intValue(), reply.json().path("description").asString("")))
                : Optional.empty();
    }

    @Override
    public ErrorTable errors() {
        return TelegramErrors.TABLE;
    }

    @Override
    public Optional<Duration> retryAfter(Reply reply) {
        JsonNode seconds = reply.json().path("parameters").path("retry_after");
        return seconds.canConvertToInt() ? Optional.of(Duration.ofSeconds(seconds.intValue())) : Optional.empty();
    }
}
