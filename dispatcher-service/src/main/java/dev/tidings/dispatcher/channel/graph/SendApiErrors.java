package dev.tidings.dispatcher.channel.graph;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import java.util.stream.IntStream;

/**
 * The error codes of the Send API. From Meta's pages of Messenger's error codes and of rate limits; what only others' code tells of
 * is unverified. A code with a subcode that is not here means what the code alone does.
 */
final class SendApiErrors {
    /** The whole table. */
    static final ErrorTable TABLE = ErrorTable.builder()
            // 80001 and 80002 are of pages and of Instagram, 80006 is Messenger's.
            .tooFast("the account's rate limit", 4, 17, 32, 613, 80001, 80002, 80006)
            .trouble("the provider has trouble", 2, 1200)
            // With 1357046 it says so of messages that were sent.
            .unclear("the provider does not know what went wrong", 1)
            .refused(Reason.AUTHENTICATION_FAILED, "the access token is not valid for this", 0, 3, 10, 102, 190)
            .refused(
                    Reason.AUTHENTICATION_FAILED,
                    "the access token lacks a permission",
                    IntStream.rangeClosed(200, 299).toArray())
            // The subcode 2534022 is Instagram's, and unverified.
            .refused(
                    Reason.OUTSIDE_SERVICE_WINDOW,
                    "more than 24 hours since the recipient wrote",
                    "10/2018065",
                    "10/2018278",
                    "10/2534022")
            // 10/2018108 and 200/1545041 are unverified.
            .refused(
                    Reason.RECIPIENT_NOT_ON_CHANNEL,
                    "the recipient takes no messages from this sender now",
                    "551",
                    "10/2018108",
                    "200/1545041")
            // 100/2534014 is Instagram's, and unverified.
            .refused(Reason.RECIPIENT_INVALID, "there is no such recipient", "100/2018001", "100/2534014")
            .refused(Reason.INVALID_REQUEST, "the provider cannot use the request", 100)
            .refused(Reason.SENDER_BLOCKED, "the sending account is restricted", 368)
            // Unverified.
            .refused(Reason.PROVIDER_ERROR, "another app has taken the conversation over", "10/2018300", "100/2018300")
            .build();

    private SendApiErrors() {}
}
