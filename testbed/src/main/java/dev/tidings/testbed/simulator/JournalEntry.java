package dev.tidings.testbed.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One call as the journal keeps it.
 *
 * @param seq Counts up from 1, without gaps.
 * @param receivedAt Milliseconds since the epoch.
 * @param channel The channel, as the catalog names it; unknown for a call of no provider.
 * @param account The provider's id of the account.
 * @param to The recipient as written in the call.
 * @param path The path.
 * @param body The body, byte for byte as text.
 * @param accepted Whether the provider took the message, whatever the caller was told.
 * @param status The HTTP status of the answer; 0 when there was none.
 * @param providerMessageId The provider's id; null when not accepted.
 * @param behaviour The kinds of misbehaviour at work, comma-separated; null when none.
 */
public record JournalEntry(
        long seq,
        long receivedAt,
        String channel,
        String account,
        String to,
        String path,
        String body,
        boolean accepted,
        int status,
        @Nullable String providerMessageId,
        @Nullable String behaviour) {
    JournalEntry numbered(long number) {
        return new JournalEntry(
                number, receivedAt, channel, account, to, path, body, accepted, status, providerMessageId, behaviour);
    }

    @Override
    public String toString() {
        return "JournalEntry[" + seq + ", " + channel + ", accepted=" + accepted + ", status=" + status + "]";
    }
}
