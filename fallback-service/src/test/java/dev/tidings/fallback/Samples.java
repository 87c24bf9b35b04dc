package dev.tidings.fallback;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events as the other services write them. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final String RECIPIENT_KEY = "0123456789abcdef0123456789abcdef";
    public static final FallbackStep SMS_STEP = new FallbackStep("sms", "shop", null, null, null, Set.of());

    private Samples() {}

    public static FallbackPolicy policy(FallbackTrigger... triggers) {
        return policy(Set.of(triggers), Map.of(), SMS_STEP);
    }

    public static FallbackPolicy policy(
            Set<FallbackTrigger> triggers, Map<Reason, ReasonRule> rules, FallbackStep... steps) {
        return new FallbackPolicy("sms-on-failure", 3, true, triggers, null, null, List.of(steps), rules);
    }

    public static FallbackWatch watch(String requestId, FallbackPolicy policy) {
        return watch(requestId, policy, "Your order is on its way", START.plus(Duration.ofHours(1)));
    }

    public static FallbackWatch watch(
            String requestId, FallbackPolicy policy, @Nullable String smsText, Instant validUntil) {
        return new FallbackWatch(
                requestId,
                "tenant-a",
                "orders",
                "spring",
                "whatsapp",
                "shop",
                policy,
                "+6581234567",
                RECIPIENT_KEY,
                smsText,
                Priority.HIGH,
                OnUncertain.GIVE_UP,
                START,
                START,
                validUntil,
                Duration.ofHours(6),
                Map.of("order", "17"));
    }

    /** The same of a request that uses the id again after that time. */
    public static FallbackWatch later(FallbackWatch watch, Duration after) {
        return new FallbackWatch(
                watch.requestId(),
                watch.tenant(),
                watch.source(),
                watch.campaignId(),
                watch.channel(),
                watch.accountId(),
                watch.policy(),
                watch.phone(),
                watch.recipientKey(),
                watch.smsText(),
                watch.priority(),
                watch.onUncertain(),
                watch.acceptedAt().plus(after),
                watch.dueAt().plus(after),
                watch.validUntil().plus(after),
                watch.smsValidFor(),
                watch.metadata());
    }

    /** The same of a request that uses the id again after that time. */
    public static DeliveryResult later(DeliveryResult result, Duration after) {
        return new DeliveryResult(
                result.eventId(),
                result.requestId(),
                result.tenant(),
                result.campaignId(),
                result.step(),
                result.status(),
                result.channel(),
                result.accountId(),
                result.attempt(),
                result.reason(),
                result.detail(),
                result.providerCode(),
                result.providerMessageId(),
                result.possibleDuplicate(),
                START.plus(after),
                result.occurredAt().plus(after),
                result.policyId(),
                result.metadata());
    }

    /** A result of the chat message, or of the request where the status is one of the request. */
    public static DeliveryResult result(String requestId, Status status) {
        return switch (status) {
            case HELD,
                    REJECTED,
                    CANCELLED,
                    RESCHEDULED,
                    CONTROL_REFUSED,
                    CAMPAIGN_PAUSED,
                    CAMPAIGN_RESUMED,
                    CAMPAIGN_CANCELLED ->
                result(requestId, 0, status, status == Status.REJECTED ? Reason.REQUEST_CONFLICT : null);
            case FAILED -> result(requestId, 1, status, Reason.TEMPLATE_UNAVAILABLE);
            case EXPIRED -> result(requestId, 1, status, Reason.VALIDITY_EXPIRED);
            case UNKNOWN -> result(requestId, 1, status, Reason.UNCERTAIN);
            case UNRECOGNIZED, SENT, DELIVERED, READ, UNDELIVERED, FALLBACK_TRIGGERED, FALLBACK_NOT_NEEDED ->
                result(requestId, 1, status, null);
        };
    }

    public static DeliveryResult result(String requestId, int step, Status status, @Nullable Reason reason) {
        return result(requestId, step, status, reason, "sms-on-failure", START.plusSeconds(1));
    }

    public static DeliveryResult result(
            String requestId,
            int step,
            Status status,
            @Nullable Reason reason,
            @Nullable String policyId,
            Instant occurredAt) {
        int attempt = step == 0 ? 0 : 2;
        return new DeliveryResult(
                EventIds.resultId(requestId, step, attempt, status),
                requestId,
                "tenant-a",
                "spring",
                step,
                status,
                "whatsapp",
                "shop",
                attempt,
                reason,
                null,
                null,
                null,
                false,
                START,
                occurredAt,
                policyId,
                Map.of("order", "17"));
    }
}
