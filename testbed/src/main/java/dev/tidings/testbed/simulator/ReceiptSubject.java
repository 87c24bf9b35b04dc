package dev.tidings.testbed.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The message that receipts are about.
 *
 * @param phoneNumberId The account it was sent from.
 * @param messageId The provider's id.
 * @param recipientId The recipient's digits.
 * @param callbackData What the sender asked to get back; null if nothing.
 */
record ReceiptSubject(
        String phoneNumberId,
        String messageId,
        String recipientId,
        @Nullable String callbackData) {
    @Override
    public String toString() {
        return "ReceiptSubject[hidden]";
    }
}
