package dev.tidings.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a request. Topic tidings.results, key requestId. An event may come more than once, with the same eventId.
 *
 * @param eventId Deterministic: the same event has the same id, however often it is written.
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param tenant Who pays.
 * @param campaignId Campaign that the request belongs to, at most 64 characters; absent: none.
 * @param step 0: the request as a whole; 1: the chat message; 2 and up: fallback.
 * @param status What happened.
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param attempt The attempt that led to it; 0: none.
 * @param reason Why; absent where nothing went wrong.
 * @param detail Why, in a sentence for people, without addresses or message text; absent: nothing to say.
 * @param providerCode The provider's own code; absent: it gave none.
 * @param providerMessageId The provider's id of the message; absent: it gave none.
 * @param possibleDuplicate Whether the message may have been sent more than once.
 * @param dueAt When the send is or was due, UTC milliseconds; absent: never was.
 * @param occurredAt When it happened, UTC milliseconds.
 * @param policyId The request's fallback policy; absent: the request has none.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 */
public record DeliveryResult(
        String eventId,
        String requestId,
        String tenant,
        @Nullable String campaignId,
        int step,
        Status status,
        String channel,
        String accountId,
        int attempt,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable String providerCode,
        @Nullable String providerMessageId,
        boolean possibleDuplicate,
        @Nullable Instant dueAt,
        Instant occurredAt,
        @Nullable String policyId,
        Map<String, String> metadata)
        implements Event {
    public DeliveryResult {
        metadata = Map.copyOf(metadata);
    }
}
