package dev.tidings.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ties what a receipt will name to the request. Topic tidings.receipts, key: account and correlation id.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param tenant Who pays.
 * @param campaignId Campaign that the request belongs to, at most 64 characters; absent: none.
 * @param step The step.
 * @param attempt The attempt.
 * @param acceptedAt When the request was accepted, UTC milliseconds.
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param correlationId What the receipt will name: our own id where the provider echoes it; the recipient's key where the provider reports by conversation; else the provider's message id.
 * @param providerMessageId The provider's id of the message; absent: whether it was accepted is not known, and the next attempt waits in hold.
 * @param possibleDuplicate Whether an earlier attempt may have been accepted.
 * @param dueAt When the step was due, UTC milliseconds.
 * @param recordedAt UTC milliseconds.
 * @param policyId The request's fallback policy; absent: the request has none.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 * @param traceparent The span of the attempt: receipts are linked to it. Absent: it is not traced.
 */
public record Correlation(
        String requestId,
        String tenant,
        @Nullable String campaignId,
        int step,
        int attempt,
        Instant acceptedAt,
        String channel,
        String accountId,
        String correlationId,
        @Nullable String providerMessageId,
        boolean possibleDuplicate,
        Instant dueAt,
        Instant recordedAt,
        @Nullable String policyId,
        Map<String, String> metadata,
        @Nullable TraceParent traceparent)
        implements Event {
    public Correlation {
        metadata = Map.copyOf(metadata);
    }

    /** Whether the provider never answered that it accepted the attempt. */
    public boolean isUncertain() {
        return providerMessageId == null;
    }
}
