package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SendTask;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges one report by the policy that the request was accepted under. */
final class Judgement {
    private static final int CHAT_STEP = 1;

    private final FallbackWatch watch;
    private final Instant now;

    private Judgement(FallbackWatch watch, Instant now) {
        this.watch = watch;
        this.now = now;
    }

    static Decision of(FallbackWatch watch, Report report, Instant now) {
        return new Judgement(watch, now).decide(report);
    }

    /** The decision that is owed when the watch ends without a report. */
    static Decision withoutResult(FallbackWatch watch, Instant now) {
        return withoutResult(watch, now, "no result came until long after the chat message's validity");
    }

    /** The decision that is owed when another request with the same id is released. */
    static Decision beforeReuse(FallbackWatch watch, Instant now) {
        return withoutResult(watch, now, "no result came before the request's id was used again");
    }

    private static Decision withoutResult(FallbackWatch watch, Instant now, String why) {
        return new Judgement(watch, now).notNeeded(Cause.NO_RESULT, 0, null, why);
    }

    private Decision decide(Report report) {
        return switch (report.finding()) {
            case SENT -> notNeeded(Cause.SENT, report, "the chat message was sent");
            case DELIVERED -> notNeeded(Cause.DELIVERED, report, "the chat message was delivered");
            case FAILED, EXPIRED -> failed(report, FallbackTrigger.SEND_FAILED, Cause.SEND_FAILED);
            case UNKNOWN -> failed(report, FallbackTrigger.UNCERTAIN, Cause.UNCERTAIN);
        };
    }

    /** A rule for the reason goes before the triggers. */
    private Decision failed(Report report, FallbackTrigger trigger, Cause fired) {
        Optional<ReasonRule> rule =
                Optional.ofNullable(report.reason()).map(watch.policy().reasonRules()::get);
        boolean triggers = watch.policy().triggers().contains(trigger);
        if (rule.isEmpty()) {
            return triggers
                    ? act(fired, report)
                    : notNeeded(Cause.NOT_A_TRIGGER, report, ending(report) + ", and " + trigger + " is no trigger");
        }
        return switch (rule.get()) {
            case NEVER -> notNeeded(Cause.RULE_FORBIDS, report, ending(report) + ", and its rule for that is NEVER");
            // The report is final: nothing is left that could happen until the validity ends.
            case AT_ONCE, AT_EXPIRY -> act(triggers ? fired : Cause.RULE_ACTS, report);
        };
    }

    private Decision act(Cause cause, Report report) {
        Optional<SendTask> sms = SmsTask.of(watch, now);
        if (sms.isEmpty()) {
            return notNeeded(
                    Cause.NO_SMS,
                    report.attempt(),
                    Reason.FALLBACK_UNSUPPORTED,
                    ending(report) + ", but there is no SMS step with a text");
        }
        String what = cause == Cause.RULE_ACTS ? "its rule for the reason" : "trigger " + cause;
        String detail = what + " fired: " + ending(report);
        return new Decision.Triggered(cause, sms.get(), result(cause, report.attempt(), report.reason(), detail));
    }

    private Decision notNeeded(Cause cause, Report report, String why) {
        return notNeeded(cause, report.attempt(), report.reason(), why);
    }

    private Decision notNeeded(Cause cause, int attempt, @Nullable Reason reason, String why) {
        return new Decision.NotNeeded(cause, result(cause, attempt, reason, why));
    }

    private static String ending(Report report) {
        return "the chat message ended " + report.finding()
                + (report.reason() == null ? "" : " (" + report.reason() + ")");
    }

    private DeliveryResult result(Cause cause, int attempt, @Nullable Reason reason, String why) {
        FallbackPolicy policy = watch.policy();
        return new DeliveryResult(
                EventIds.resultId(watch.requestId(), CHAT_STEP, attempt, cause.decision()),
                watch.requestId(),
                watch.tenant(),
                watch.campaignId(),
                CHAT_STEP,
                cause.decision(),
                watch.channel(),
                watch.accountId(),
                attempt,
                reason,
                "policy " + policy.policyId() + " version " + policy.version() + ": " + why,
                null,
                null,
                false,
                watch.dueAt(),
                now,
                policy.policyId(),
                watch.metadata());
    }
}
