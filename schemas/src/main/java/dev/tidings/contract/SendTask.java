package dev.tidings.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a request, due now. Topics tidings.dispatch.*, key recipientKey.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param tenant Who pays, 1 to 64 characters.
 * @param source The upstream service, 1 to 64 characters.
 * @param campaignId Campaign that the request belongs to, at most 64 characters; absent: none.
 * @param step 1: the chat message; 2 and up: fallback.
 * @param attempt Number of this attempt of the step, counted from 1.
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param recipient Address on the channel.
 * @param recipientKey HMAC of channel and address, 32 hexadecimal digits: the record's key.
 * @param content What to send, frozen when the request was accepted.
 * @param priority The lane it was released into (fallback: sms, whatever stands here).
 * @param onUncertain What to do about an uncertain attempt, resolved.
 * @param acceptedAt When the request was accepted, UTC milliseconds.
 * @param dueAt When the step was due, UTC milliseconds.
 * @param eligibleAt Since when its campaign's pause held it back no more, and its delivery window was open then, UTC milliseconds.
 *     Absent: no pause held it back.
 * @param validUntil Not to be sent at or after this time, UTC milliseconds.
 * @param possibleDuplicate Whether an earlier attempt may have been accepted.
 * @param refusal What was known to be wrong at accept; absent: nothing.
 * @param policyId The request's fallback policy; absent: the request has none.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 * @param traceparent The last span that worked on it: what follows goes on from there. Absent: it is not traced.
 */
public record SendTask(
        String requestId,
        String tenant,
        String source,
        @Nullable String campaignId,
        int step,
        int attempt,
        String channel,
        String accountId,
        String recipient,
        String recipientKey,
        TaskContent content,
        Priority priority,
        OnUncertain onUncertain,
        Instant acceptedAt,
        Instant dueAt,
        @Nullable Instant eligibleAt,
        Instant validUntil,
        boolean possibleDuplicate,
        @Nullable Refusal refusal,
        @Nullable String policyId,
        Map<String, String> metadata,
        @Nullable TraceParent traceparent)
        implements Event {
    public SendTask {
        metadata = Map.copyOf(metadata);
    }

    /**
     * The same step, to be tried once more.
     *
     * @param possible whether any attempt before it may have been accepted
     */
    public SendTask nextAttempt(boolean possible) {
        return next(attempt + 1, possible, refusal, eligibleAt, traceparent);
    }

    /**
     * The same step, not to be tried any more: what came of its attempts is to be said.
     *
     * @param why what is not known of the last one
     */
    public SendTask givenUp(Refusal why) {
        return next(attempt + 1, true, why, eligibleAt, traceparent);
    }

    /** The same attempt, after a span that has worked on it. */
    public SendTask after(TraceParent span) {
        return next(attempt, possibleDuplicate, refusal, eligibleAt, span);
    }

    /** The same attempt, which a pause held back until then. */
    public SendTask heldBackUntil(Instant since) {
        return next(attempt, possibleDuplicate, refusal, since, traceparent);
    }

    /** From when on it should have gone: what it takes until it is sent counts from here. */
    public Instant expectedAt() {
        return eligibleAt == null ? dueAt : eligibleAt;
    }

    private SendTask next(
            int number,
            boolean possible,
            @Nullable Refusal refused,
            @Nullable Instant eligible,
            @Nullable TraceParent span) {
        return new SendTask(
                requestId,
                tenant,
                source,
                campaignId,
                step,
                number,
                channel,
                accountId,
                recipient,
                recipientKey,
                content,
                priority,
                onUncertain,
                acceptedAt,
                dueAt,
                eligible,
                validUntil,
                possible,
                refused,
                policyId,
                metadata,
                span);
    }
}
