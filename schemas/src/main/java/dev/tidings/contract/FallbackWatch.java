package dev.tidings.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells fallback that a request was released and which policy to judge it by. Topic tidings.watches, key requestId.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param tenant Who pays, 1 to 64 characters.
 * @param source The upstream service, 1 to 64 characters.
 * @param campaignId Campaign that the request belongs to, at most 64 characters; absent: none.
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param policy The policy as it stood when the request was accepted.
 * @param phone Number for the SMS, E.164.
 * @param recipientKey HMAC of sms and the number, 32 hexadecimal digits: the key of the SMS task.
 * @param smsText Text of the SMS; absent where the policy's step brings its own.
 * @param priority The request's priority.
 * @param onUncertain The request's choice, resolved.
 * @param acceptedAt When the request was accepted, UTC milliseconds.
 * @param dueAt When the chat message was due, UTC milliseconds.
 * @param validUntil End of the chat message's validity, UTC milliseconds.
 * @param smsValidFor How long after it is triggered the SMS may still be sent.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 */
public record FallbackWatch(
        String requestId,
        String tenant,
        String source,
        @Nullable String campaignId,
        String channel,
        String accountId,
        FallbackPolicy policy,
        String phone,
        String recipientKey,
        @Nullable String smsText,
        Priority priority,
        OnUncertain onUncertain,
        Instant acceptedAt,
        Instant dueAt,
        Instant validUntil,
        Duration smsValidFor,
        Map<String, String> metadata)
        implements Event {
    public FallbackWatch {
        metadata = Map.copyOf(metadata);
    }
}
