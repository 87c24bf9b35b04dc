package dev.tidings.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a policy in itself, whatever accounts there are and whoever is written to: above all what could never
 * fire. Asked when a catalog is loaded, and again when a request names the policy, since anybody can write to the catalog.
 */
public final class PolicyRules {
    /** No installation allows less: neither a provider nor hold is as exact. */
    public static final Duration SHORTEST_AFTER = Duration.ofSeconds(10);

    /** No installation allows more: three days. */
    public static final Duration LONGEST_AFTER = Duration.ofDays(3);

    /** An installation that does not say otherwise allows no less. */
    public static final Duration USUAL_SHORTEST_AFTER = Duration.ofSeconds(60);

    /** An installation that does not say otherwise allows no more. */
    public static final Duration USUAL_LONGEST_AFTER = Duration.ofHours(12);

    /** Parts of an SMS, where the policy does not say: what providers put together. */
    public static final int MOST_PARTS = 10;

    private static final int MOST_STEPS = 5;
    private static final String SMS = "sms";

    /** Begins a parameter's place in a text. */
    private static final String PARAMETER = "{{";

    private PolicyRules() {}

    /** How many parts an SMS of this policy may take. */
    public static int maxParts(FallbackPolicy policy) {
        return policy.maxParts() == null ? MOST_PARTS : policy.maxParts();
    }

    /** What is wrong, each in a phrase that begins with the field; empty: nothing. */
    public static List<String> problems(FallbackPolicy policy) {
        FormCheck form = new FormCheck();
        form.check(!policy.triggers().isEmpty(), "triggers: names none");
        waiting(form, "", policy.triggers(), policy.after());
        int maxParts = maxParts(policy);
        form.check(maxParts >= 1 && maxParts <= MOST_PARTS, "maxParts: must be from 1 to " + MOST_PARTS);
        int steps = policy.steps().size();
        form.check(steps >= 1 && steps <= MOST_STEPS, "steps: must be 1 to " + MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            step(form, "steps[" + i + "].", policy, policy.steps().get(i), i == steps - 1);
        }
        return form.problems();
    }

    private static void step(FormCheck form, String at, FallbackPolicy policy, FallbackStep step, boolean last) {
        boolean sms = step.channel().equals(SMS);
        form.check(!sms || last, at + "channel: nothing can follow an SMS");
        form.check(step.text() == null || step.template() == null, at + "text: stands beside a template");
        form.check(step.text() == null || !step.text().isBlank(), at + "text: is blank");
        form.check(!sms || fits(step.text(), policy), at + "text: takes more parts than maxParts");
        form.check(
                step.validFor() == null || step.validFor().isPositive(), at + "validFor: must be longer than nothing");
        if (last) {
            form.check(step.triggers().isEmpty(), at + "triggers: lead to no further step");
        } else {
            form.check(!step.triggers().isEmpty(), at + "triggers: names none, so the steps after it never come");
            waiting(form, at, step.triggers(), step.after() == null ? policy.after() : step.after());
        }
    }

    /** A text with parameters is measured when they are known. */
    private static boolean fits(@Nullable String text, FallbackPolicy policy) {
        return text == null || text.contains(PARAMETER) || SmsParts.of(text) <= maxParts(policy);
    }

    private static void waiting(FormCheck form, String at, Set<FallbackTrigger> triggers, @Nullable Duration after) {
        form.check(!triggers.contains(FallbackTrigger.UNRECOGNIZED), at + "triggers: names one of a later version");
        form.check(
                after != null || !triggers.contains(FallbackTrigger.UNREAD),
                at + "after: is missing, and UNREAD would never fire");
        form.check(
                after == null || (after.compareTo(SHORTEST_AFTER) >= 0 && after.compareTo(LONGEST_AFTER) <= 0),
                at + "after: must be from " + SHORTEST_AFTER.toSeconds() + " to " + LONGEST_AFTER.toSeconds()
                        + " seconds");
    }
}
