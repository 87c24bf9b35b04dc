package dev.tidings.dispatcher.channel.twilio;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;

/**
 * Twilio's error codes for messages, from its dictionary of errors: 2xxxx come in answers, 30xxx mostly in the status of
 * a message. 20500 and 20503 are left out on purpose: Twilio does not say that nothing was sent.
 */
final class TwilioErrors {
    static final ErrorTable TABLE = ErrorTable.builder()
            .tooFast("the account's rate limit", 20429, 14107, 30022, 63038)
            .tooFast("the sender's queue is full", 21611, 30001)
            .refused(Reason.AUTHENTICATION_FAILED, "the account's credentials are not valid", 20003, 20006, 20008)
            .refused(Reason.RECIPIENT_INVALID, "the number cannot get text messages", 21211, 21401, 21614, 30005)
            .refused(Reason.RECIPIENT_OPTED_OUT, "the recipient stopped messages from this sender", 21610, 30004)
            .refused(Reason.RECIPIENT_NOT_ON_CHANNEL, "the recipient's phone cannot be reached", 21217, 30003, 30006)
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the account or its number may not send there",
                    20005,
                    21408,
                    21601,
                    21606,
                    21607,
                    21608,
                    21612,
                    21659,
                    21660,
                    21661,
                    21703,
                    30002,
                    30032,
                    30034)
            .refused(
                    Reason.INVALID_REQUEST,
                    "the provider cannot use the request",
                    20404,
                    21212,
                    21602,
                    21603,
                    21604,
                    21605,
                    21617,
                    21701,
                    21704,
                    21705)
            .refused(Reason.CONTENT_REJECTED, "the text was filtered", 21618, 30007, 30450)
            .refused(Reason.VALIDITY_EXPIRED, "the validity ended in the provider's queue", 30036)
            .refused(Reason.PROVIDER_ERROR, "the message failed at the carrier", 30008)
            .build();

    private TwilioErrors() {}
}
