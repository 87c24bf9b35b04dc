package dev.tidings.scheduler.intake;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AddressForm;
import dev.tidings.catalog.Catalog;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.PolicyRules;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SendRequest;
import dev.tidings.topics.RecipientKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that a request's fallback can really fire, before anything is promised, and freezes it. */
final class Fallbacks {
    private static final String SMS = "sms";

    /** What the request's choice comes to. */
    sealed interface Plan {
        /** The request has none. */
        record None() implements Plan {}

        /** These steps, as the policy says. */
        record Chain(FallbackPolicy policy, List<PlannedStep> steps) implements Plan {
            public Chain {
                steps = List.copyOf(steps);
            }

            /** Whether it acts on a failure for this reason: a rule for the reason goes before the triggers. */
            boolean actsOn(Reason failure) {
                ReasonRule rule = policy.reasonRules().get(failure);
                return rule == null
                        ? FallbackTrigger.firedByFailure(policy.triggers()).isPresent()
                        : rule != ReasonRule.NEVER;
            }

            /**
             * How long the chat message may be valid: what is not sent by its deadline is never sent, so that it and what
             * follows it cannot cross.
             */
            Duration fenced(Duration validFor) {
                return Fallbacks.fenced(validFor, policy.triggers(), policy.after());
            }
        }

        /** It could never fire. */
        record Impossible(Reason reason, String detail) implements Plan {}
    }

    private final Catalog catalog;
    private final RecipientKeys recipientKeys;
    private final AfterBounds bounds;

    Fallbacks(Catalog catalog, RecipientKeys recipientKeys, AfterBounds bounds) {
        this.catalog = catalog;
        this.recipientKeys = recipientKeys;
        this.bounds = bounds;
    }

    static Duration fenced(Duration validFor, Set<FallbackTrigger> triggers, @Nullable Duration after) {
        return after != null && FallbackTrigger.waitForReceipts(triggers) && after.compareTo(validFor) < 0
                ? after
                : validFor;
    }

    Plan plan(SendRequest request, Abilities able) {
        FallbackChoice choice = request.fallback();
        if (choice == null) {
            return new Plan.None();
        }
        if (request.channel().equals(SMS)) {
            return unsupported("an SMS has no fallback");
        }
        Optional<FallbackPolicy> policy = catalog.policy(choice.policyId());
        if (policy.isEmpty()) {
            return new Plan.Impossible(Reason.INVALID_REQUEST, "unknown fallback policy");
        }
        Plan.Impossible impossible = impossible(able, policy.get());
        return impossible != null ? impossible : steps(request, able, policy.get(), choice);
    }

    private Plan.@Nullable Impossible impossible(Abilities able, FallbackPolicy policy) {
        if (!policy.enabled()) {
            return new Plan.Impossible(Reason.INVALID_REQUEST, "the fallback policy is disabled");
        }
        List<String> problems = PolicyRules.problems(policy);
        if (!problems.isEmpty()) {
            return unsupported("the policy cannot work: " + String.join("; ", problems));
        }
        return unheard(able, policy.triggers(), policy.after());
    }

    /** Why it could wait for what never comes; null: it could not. */
    Plan.@Nullable Impossible unheard(Abilities able, Set<FallbackTrigger> triggers, @Nullable Duration after) {
        Optional<FallbackTrigger> never = triggers.stream()
                .filter(trigger -> !able.receipts().canFire(trigger, after))
                .sorted()
                .findFirst();
        if (never.isPresent()) {
            return unsupported("the policy's trigger " + never.get() + " is nothing that the channel reports");
        }
        return after == null || !FallbackTrigger.waitForReceipts(triggers) || bounds.allow(after)
                ? null
                : unsupported("the policy's after is not between the "
                        + bounds.shortest().toSeconds() + " and "
                        + bounds.longest().toSeconds()
                        + " seconds that this installation allows");
    }

    private Plan steps(SendRequest request, Abilities able, FallbackPolicy policy, FallbackChoice choice) {
        String phone = choice.phone();
        if (phone == null && !(able.address() instanceof AddressForm.PhoneNumber)) {
            return new Plan.Impossible(
                    Reason.INVALID_REQUEST, "fallback.phone: is missing, and the recipient is no number");
        }
        String number = phone == null ? request.recipient() : phone;
        if (!Recipients.isNumber(number)) {
            return new Plan.Impossible(Reason.RECIPIENT_INVALID, "fallback.phone: is no number in E.164 form");
        }
        PlanStep planner = new PlanStep(catalog, recipientKeys, this::unheard, request, policy, number);
        List<PlannedStep> steps = new ArrayList<>();
        for (int i = 0; i < policy.steps().size(); i++) {
            switch (planner.plan(i, policy.steps().get(i))) {
                case PlanStep.Planned.Wrong(Plan.Impossible why) -> {
                    return why;
                }
                case PlanStep.Planned.Good(PlannedStep step) -> steps.add(step);
            }
        }
        return new Plan.Chain(policy, steps);
    }

    static Plan.Impossible unsupported(String detail) {
        return new Plan.Impossible(Reason.FALLBACK_UNSUPPORTED, detail);
    }
}
