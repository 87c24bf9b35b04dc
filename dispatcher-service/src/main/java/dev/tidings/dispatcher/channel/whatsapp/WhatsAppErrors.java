package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import java.util.stream.IntStream;

/**
 * The error codes of the WhatsApp Cloud API, in its answers and in its receipts. From Meta's page of error codes: build
 * on the code, never on the title or the HTTP status.
 */
final class WhatsAppErrors {
    /** The whole table. */
    static final ErrorTable TABLE = ErrorTable.builder()
            .tooFast("the account's rate limit", 4, 80007, 130429)
            .tooFastForRecipient("the limit of messages to this recipient", 131056)
            .refused(
                    Reason.SENDER_BLOCKED,
                    "the sending account is restricted",
                    131048,
                    131064,
                    368,
                    131031,
                    131042,
                    130497,
                    131045,
                    131037)
            .trouble("the provider has trouble", 1, 2, 131000, 131016, 131057, 133004, 135000)
            .refused(Reason.AUTHENTICATION_FAILED, "the access token is not valid for this", 0, 3, 10, 190, 131005)
            .refused(
                    Reason.AUTHENTICATION_FAILED,
                    "the access token lacks a permission",
                    IntStream.rangeClosed(200, 299).toArray())
            .refused(
                    Reason.INVALID_REQUEST,
                    "the provider cannot use the request",
                    100,
                    131008,
                    131009,
                    131021,
                    131030,
                    131051,
                    131052,
                    131053)
            .refused(Reason.RECIPIENT_NOT_ON_CHANNEL, "the recipient cannot be reached on WhatsApp", 131026)
            .refused(Reason.OUTSIDE_SERVICE_WINDOW, "more than 24 hours since the recipient wrote", 131047)
            // Trying again soon makes these two worse: they are refusals, whatever their names say.
            .refused(Reason.RATE_LIMITED, "the recipient got enough marketing messages", 131049)
            .refused(Reason.PROVIDER_ERROR, "the recipient is in an experiment without marketing messages", 130472)
            .refused(Reason.RECIPIENT_OPTED_OUT, "the recipient stopped marketing messages", 131050)
            .refused(
                    Reason.TEMPLATE_PARAMETERS_INVALID,
                    "the parameters do not fit the template",
                    132000,
                    132005,
                    132007,
                    132008,
                    132012)
            .refused(
                    Reason.TEMPLATE_UNAVAILABLE,
                    "the template is not there, paused or disabled",
                    132001,
                    132015,
                    132016)
            .build();

    private WhatsAppErrors() {}
}
