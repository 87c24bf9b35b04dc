package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One of the reports in a webhook.
 *
 * @param json the report
 * @param account whom the webhook is for
 * @param now counts as the time of what comes without one, or with one in the future
 */
record Report(JsonNode json, SenderAccount account, Instant now) {
    private static final int LONGEST = 256;

    /** A field that is not blank, and of a sensible length. */
    Optional<String> text(String field) {
        return Optional.of(json.path(field).asString("")).filter(text -> !text.isBlank() && text.length() <= LONGEST);
    }

    /** The message was taken, has arrived or was read. */
    Finding good(Subject subject, ReceiptKind kind, Instant at) {
        return told(subject, kind, null, null, at);
    }

    /** The message will not arrive. */
    Finding failed(Subject subject, Reason reason, @Nullable String code, Instant at) {
        return told(subject, ReceiptKind.UNDELIVERED, reason, code, at);
    }

    private Finding told(
            Subject subject, ReceiptKind kind, @Nullable Reason reason, @Nullable String code, Instant at) {
        return new Finding.Told(new Receipt(
                account.channel(),
                account.accountId(),
                subject.correlationId(),
                subject.messageId(),
                kind,
                reason,
                code,
                at,
                now));
    }

    /**
     * Which message is meant.
     *
     * @param correlationId what it is found by
     * @param messageId the provider's id; absent: the report did not name it
     */
    record Subject(String correlationId, @Nullable String messageId) {
        static Subject of(String messageId) {
            return new Subject(messageId, messageId);
        }
    }

    /** Tells nothing: it names people. */
    @Override
    public String toString() {
        return "Report";
    }
}
