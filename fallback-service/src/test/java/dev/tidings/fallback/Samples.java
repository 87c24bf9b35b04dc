package dev.tidings.fallback;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.Status;
import dev.tidings.contract.TextContent;
import dev.tidings.contract.TraceParent;
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
    public static final PlannedStep SMS_STEP = sms("Your order is on its way");

    private Samples() {}

    /** What a policy says, as a watch carries it. */
    public record Policy(
            Set<FallbackTrigger> triggers,
            @Nullable Duration after,
            Map<Reason, ReasonRule> rules,
            List<PlannedStep> steps) {
        public Policy after(Duration time) {
            return new Policy(triggers, time, rules, steps);
        }

        public Policy steps(PlannedStep... others) {
            return new Policy(triggers, after, rules, List.of(others));
        }
    }

    public static Policy policy(FallbackTrigger... triggers) {
        return policy(Set.of(triggers), Map.of(), SMS_STEP);
    }

    public static Policy policy(Set<FallbackTrigger> triggers, Map<Reason, ReasonRule> rules, PlannedStep... steps) {
        return new Policy(triggers, null, rules, List.of(steps));
    }

    /** The last step. */
    public static PlannedStep sms(String text) {
        return new PlannedStep(
                "sms",
                "shop",
                "+6581234567",
                RECIPIENT_KEY,
                new TextContent(text),
                1,
                Duration.ofHours(6),
                Set.of(),
                null);
    }

    /** A step between. */
    public static PlannedStep viber(@Nullable Duration after, FallbackTrigger... triggers) {
        return new PlannedStep(
                "viber",
                "shop",
                "+6581234567",
                "fedcba9876543210fedcba9876543210",
                new TextContent("Your order"),
                0,
                Duration.ofHours(1),
                Set.of(triggers),
                after);
    }

    public static FallbackWatch watch(String requestId, Policy policy) {
        return watch(requestId, policy, START.plus(Duration.ofHours(1)));
    }

    public static FallbackWatch watch(String requestId, Policy policy, Instant validUntil) {
        return watch(requestId, policy, validUntil, null);
    }

    public static FallbackWatch watch(
            String requestId, Policy policy, Instant validUntil, @Nullable TraceParent accepted) {
        return new FallbackWatch(
                requestId,
                "tenant-a",
                "orders",
                "spring",
                "whatsapp",
                "shop",
                "sms-on-failure",
                3,
                policy.triggers(),
                policy.after(),
                policy.rules(),
                policy.steps(),
                Priority.HIGH,
                OnUncertain.GIVE_UP,
                START,
                START,
                validUntil,
                Map.of("order", "17"),
                accepted);
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
                watch.policyId(),
                watch.policyVersion(),
                watch.triggers(),
                watch.after(),
                watch.reasonRules(),
                watch.steps(),
                watch.priority(),
                watch.onUncertain(),
                watch.acceptedAt().plus(after),
                watch.dueAt().plus(after),
                watch.validUntil().plus(after),
                watch.metadata(),
                watch.traceparent());
    }

    /** The same of a request that uses the id again after that time. */
    public static DeliveryResult later(DeliveryResult result, Duration after) {
        return due(result, START.plus(after), result.occurredAt().plus(after));
    }

    /** The same of a step that was due then. */
    public static DeliveryResult due(DeliveryResult result, Instant dueAt, Instant occurredAt) {
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
                dueAt,
                occurredAt,
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
            case UNRECOGNIZED,
                    SENT,
                    DELIVERED,
                    READ,
                    UNDELIVERED,
                    FALLBACK_TRIGGERED,
                    FALLBACK_NOT_NEEDED,
                    FALLBACK_ENDED -> result(requestId, 1, status, null);
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
