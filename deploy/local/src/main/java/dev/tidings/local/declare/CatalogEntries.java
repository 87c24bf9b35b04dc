package dev.tidings.local.declare;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.PolicyRules;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads each kind of entry of a catalog file into its record of the contract. */
final class CatalogEntries {
    private CatalogEntries() {}

    static SenderAccount account(CatalogEntry entry) {
        Map<String, String> credentials = entry.map("credentials");
        credentials.forEach((name, reference) -> {
            for (String one : reference.split(",", -1)) {
                // The value may be the secret itself, put here by mistake: it is not quoted.
                if (!one.trim().startsWith("env:") && !one.trim().startsWith("file:")) {
                    throw entry.wrong("credentials." + name
                            + " must be a reference, env:NAME or file:PATH; secrets never go to Kafka");
                }
            }
        });
        String channel = entry.text("channel");
        String accountId = entry.text("accountId");
        return new SenderAccount(
                channel,
                accountId,
                entry.optionalText("tenant"),
                entry.yes("enabled"),
                provider(entry, channel),
                entry.text("baseUrl"),
                entry.map("settings"),
                credentials,
                entry.optionalInt("messagesPerSecond"),
                entry.optionalInt("maxConcurrent"));
    }

    private static String provider(CatalogEntry entry, String channel) {
        Set<String> serving = AbilityTable.providers(channel);
        if (serving.isEmpty()) {
            throw entry.wrong("channel is \"" + channel + "\"; there is " + AbilityTable.channels());
        }
        String provider = entry.text("provider");
        if (!serving.contains(provider)) {
            throw entry.wrong("provider is \"" + provider + "\"; on " + channel + " there is " + serving);
        }
        return provider;
    }

    static MessageTemplate template(CatalogEntry entry) {
        String code = entry.text("code");
        String name = entry.optionalText("name");
        return new MessageTemplate(
                entry.text("channel"),
                code,
                entry.text("language"),
                name == null ? code : name,
                entry.choice("state", TemplateState.class, TemplateState.APPROVED),
                entry.choice("parameterFormat", ParameterFormat.class, ParameterFormat.NAMED),
                entry.texts("parameters"));
    }

    static FallbackPolicy policy(CatalogEntry entry) {
        Set<FallbackTrigger> triggers = entry.choices("triggers", FallbackTrigger.class);
        List<FallbackStep> steps = new ArrayList<>();
        for (CatalogEntry step : entry.entries("steps")) {
            steps.add(step(step));
            step.refuseUnread();
        }
        Map<Reason, ReasonRule> rules = new EnumMap<>(Reason.class);
        entry.map("reasonRules")
                .forEach((reason, rule) -> rules.put(
                        entry.choice("reasonRules", Reason.class, reason),
                        entry.choice("reasonRules", ReasonRule.class, rule)));
        FallbackPolicy policy = new FallbackPolicy(
                entry.text("policyId"),
                Objects.requireNonNullElse(entry.optionalInt("version"), 1),
                entry.yes("enabled"),
                triggers,
                entry.optionalSpan("after"),
                entry.optionalInt("maxParts"),
                steps,
                rules);
        PolicyRules.problems(policy).stream().findFirst().ifPresent(problem -> {
            throw entry.wrong(problem);
        });
        return policy;
    }

    static SmsService smsService(CatalogEntry entry) {
        return new SmsService(entry.text("tenant"), entry.yes("enabled"), entry.optionalNumber("maxPartsPerDay"));
    }

    private static FallbackStep step(CatalogEntry step) {
        return new FallbackStep(
                step.text("channel"),
                step.text("accountId"),
                step.optionalText("text"),
                content(step.optionalEntry("template")),
                step.optionalSpan("validFor"),
                step.choices("triggers", FallbackTrigger.class),
                step.optionalSpan("after"));
    }

    private static @Nullable TemplateContent content(@Nullable CatalogEntry entry) {
        if (entry == null) {
            return null;
        }
        TemplateContent content =
                new TemplateContent(entry.text("code"), entry.text("language"), entry.map("parameters"));
        entry.refuseUnread();
        return content;
    }
}
