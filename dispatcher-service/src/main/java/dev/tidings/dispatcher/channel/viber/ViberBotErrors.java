package dev.tidings.dispatcher.channel.viber;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;

/** What a bot's call is answered as {@code status}, from the table of error codes in Viber's REST API. */
final class ViberBotErrors {
    static final ErrorTable TABLE = ErrorTable.builder()
            // 100 messages in an hour to one who does not answer.
            .tooFastForRecipient("the limit of messages to a recipient who does not answer", 12)
            .refused(Reason.AUTHENTICATION_FAILED, "the bot's token is not valid", 2, 8)
            .refused(Reason.SENDER_BLOCKED, "the bot may not send, or not any more", 7, 9, 10, 15, 23, 24)
            .refused(
                    Reason.RECIPIENT_NOT_ON_CHANNEL,
                    "the recipient is not on Viber, has not subscribed to the bot or cannot be served by it",
                    5,
                    6,
                    11,
                    13,
                    21)
            .refused(Reason.INVALID_REQUEST, "the provider cannot use the request", 1, 3, 4, 14, 16, 17, 18, 19, 20, 22)
            .build();

    private ViberBotErrors() {}
}
