package dev.tidings.fallback.plan;

import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a request is judged by. After the last step nothing can follow, so nothing is waited for either.
 *
 * @param name what the step is called
 * @param after how long after it was sent to wait; null: only a report of failure counts
 */
record StepRules(
        String name,
        Set<FallbackTrigger> triggers,
        Map<Reason, ReasonRule> reasons,
        @Nullable Duration after) {
    static StepRules of(FallbackWatch watch, int step) {
        if (step == Report.CHAT) {
            return new StepRules("the chat message", watch.triggers(), watch.reasonRules(), watch.after());
        }
        PlannedStep planned = watch.steps().get(step - 2);
        String name = "step " + step + " by " + planned.channel();
        return step == watch.steps().size() + 1
                ? new StepRules(name, Set.of(), Map.of(), null)
                : new StepRules(name, planned.triggers(), watch.reasonRules(), planned.after());
    }

    /** Whether what is sent is waited for. */
    boolean waits() {
        return FallbackTrigger.waitForReceipts(triggers);
    }

    /** Whether it reached the recipient as far as the policy asks for. */
    boolean isReachedBy(Evidence evidence) {
        Report arrival = evidence.arrival();
        return arrival != null && (arrival.finding() == Finding.READ || !triggers.contains(FallbackTrigger.UNREAD));
    }

    /** Before its deadline. */
    Verdict judge(Evidence evidence) {
        Report arrival = evidence.arrival();
        if (arrival != null) {
            return isReachedBy(evidence) ? reached(arrival, known(evidence)) : new Verdict.Open(true);
        }
        Report failure = evidence.failure();
        Verdict undelivered = failure == null ? new Verdict.Open(false) : undelivered(failure, known(evidence));
        Report end = evidence.end();
        if (end == null || !(undelivered instanceof Verdict.Open)) {
            return undelivered;
        }
        return switch (end.finding()) {
            case SENT -> sent(end);
            case UNKNOWN -> unknown(end);
            case FAILED, EXPIRED -> failed(end);
            case UNDELIVERED, DELIVERED, READ -> throw new IllegalStateException("a receipt ends no attempt");
        };
    }

    /** At its deadline: what is not known now does not count. */
    Verdict judgeAtDeadline(Evidence evidence, Instant deadline) {
        if (!(judge(evidence) instanceof Verdict.Open)) {
            return judge(evidence);
        }
        boolean missing = evidence.arrival() == null && triggers.contains(FallbackTrigger.UNDELIVERED);
        Cause cause = missing ? Cause.UNDELIVERED : Cause.UNREAD;
        String late = " by " + deadline + clock(evidence);
        Report failure = evidence.hasFailed() ? evidence.failure() : null;
        if (failure != null) {
            return fired(
                    cause,
                    failure.reason(),
                    known(evidence) + ", and not as " + (missing ? "delivered" : "read") + late);
        }
        return fired(
                cause,
                reason(evidence.end()),
                missing
                        ? "no delivery of " + name + " was reported" + late
                        : name + " was not reported as read" + late);
    }

    /** What is known of it, in words: the strongest alone. */
    String known(Evidence evidence) {
        Report arrival = evidence.arrival();
        if (arrival != null) {
            return name + (arrival.finding() == Finding.READ ? " was read" : " was delivered");
        }
        Report failure = evidence.failure();
        if (failure != null) {
            return name + " was reported as undelivered" + because(failure);
        }
        Report end = evidence.end();
        if (end == null) {
            return name + " went out";
        }
        return end.finding() == Finding.SENT ? name + " was sent" : ending(end);
    }

    private static Verdict reached(Report arrival, String what) {
        return new Verdict.Settled(arrival.finding() == Finding.READ ? Cause.READ : Cause.DELIVERED, null, what);
    }

    private Verdict sent(Report end) {
        return waits() ? new Verdict.Open(true) : new Verdict.Settled(Cause.SENT, end.reason(), name + " was sent");
    }

    private Verdict undelivered(Report failure, String what) {
        ReasonRule rule = rule(failure);
        if (rule == ReasonRule.NEVER && waits()) {
            return forbidden(failure, what);
        }
        if (isToWait(rule)) {
            return new Verdict.Open(true);
        }
        if (triggers.contains(FallbackTrigger.UNDELIVERED)) {
            return fired(Cause.UNDELIVERED, failure.reason(), what);
        }
        // Where nothing waits for receipts, SENT settles it: a receipt that overtakes SENT must lead to the same.
        return rule == null || !waits() ? new Verdict.Open(true) : fired(Cause.RULE_ACTS, failure.reason(), what);
    }

    /** What may have been sent is waited for like what was, unless doubt alone is a trigger. */
    private Verdict unknown(Report end) {
        ReasonRule rule = rule(end);
        if (rule == ReasonRule.NEVER) {
            return forbidden(end, ending(end));
        }
        if (isToWait(rule)) {
            return new Verdict.Open(true);
        }
        if (triggers.contains(FallbackTrigger.UNCERTAIN)) {
            return fired(Cause.UNCERTAIN, end.reason(), ending(end));
        }
        if (rule != null) {
            return fired(Cause.RULE_ACTS, end.reason(), ending(end));
        }
        return waits() ? new Verdict.Open(true) : noTrigger(end, FallbackTrigger.UNCERTAIN);
    }

    /** The report is final: nothing is left that could happen until the validity ends. */
    private Verdict failed(Report end) {
        ReasonRule rule = rule(end);
        if (rule == ReasonRule.NEVER) {
            return forbidden(end, ending(end));
        }
        return FallbackTrigger.firedByFailure(triggers)
                .<Verdict>map(trigger -> fired(Cause.of(trigger), end.reason(), ending(end)))
                .orElseGet(() -> rule == null
                        ? noTrigger(end, FallbackTrigger.SEND_FAILED)
                        : fired(Cause.RULE_ACTS, end.reason(), ending(end)));
    }

    /** It may arrive all the same, and a deadline will tell. */
    private boolean isToWait(@Nullable ReasonRule rule) {
        return rule == ReasonRule.AT_EXPIRY && waits() && after != null;
    }

    private static Verdict fired(Cause cause, @Nullable Reason reason, String what) {
        String fired = cause == Cause.RULE_ACTS ? "its rule for the reason" : "trigger " + cause;
        return new Verdict.Fired(cause, reason, fired + " fired: " + what);
    }

    private static Verdict forbidden(Report report, String what) {
        return new Verdict.Settled(Cause.RULE_FORBIDS, report.reason(), what + ", and its rule for that is NEVER");
    }

    private Verdict noTrigger(Report end, FallbackTrigger trigger) {
        return new Verdict.Settled(
                Cause.NOT_A_TRIGGER, end.reason(), ending(end) + ", and " + trigger + " is no trigger");
    }

    private String ending(Report end) {
        return name + " ended " + end.finding() + because(end);
    }

    private String clock(Evidence evidence) {
        if (after == null) {
            return "";
        }
        Report end = evidence.end();
        boolean doubt = end != null && end.finding() == Finding.UNKNOWN;
        boolean left = !doubt || evidence.arrival() != null || evidence.failure() != null;
        return ", " + after.toSeconds() + " s after it " + (left ? "was sent" : "may have been sent");
    }

    private static String because(Report report) {
        return report.reason() == null ? "" : " (" + report.reason() + ")";
    }

    private static @Nullable Reason reason(@Nullable Report report) {
        return report == null ? null : report.reason();
    }

    private @Nullable ReasonRule rule(Report report) {
        return report.reason() == null ? null : reasons.get(report.reason());
    }
}
