package dev.tidings.scheduler.intake;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AddressForm;
import dev.tidings.catalog.Catalog;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that a request's fallback can really fire, before anything is promised. */
final class Fallbacks {
    private static final String SMS = "sms";
    private static final Set<FallbackTrigger> SUPPORTED =
            EnumSet.of(FallbackTrigger.SEND_FAILED, FallbackTrigger.UNCERTAIN);

    /** What the request's choice comes to. */
    sealed interface Plan {
        /** The request has none. */
        record None() implements Plan {}

        /** An SMS to this number, as the policy says. */
        record Sms(
                FallbackPolicy policy,
                String phone,
                @Nullable String text) implements Plan {
            /** Whether it acts on a failure for this reason: a rule for the reason goes before the triggers. */
            boolean actsOn(Reason failure) {
                ReasonRule rule = policy.reasonRules().get(failure);
                return rule == null
                        ? policy.triggers().contains(FallbackTrigger.SEND_FAILED)
                        : rule != ReasonRule.NEVER;
            }
        }

        /** It could never fire. */
        record Impossible(Reason reason, String detail) implements Plan {}
    }

    private Fallbacks() {}

    static Plan plan(Catalog catalog, SendRequest request, Abilities able) {
        FallbackChoice choice = request.fallback();
        if (choice == null) {
            return new Plan.None();
        }
        if (request.channel().equals(SMS)) {
            return new Plan.Impossible(Reason.FALLBACK_UNSUPPORTED, "an SMS has no fallback by SMS");
        }
        Optional<FallbackPolicy> policy = catalog.policy(choice.policyId());
        if (policy.isEmpty()) {
            return new Plan.Impossible(Reason.INVALID_REQUEST, "unknown fallback policy");
        }
        if (!policy.get().triggers().stream().allMatch(able.receipts()::canFire)) {
            return unsupported("the policy waits for what the channel never reports");
        }
        Plan.Impossible impossible = impossible(catalog, request, policy.get(), choice);
        return impossible != null ? impossible : sms(request, able, policy.get(), choice);
    }

    private static Plan.@Nullable Impossible impossible(
            Catalog catalog, SendRequest request, FallbackPolicy policy, FallbackChoice choice) {
        if (!policy.enabled()) {
            return new Plan.Impossible(Reason.INVALID_REQUEST, "the fallback policy is disabled");
        }
        if (policy.triggers().isEmpty() || !SUPPORTED.containsAll(policy.triggers())) {
            return unsupported("the policy waits for delivery or reading, and deadlines are not built yet");
        }
        if (policy.steps().size() != 1 || !policy.steps().getFirst().channel().equals(SMS)) {
            return unsupported("a policy has exactly one step, an SMS; longer chains are not built yet");
        }
        if (!catalog.smsService(request.tenant()).map(SmsService::enabled).orElse(false)) {
            return new Plan.Impossible(Reason.SMS_NOT_ENABLED, "SMS is not enabled for this tenant");
        }
        FallbackStep step = policy.steps().getFirst();
        if (!usable(catalog.account(SMS, step.accountId()), request.tenant())) {
            return unsupported("the policy's SMS account is unknown or disabled");
        }
        if (step.text() == null && choice.smsText() == null) {
            return new Plan.Impossible(Reason.INVALID_REQUEST, "fallback.smsText: is missing, and the policy has none");
        }
        return null;
    }

    private static Plan sms(SendRequest request, Abilities able, FallbackPolicy policy, FallbackChoice choice) {
        String phone = choice.phone();
        if (phone == null && !(able.address() instanceof AddressForm.PhoneNumber)) {
            return new Plan.Impossible(
                    Reason.INVALID_REQUEST, "fallback.phone: is missing, and the recipient is no number");
        }
        String number = phone == null ? request.recipient() : phone;
        return Recipients.isNumber(number)
                ? new Plan.Sms(policy, number, choice.smsText())
                : new Plan.Impossible(Reason.RECIPIENT_INVALID, "fallback.phone: is no number in E.164 form");
    }

    private static boolean usable(Optional<SenderAccount> account, String tenant) {
        return account.filter(SenderAccount::enabled)
                .filter(found -> found.tenant() == null || found.tenant().equals(tenant))
                .isPresent();
    }

    private static Plan.Impossible unsupported(String detail) {
        return new Plan.Impossible(Reason.FALLBACK_UNSUPPORTED, detail);
    }
}
