package dev.tidings.codec;

import static dev.tidings.codec.Values.list;
import static dev.tidings.codec.Values.orNull;
import static dev.tidings.codec.Values.set;

import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.TemplateState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the catalog says, from the generated Avro types. The other way is {@link CatalogToAvro}. */
final class CatalogFromAvro {
    private CatalogFromAvro() {}

    static SenderAccount senderAccount(dev.tidings.avro.SenderAccount x) {
        return new SenderAccount(
                x.getChannel(),
                x.getAccountId(),
                x.getTenant(),
                x.getEnabled(),
                x.getProvider(),
                x.getBaseUrl(),
                x.getSettings(),
                x.getCredentials(),
                x.getMessagesPerSecond(),
                x.getMaxConcurrent());
    }

    static MessageTemplate messageTemplate(dev.tidings.avro.MessageTemplate x) {
        return new MessageTemplate(
                x.getChannel(),
                x.getCode(),
                x.getLanguage(),
                x.getName(),
                TemplateState.valueOf(x.getState().name()),
                ParameterFormat.valueOf(x.getParameterFormat().name()),
                x.getParameters());
    }

    static FallbackPolicy fallbackPolicy(dev.tidings.avro.FallbackPolicy x) {
        return new FallbackPolicy(
                x.getPolicyId(),
                x.getVersion(),
                x.getEnabled(),
                set(x.getTriggers(), v -> FallbackTrigger.valueOf(v.name())),
                orNull(x.getAfterMs(), v -> Duration.ofMillis(v)),
                x.getMaxParts(),
                list(x.getSteps(), v -> fallbackStep(v)),
                reasonRules(x.getReasonRules()));
    }

    private static FallbackStep fallbackStep(dev.tidings.avro.FallbackStep x) {
        return new FallbackStep(
                x.getChannel(),
                x.getAccountId(),
                x.getText(),
                orNull(x.getTemplate(), v -> ContentsFromAvro.templateContent(v)),
                orNull(x.getValidForMs(), v -> Duration.ofMillis(v)),
                set(x.getTriggers(), v -> FallbackTrigger.valueOf(v.name())),
                orNull(x.getAfterMs(), v -> Duration.ofMillis(v)));
    }

    /** Rules for reasons of a later version are left out: this reader never meets such a reason. */
    static Map<Reason, ReasonRule> reasonRules(Map<String, dev.tidings.avro.ReasonRule> rules) {
        Set<String> known = List.of(Reason.values()).stream().map(Enum::name).collect(Collectors.toSet());
        return rules.entrySet().stream()
                .filter(rule -> known.contains(rule.getKey()))
                .collect(Collectors.toMap(
                        rule -> Reason.valueOf(rule.getKey()),
                        rule -> ReasonRule.valueOf(rule.getValue().name())));
    }

    static SmsService smsService(dev.tidings.avro.SmsService x) {
        return new SmsService(x.getTenant(), x.getEnabled(), x.getMaxPartsPerDay());
    }
}
