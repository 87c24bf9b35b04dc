package dev.tidings.codec;

import static dev.tidings.codec.Values.list;
import static dev.tidings.codec.Values.orNull;

import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import java.util.Map;
import java.util.stream.Collectors;

/** What the catalog says, as the generated Avro types. The other way is {@link CatalogFromAvro}. */
final class CatalogToAvro {
    private CatalogToAvro() {}

    static dev.tidings.avro.SenderAccount senderAccount(SenderAccount x) {
        return new dev.tidings.avro.SenderAccount(
                x.channel(),
                x.accountId(),
                x.tenant(),
                x.enabled(),
                x.provider(),
                x.baseUrl(),
                x.settings(),
                x.credentials(),
                x.messagesPerSecond(),
                x.maxConcurrent());
    }

    static dev.tidings.avro.MessageTemplate messageTemplate(MessageTemplate x) {
        return new dev.tidings.avro.MessageTemplate(
                x.channel(),
                x.code(),
                x.language(),
                x.name(),
                dev.tidings.avro.TemplateState.valueOf(x.state().name()),
                dev.tidings.avro.ParameterFormat.valueOf(x.parameterFormat().name()),
                x.parameters());
    }

    static dev.tidings.avro.FallbackPolicy fallbackPolicy(FallbackPolicy x) {
        return new dev.tidings.avro.FallbackPolicy(
                x.policyId(),
                x.version(),
                x.enabled(),
                list(x.triggers(), v -> dev.tidings.avro.FallbackTrigger.valueOf(v.name())),
                orNull(x.after(), v -> v.toMillis()),
                x.maxParts(),
                list(x.steps(), v -> fallbackStep(v)),
                reasonRules(x.reasonRules()));
    }

    private static dev.tidings.avro.FallbackStep fallbackStep(FallbackStep x) {
        return new dev.tidings.avro.FallbackStep(
                x.channel(),
                x.accountId(),
                x.text(),
                orNull(x.template(), v -> ContentsToAvro.templateContent(v)),
                orNull(x.validFor(), v -> v.toMillis()),
                list(x.triggers(), v -> dev.tidings.avro.FallbackTrigger.valueOf(v.name())),
                orNull(x.after(), v -> v.toMillis()));
    }

    static Map<String, dev.tidings.avro.ReasonRule> reasonRules(Map<Reason, ReasonRule> rules) {
        return rules.entrySet().stream()
                .collect(Collectors.toMap(
                        rule -> rule.getKey().name(),
                        rule -> dev.tidings.avro.ReasonRule.valueOf(
                                rule.getValue().name())));
    }

    static dev.tidings.avro.SmsService smsService(SmsService x) {
        return new dev.tidings.avro.SmsService(x.tenant(), x.enabled(), x.maxPartsPerDay());
    }
}
