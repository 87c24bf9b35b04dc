package dev.tidings.testbed.simulator;

import org.jspecify.annotations.Nullable;

/** What a provider thinks of a call. */
sealed interface Verdict {
    /**
     * The provider takes the message: it exists from now on, whether or not the answer arrives.
     *
     * @param messageId The provider's id of the message.
     * @param answer The answer to give.
     * @param receipts What receipts will say; null where the channel sends none.
     */
    record Accepted(
            String messageId, Answer answer, @Nullable ReceiptSubject receipts) implements Verdict {}

    /**
     * The provider refuses: there is no message.
     *
     * @param answer The answer to give.
     */
    record Refused(Answer answer) implements Verdict {}
}
