package dev.tidings.dispatcher.channel.line;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import tools.jackson.databind.JsonNode;

/**
 * What LINE's errors mean. They have no codes: the HTTP status counts, and where one means several things, the messages that LINE's
 * reference lists get words of ours.
 *
 * <p>The month's messages can seem used up while others are on their way, since LINE sets aside more than it sends. It is a refusal
 * all the same: a retry would mostly meet the same, and a fallback is there for it.
 */
final class LineErrors {
    static final ErrorTable TABLE = ErrorTable.builder()
            .tooFast("the account's rate limit", "429")
            .refused(Reason.SENDER_BLOCKED, "the account's messages of this month are used up", "429:monthly-limit")
            .refused(Reason.AUTHENTICATION_FAILED, "the channel access token is not valid", "401")
            .refused(Reason.AUTHENTICATION_FAILED, "the account may not use this", "403")
            .refused(Reason.RECIPIENT_INVALID, "there is no such recipient for this account", "400:to", "400:not-sent")
            // Without an id there is nothing to say that it was sent as.
            .unclear("the provider took it before, and does not say as what", 409)
            .refused(Reason.INVALID_REQUEST, "the provider cannot use the request", "400", "404", "413", "415")
            .build();

    private LineErrors() {}

    /** The word for an error; nothing of its message gets into it. */
    static String word(int status, JsonNode error) {
        String message = error.path("message").asString("");
        return switch (status) {
            case 400 -> status + badRequest(message, error.path("details"));
            case 429 -> status + (message.startsWith("You have reached your monthly limit") ? ":monthly-limit" : "");
            default -> Integer.toString(status);
        };
    }

    private static String badRequest(String message, JsonNode details) {
        // LINE says so of people that it does not know, and of those who never were the account's friends.
        if (message.startsWith("Failed to send messages")) {
            return ":not-sent";
        }
        boolean recipient = message.startsWith("The property, 'to', in the request body is invalid")
                || details.valueStream()
                        .anyMatch(detail -> detail.path("property").asString("").equals("to"));
        return recipient ? ":to" : "";
    }
}
