package dev.tidings.dispatcher.channel.telegram;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import java.util.List;
import java.util.Locale;

/**
 * What the Bot API's errors mean. Its error_code is the HTTP status, and only the description tells a blocked bot from a chat that
 * is gone: so the descriptions that Telegram's own server has (tdlib/telegram-bot-api) get words of ours, and what is none of
 * them keeps its number.
 *
 * <p>429 does not say whether the bot sends too much or one chat gets too much. It counts for the account: we keep to a message a
 * second for each chat ourselves, and a bot that goes on while it was told to wait has to wait longer. The price is paid by groups,
 * which take 20 messages a minute: one that got more holds up the others for up to a minute.
 */
final class TelegramErrors {
    static final ErrorTable TABLE = ErrorTable.builder()
            .tooFast("the bot's rate limit, or the chat's", "429")
            .refused(Reason.AUTHENTICATION_FAILED, "the bot's token is not valid", "401", "404")
            .refused(
                    Reason.RECIPIENT_OPTED_OUT,
                    "the recipient stopped or removed the bot",
                    "403:blocked",
                    "403:removed")
            .refused(
                    Reason.RECIPIENT_NOT_ON_CHANNEL,
                    "the recipient has never started the bot, or is no longer on Telegram",
                    "403:not-started",
                    "403:deactivated")
            .refused(
                    Reason.RECIPIENT_INVALID,
                    "there is no such chat, or it has another id by now",
                    "400:chat-not-found",
                    "400:chat-moved",
                    "403:chat-deleted",
                    "403:bot")
            .refused(Reason.SENDER_BLOCKED, "the bot may not write in this chat", "400:no-rights")
            .refused(Reason.INVALID_REQUEST, "the provider cannot use the media behind the link", "400:media")
            .refused(Reason.INVALID_REQUEST, "the provider cannot use the request", "400", "413")
            .build();

    /**
     * A description, in any case, and what we call it.
     *
     * @param status the error_code that it comes with
     * @param words stand in it
     * @param word our own
     */
    private record Phrase(int status, String words, String word) {}

    private static final List<Phrase> PHRASES = List.of(
            new Phrase(403, "bot was blocked by the user", "403:blocked"),
            new Phrase(403, "bot was kicked from the", "403:removed"),
            new Phrase(403, "bot is not a member of the", "403:removed"),
            new Phrase(403, "bot can't initiate conversation with a user", "403:not-started"),
            new Phrase(403, "user is deactivated", "403:deactivated"),
            new Phrase(403, "the group chat was deleted", "403:chat-deleted"),
            new Phrase(403, "bot can't send messages to bots", "403:bot"),
            new Phrase(400, "chat not found", "400:chat-not-found"),
            new Phrase(400, "chat_id is empty", "400:chat-not-found"),
            new Phrase(400, "peer_id_invalid", "400:chat-not-found"),
            new Phrase(400, "group chat was upgraded to a supergroup chat", "400:chat-moved"),
            new Phrase(400, "not enough rights", "400:no-rights"),
            new Phrase(400, "have no rights to send", "400:no-rights"),
            new Phrase(400, "have no write access", "400:no-rights"),
            new Phrase(400, "need administrator rights", "400:no-rights"),
            new Phrase(400, "chat_write_forbidden", "400:no-rights"),
            new Phrase(400, "failed to get http url content", "400:media"),
            new Phrase(400, "wrong http url specified", "400:media"),
            new Phrase(400, "wrong file identifier/http url specified", "400:media"),
            new Phrase(400, "wrong type of the web page content", "400:media"),
            new Phrase(400, "can't upload file by url", "400:media"));

    private TelegramErrors() {}

    /** The word for an error; nothing of the description gets into it. */
    static String word(int code, String description) {
        String said = description.toLowerCase(Locale.ROOT);
        return PHRASES.stream()
                .filter(phrase -> phrase.status() == code && said.contains(phrase.words()))
                .findFirst()
                .map(Phrase::word)
                .orElseGet(() -> Integer.toString(code));
    }
}
