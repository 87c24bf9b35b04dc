package dev.tidings.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells fallback that a request was released and what to judge it by: its policy as it stood when the request was accepted. Topic tidings.watches, key requestId.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param tenant Who pays, 1 to 64 characters.
 * @param source The upstream service, 1 to 64 characters.
 * @param campaignId Campaign that the request belongs to, at most 64 characters; absent: none.
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param policyId Id of the policy that the request named.
 * @param policyVersion Its version when the request was accepted.
 * @param triggers What makes it act on the chat message.
 * @param after UNDELIVERED and UNREAD: how long after SENT to wait; absent: only a report of failure counts.
 * @param reasonRules Exceptions by reason.
 * @param steps What to do, in order: the first of them is the request's step 2.
 * @param priority The request's priority.
 * @param onUncertain The request's choice, resolved.
 * @param acceptedAt When the request was accepted, UTC milliseconds.
 * @param dueAt When the chat message was due, UTC milliseconds.
 * @param validUntil End of the chat message's validity, UTC milliseconds.
 * @param metadata Echoed in every result. At most 32 entries, keys to 64 and values to 512 characters.
 * @param traceparent The span that accepted the request: what is decided later is linked to it. Absent: it is not traced.
 */
public record FallbackWatch(
        String requestId,
        String tenant,
        String source,
        @Nullable String campaignId,
        String channel,
        String accountId,
        String policyId,
        int policyVersion,
        Set<FallbackTrigger> triggers,
        @Nullable Duration after,
        Map<Reason, ReasonRule> reasonRules,
        List<PlannedStep> steps,
        Priority priority,
        OnUncertain onUncertain,
        Instant acceptedAt,
        Instant dueAt,
        Instant validUntil,
        Map<String, String> metadata,
        @Nullable TraceParent traceparent)
        implements Event {
    public FallbackWatch {
        triggers = Set.copyOf(triggers);
        reasonRules = Map.copyOf(reasonRules);
        steps = List.copyOf(steps);
        metadata = Map.copyOf(metadata);
    }
}
