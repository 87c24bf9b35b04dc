package dev.tidings.scheduler.intake;

import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.intake.Fallbacks.Plan;
import dev.tidings.scheduler.intake.Templates.Resolved;
import dev.tidings.topics.RecipientKeys;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Assembles what is held. */
final class HeldSends {
    private static final int CHAT_STEP = 1;
    private static final int FIRST_ATTEMPT = 1;

    private final RecipientKeys recipientKeys;

    HeldSends(RecipientKeys recipientKeys) {
        this.recipientKeys = recipientKeys;
    }

    HeldSend of(SendRequest request, Arrival arrival, Instant due, Resolved resolved, Plan plan) {
        Duration asked = request.validFor() == null ? RequestRules.DEFAULT_VALIDITY : request.validFor();
        Duration validFor = plan instanceof Plan.Chain chain ? chain.fenced(asked) : asked;
        SendTask task = task(request, arrival, due, validFor, resolved);
        FallbackWatch watch = plan instanceof Plan.Chain chain ? watch(task, chain) : null;
        return new HeldSend(task, watch, request.deliveryWindow(), validFor);
    }

    private SendTask task(SendRequest request, Arrival arrival, Instant due, Duration validFor, Resolved resolved) {
        Refusal refusal = resolved instanceof Resolved.Wrong wrong ? wrong.refusal() : null;
        return new SendTask(
                request.requestId(),
                request.tenant(),
                request.source(),
                request.campaignId(),
                CHAT_STEP,
                FIRST_ATTEMPT,
                request.channel(),
                request.accountId(),
                request.recipient(),
                recipientKeys.key(request.channel(), request.recipient()),
                resolved.content(),
                request.priority(),
                onUncertain(request),
                arrival.now(),
                due,
                null,
                due.plus(validFor),
                false,
                refusal,
                policyId(request),
                request.metadata(),
                arrival.span());
    }

    private static FallbackWatch watch(SendTask task, Plan.Chain chain) {
        return new FallbackWatch(
                task.requestId(),
                task.tenant(),
                task.source(),
                task.campaignId(),
                task.channel(),
                task.accountId(),
                chain.policy().policyId(),
                chain.policy().version(),
                chain.policy().triggers(),
                chain.policy().after(),
                chain.policy().reasonRules(),
                chain.steps(),
                task.priority(),
                task.onUncertain(),
                task.acceptedAt(),
                task.dueAt(),
                task.validUntil(),
                task.metadata(),
                task.traceparent());
    }

    private static OnUncertain onUncertain(SendRequest request) {
        if (request.onUncertain() != null) {
            return request.onUncertain();
        }
        return request.priority() == Priority.HIGH ? OnUncertain.RESEND : OnUncertain.GIVE_UP;
    }

    private static @Nullable String policyId(SendRequest request) {
        return request.fallback() == null ? null : request.fallback().policyId();
    }

    static HeldSend dueAt(HeldSend held, Instant due) {
        Instant validUntil = due.plus(held.validFor());
        SendTask task = held.task();
        SendTask moved = new SendTask(
                task.requestId(),
                task.tenant(),
                task.source(),
                task.campaignId(),
                task.step(),
                task.attempt(),
                task.channel(),
                task.accountId(),
                task.recipient(),
                task.recipientKey(),
                task.content(),
                task.priority(),
                task.onUncertain(),
                task.acceptedAt(),
                due,
                null,
                validUntil,
                task.possibleDuplicate(),
                task.refusal(),
                task.policyId(),
                task.metadata(),
                task.traceparent());
        FallbackWatch watch = held.watch() == null ? null : dueAt(held.watch(), due, validUntil);
        return new HeldSend(moved, watch, held.deliveryWindow(), held.validFor());
    }

    private static FallbackWatch dueAt(FallbackWatch watch, Instant due, Instant validUntil) {
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
                watch.acceptedAt(),
                due,
                validUntil,
                watch.metadata(),
                watch.traceparent());
    }
}
