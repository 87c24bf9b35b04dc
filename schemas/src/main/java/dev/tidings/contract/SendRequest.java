package dev.tidings.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to send one message to one recipient. Topic tidings.requests, key requestId.
 *
 * @param requestId The idempotency key, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : - . The same id with the same content within 24 hours is a repeat; with other content it is REJECTED as REQUEST_CONFLICT.
 * @param tenant Who pays, 1 to 64 characters.
 * @param source The upstream service, 1 to 64 characters.
 * @param campaignId Campaign that the request belongs to, at most 64 characters; absent: none.
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param recipient E.164 number (+6581234567) or the channel's user id, at most 128 characters.
 * @param content What to send.
 * @param sendAt When to send, UTC milliseconds; absent or past: immediately. At most ten years ahead.
 * @param spread Moves the send on by a part of this span, against bursts: which part follows from the requestId, and stays the same. 0 to 86,400,000 milliseconds (24 hours); absent: 0. Comes before the delivery window.
 * @param deliveryWindow When the recipient may be written to; absent: at any time.
 * @param validFor How long after it is due the message may still be sent, 1,000 to 2,592,000,000 (30 days); absent: 86,400,000 (24 hours).
 * @param priority The lane.
 * @param onUncertain What to do when it cannot be known whether the provider accepted; absent: RESEND for HIGH, else GIVE_UP.
 * @param fallback Fallback by SMS; absent: none.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 */
public record SendRequest(
        String requestId,
        String tenant,
        String source,
        @Nullable String campaignId,
        String channel,
        String accountId,
        String recipient,
        RequestContent content,
        @Nullable Instant sendAt,
        @Nullable Duration spread,
        @Nullable DeliveryWindow deliveryWindow,
        @Nullable Duration validFor,
        Priority priority,
        @Nullable OnUncertain onUncertain,
        @Nullable FallbackChoice fallback,
        Map<String, String> metadata)
        implements Event {
    public SendRequest {
        metadata = Map.copyOf(metadata);
    }
}
