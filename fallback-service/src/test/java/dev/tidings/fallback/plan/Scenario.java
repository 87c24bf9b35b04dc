package dev.tidings.fallback.plan;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.contract.FallbackTrigger.UNCERTAIN;
import static dev.tidings.contract.Status.FALLBACK_NOT_NEEDED;
import static dev.tidings.contract.Status.FALLBACK_TRIGGERED;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens to a request, and which decisions are right about it in whatever order it is read.
 *
 * @param statuses its results
 * @param right the decisions that are right: two where it depends on what is read first
 */
record Scenario(String policyName, Policy policy, List<Status> statuses, Set<Status> right) {
    private static final Policy ON_FAILURE = Samples.policy(SEND_FAILED);
    private static final Policy ON_DOUBT = Samples.policy(UNCERTAIN);
    private static final Policy ON_BOTH = Samples.policy(
            Set.of(SEND_FAILED, UNCERTAIN), Map.of(Reason.RECIPIENT_OPTED_OUT, ReasonRule.NEVER), Samples.SMS_STEP);
    private static final Policy NEVER = Samples.policy(
            Set.of(SEND_FAILED, UNCERTAIN),
            Map.of(
                    Reason.TEMPLATE_UNAVAILABLE, ReasonRule.NEVER,
                    Reason.VALIDITY_EXPIRED, ReasonRule.NEVER,
                    Reason.UNCERTAIN, ReasonRule.NEVER),
            Samples.SMS_STEP);
    private static final Policy BY_RULE = Samples.policy(
            Set.of(UNCERTAIN),
            Map.of(
                    Reason.TEMPLATE_UNAVAILABLE, ReasonRule.AT_ONCE,
                    Reason.VALIDITY_EXPIRED, ReasonRule.AT_EXPIRY),
            Samples.SMS_STEP);

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        Map<String, Policy> policies =
                Map.of("failure", ON_FAILURE, "doubt", ON_DOUBT, "both", ON_BOTH, "never", NEVER, "by-rule", BY_RULE);
        policies.forEach((name, policy) -> {
            all.add(of(name, policy, false, Status.SENT));
            all.add(of(name, policy, false, Status.SENT, Status.DELIVERED, Status.READ));
            all.add(of(name, policy, false, Status.SENT, Status.UNDELIVERED));
            all.add(of(name, policy, false, Status.HELD, Status.RESCHEDULED, Status.SENT));
            all.add(of(name, policy, false, Status.DELIVERED));
            boolean onFailure = !name.equals("doubt") && !name.equals("never");
            all.add(of(name, policy, onFailure, Status.FAILED));
            all.add(of(name, policy, onFailure, Status.EXPIRED));
            all.add(of(name, policy, onFailure, Status.HELD, Status.FAILED, Status.CONTROL_REFUSED));
            all.add(of(name, policy, onFailure, Status.FAILED, Status.REJECTED));
            boolean onDoubt = !name.equals("failure") && !name.equals("never");
            all.add(of(name, policy, onDoubt, Status.UNKNOWN));
            all.add(of(name, policy, onDoubt, Status.UNKNOWN, Status.UNDELIVERED));
            all.add(either(name, policy, onDoubt, Status.UNKNOWN, Status.DELIVERED, Status.READ));
        });
        return all;
    }

    private static Scenario of(String name, Policy policy, boolean sms, Status... statuses) {
        return new Scenario(name, policy, List.of(statuses), Set.of(sms ? FALLBACK_TRIGGERED : FALLBACK_NOT_NEEDED));
    }

    /** The receipt of an uncertain send proves it, but only where it is read before the decision. */
    private static Scenario either(String name, Policy policy, boolean sms, Status... statuses) {
        return new Scenario(
                name,
                policy,
                List.of(statuses),
                sms ? Set.of(FALLBACK_TRIGGERED, FALLBACK_NOT_NEEDED) : Set.of(FALLBACK_NOT_NEEDED));
    }

    /** As the other services write it; what is reported as undelivered has a reason, for which there may be a rule. */
    static DeliveryResult result(String requestId, Status status) {
        return status == Status.UNDELIVERED
                ? Samples.result(requestId, 1, status, Reason.RECIPIENT_OPTED_OUT)
                : Samples.result(requestId, status);
    }

    @Override
    public String toString() {
        return policyName + " " + statuses;
    }
}
