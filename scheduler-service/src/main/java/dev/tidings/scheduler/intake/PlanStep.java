package dev.tidings.scheduler.intake;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.AddressForm;
import dev.tidings.catalog.Catalog;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.PolicyRules;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsParts;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TextContent;
import dev.tidings.scheduler.intake.Fallbacks.Plan;
import dev.tidings.scheduler.intake.StepText.Filled;
import dev.tidings.scheduler.intake.StepText.Quoting;
import dev.tidings.scheduler.intake.Templates.Resolved;
import dev.tidings.topics.RecipientKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Freezes the steps of one request's fallback: account, address, and what is sent with the request's parameters in it. */
final class PlanStep {
    private static final String SMS = "sms";
    private static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

    /** Why a step could wait for what never comes; null: it could not. */
    interface Heard {
        Plan.@Nullable Impossible problem(Abilities able, Set<FallbackTrigger> triggers, @Nullable Duration after);
    }

    /** What becomes of a policy's step. */
    sealed interface Planned {
        record Good(PlannedStep step) implements Planned {}

        record Wrong(Plan.Impossible why) implements Planned {}
    }

    /** What a step sends. */
    private sealed interface Content {
        record Good(TaskContent content) implements Content {}

        record Wrong(Plan.Impossible why) implements Content {}
    }

    private final Catalog catalog;
    private final RecipientKeys recipientKeys;
    private final Heard heard;
    private final SendRequest request;
    private final FallbackPolicy policy;
    private final String number;
    private final Map<String, String> parameters;

    /**
     * For the steps of one request.
     *
     * @param number whom they go to, in E.164
     */
    PlanStep(
            Catalog catalog,
            RecipientKeys recipientKeys,
            Heard heard,
            SendRequest request,
            FallbackPolicy policy,
            String number) {
        this.catalog = catalog;
        this.recipientKeys = recipientKeys;
        this.heard = heard;
        this.request = request;
        this.policy = policy;
        this.number = number;
        this.parameters = request.content() instanceof TemplateContent template ? template.parameters() : Map.of();
    }

    Planned plan(int index, FallbackStep step) {
        if (step.channel().equals(SMS)
                && !catalog.smsService(request.tenant())
                        .map(SmsService::enabled)
                        .orElse(false)) {
            return wrongStep(Reason.SMS_NOT_ENABLED, "SMS is not enabled for this tenant");
        }
        Optional<SenderAccount> account = catalog.account(step.channel(), step.accountId());
        if (!usable(account)) {
            return unsupported("the policy's " + step.channel() + " account is unknown or disabled");
        }
        return account.flatMap(found -> AbilityTable.of(found.channel(), found.provider()))
                .map(able -> plan(index, step, able))
                .orElseGet(() -> unsupported("the provider of the policy's account does not serve its channel"));
    }

    private Planned plan(int index, FallbackStep step, Abilities able) {
        if (!(able.address() instanceof AddressForm.PhoneNumber)) {
            return unsupported("the policy's step by " + step.channel() + " needs an address of that channel");
        }
        Duration after = step.after() == null ? policy.after() : step.after();
        Plan.Impossible never = heard.problem(able, step.triggers(), after);
        if (never != null) {
            return new Planned.Wrong(never);
        }
        return switch (content("steps[" + index + "]", step)) {
            case Content.Wrong(Plan.Impossible why) -> new Planned.Wrong(why);
            case Content.Good(TaskContent content) ->
                able.contents()
                        .refusalOfTask(content)
                        .map(problem ->
                                wrongStep(Reason.INVALID_REQUEST, "fallback by " + step.channel() + ": " + problem))
                        .orElseGet(() -> measured(step, after, content));
        };
    }

    private boolean usable(Optional<SenderAccount> account) {
        return account.filter(SenderAccount::enabled)
                .filter(found -> found.tenant() == null || found.tenant().equals(request.tenant()))
                .isPresent();
    }

    private Content content(String at, FallbackStep step) {
        TemplateContent template = step.template();
        if (template != null) {
            return template(at, step.channel(), template);
        }
        String own = step.text();
        if (own != null) {
            return text(StepText.fill("policy " + at + ".text", own, parameters, Quoting.NAMES));
        }
        FallbackChoice choice = Objects.requireNonNull(request.fallback(), "without a choice there are no steps");
        if (choice.smsText() == null) {
            return wrong(Reason.INVALID_REQUEST, "fallback.smsText: is missing, and the policy has none");
        }
        return text(StepText.fill("fallback.smsText", choice.smsText(), parameters, Quoting.PLACES));
    }

    private static Content text(Filled filled) {
        return switch (filled) {
            case Filled.Good(String text) ->
                text.isBlank()
                        ? wrong(Reason.INVALID_REQUEST, "fallback: its text is blank with the request's parameters")
                        : new Content.Good(new TextContent(text));
            case Filled.Wrong(Reason reason, String detail) -> wrong(reason, detail);
        };
    }

    private Content template(String at, String channel, TemplateContent template) {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, String> value : template.parameters().entrySet()) {
            String field = "policy " + at + ".template." + value.getKey();
            switch (StepText.fill(field, value.getValue(), parameters, Quoting.NAMES)) {
                case Filled.Good(String text) -> values.put(value.getKey(), text);
                case Filled.Wrong(Reason reason, String detail) -> {
                    return wrong(reason, detail);
                }
            }
        }
        TemplateContent filled = new TemplateContent(template.code(), template.language(), values);
        return switch (Templates.resolve(catalog, channel, filled)) {
            case Resolved.Good(TaskContent content) -> new Content.Good(content);
            case Resolved.Wrong bad ->
                new Content.Wrong(Fallbacks.unsupported(
                        "the policy's " + at + ".template: " + bad.refusal().detail()));
        };
    }

    private Planned measured(FallbackStep step, @Nullable Duration after, TaskContent content) {
        int parts = parts(step, content, PolicyRules.maxParts(policy));
        if (parts > PolicyRules.maxParts(policy)) {
            return wrongStep(
                    Reason.INVALID_REQUEST,
                    "fallback: its text with the request's parameters takes " + parts
                            + " SMS parts, and the policy allows " + PolicyRules.maxParts(policy));
        }
        Duration validFor = Objects.requireNonNullElse(step.validFor(), DEFAULT_VALIDITY);
        return new Planned.Good(new PlannedStep(
                step.channel(),
                step.accountId(),
                number,
                recipientKeys.key(step.channel(), number),
                content,
                parts,
                Fallbacks.fenced(validFor, step.triggers(), after),
                step.triggers(),
                after));
    }

    /** What a template takes only its provider knows: it counts for as many as the policy allows, so that a cap holds. */
    private static int parts(FallbackStep step, TaskContent content, int most) {
        if (!step.channel().equals(SMS)) {
            return 0;
        }
        return content instanceof TextContent(String text) ? SmsParts.of(text) : most;
    }

    private static Planned unsupported(String detail) {
        return new Planned.Wrong(Fallbacks.unsupported(detail));
    }

    private static Planned wrongStep(Reason reason, String detail) {
        return new Planned.Wrong(new Plan.Impossible(reason, detail));
    }

    private static Content wrong(Reason reason, String detail) {
        return new Content.Wrong(new Plan.Impossible(reason, detail));
    }
}
