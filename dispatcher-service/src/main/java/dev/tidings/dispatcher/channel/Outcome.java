package dev.tidings.dispatcher.channel;

import dev.tidings.contract.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call to a provider. Details are sentences for people, and hold neither addresses nor message text
 * nor tokens: they are published.
 */
public sealed interface Outcome {
    /**
     * The provider took the message. Next: the step ends as SENT, and receipts may follow.
     *
     * @param providerMessageId the provider's id of the message
     */
    record Accepted(String providerMessageId) implements Outcome {}

    /**
     * The provider refused for good; nothing was sent. Next: the step ends as FAILED with this reason, and a fallback
     * may follow.
     *
     * @param reason why, in our words
     * @param detail why, in a sentence
     * @param providerCode the provider's own code; absent: it gave none
     */
    record Rejected(Reason reason, String detail, @Nullable String providerCode) implements Outcome {}

    /**
     * The provider took nothing and asks to slow down. Next: a later attempt, not before {@code retryAfter}, for as long
     * as the task is valid.
     *
     * @param detail what was limited
     * @param providerCode the provider's own code; absent: it gave none
     * @param retryAfter how long the provider asks to wait; absent: it did not say
     * @param recipientOnly whether it is this recipient alone that gets too much, and not the account that sends too much
     */
    record Throttled(
            String detail,
            @Nullable String providerCode,
            @Nullable Duration retryAfter,
            boolean recipientOnly) implements Outcome {}

    /**
     * Nothing was sent: no connection, or a documented answer that means so. Safe to repeat. Next: a later attempt, for
     * as long as the task is valid.
     *
     * @param detail what was in the way
     */
    record Unreachable(String detail) implements Outcome {}

    /**
     * Bytes left and no clear answer came: the message may or may not have been accepted. Next: by the task's
     * {@code onUncertain} a later attempt that says possibleDuplicate, or the step ends as UNKNOWN.
     *
     * @param detail what was unclear
     * @param providerCode the provider's own code; absent: it gave none
     */
    record Uncertain(String detail, @Nullable String providerCode) implements Outcome {}
}
