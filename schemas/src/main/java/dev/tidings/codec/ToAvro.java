package dev.tidings.codec;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Contract records to the generated Avro types. The other way is {@link FromAvro}. */
final class ToAvro {
    private ToAvro() {}

    static SpecificRecord event(Event event) {
        return switch (event) {
            case SendRequest x -> sendRequest(x);
            case CancelSend x -> cancelSend(x);
            case RescheduleSend x -> rescheduleSend(x);
            case RetryHold x -> retryHold(x);
            case DeadlineHold x -> deadlineHold(x);
            case SendTask x -> sendTask(x);
            case AttemptStarted x -> attemptStarted(x);
            case AttemptFinished x -> attemptFinished(x);
            case DeliveryResult x -> deliveryResult(x);
            case Correlation x -> correlation(x);
            case Receipt x -> receipt(x);
            case FallbackWatch x -> fallbackWatch(x);
            case DeliveryDeadline x -> deliveryDeadline(x);
            case SenderAccount x -> senderAccount(x);
            case MessageTemplate x -> messageTemplate(x);
            case FallbackPolicy x -> fallbackPolicy(x);
            case SmsService x -> smsService(x);
            case HeldSend x -> heldSend(x);
        };
    }

    private static SpecificRecord content(RequestContent content) {
        return switch (content) {
            case TemplateContent x -> templateContent(x);
            case TextContent x -> textContent(x);
            case MediaContent x -> mediaContent(x);
        };
    }

    private static SpecificRecord content(TaskContent content) {
        return switch (content) {
            case TemplateMessage x -> templateMessage(x);
            case TextContent x -> textContent(x);
            case MediaContent x -> mediaContent(x);
        };
    }

    private static dev.tidings.avro.AttemptFinished attemptFinished(AttemptFinished x) {
        return new dev.tidings.avro.AttemptFinished(
                x.requestId(),
                x.step(),
                x.attempt(),
                dev.tidings.avro.OutcomeKind.valueOf(x.outcome().name()),
                orNull(x.reason(), v -> dev.tidings.avro.Reason.valueOf(v.name())),
                x.detail(),
                x.providerCode(),
                x.providerMessageId(),
                orNull(x.retryAfter(), v -> v.toMillis()),
                x.finishedAt());
    }

    private static dev.tidings.avro.AttemptStarted attemptStarted(AttemptStarted x) {
        return new dev.tidings.avro.AttemptStarted(x.requestId(), x.step(), x.attempt(), x.startedAt(), x.answerBy());
    }

    private static dev.tidings.avro.CancelSend cancelSend(CancelSend x) {
        return new dev.tidings.avro.CancelSend(x.requestId(), x.tenant(), x.source(), x.metadata());
    }

    private static dev.tidings.avro.Correlation correlation(Correlation x) {
        return new dev.tidings.avro.Correlation(
                x.requestId(),
                x.tenant(),
                x.campaignId(),
                x.step(),
                x.attempt(),
                x.channel(),
                x.accountId(),
                x.correlationId(),
                x.providerMessageId(),
                x.possibleDuplicate(),
                x.dueAt(),
                x.recordedAt(),
                x.policyId(),
                x.metadata());
    }

    private static dev.tidings.avro.DeadlineHold deadlineHold(DeadlineHold x) {
        return new dev.tidings.avro.DeadlineHold(x.requestId(), x.step(), x.dueAt());
    }

    private static dev.tidings.avro.DeliveryDeadline deliveryDeadline(DeliveryDeadline x) {
        return new dev.tidings.avro.DeliveryDeadline(x.requestId(), x.step(), x.dueAt());
    }

    private static dev.tidings.avro.DeliveryResult deliveryResult(DeliveryResult x) {
        return new dev.tidings.avro.DeliveryResult(
                x.eventId(),
                x.requestId(),
                x.tenant(),
                x.campaignId(),
                x.step(),
                dev.tidings.avro.Status.valueOf(x.status().name()),
                x.channel(),
                x.accountId(),
                x.attempt(),
                orNull(x.reason(), v -> dev.tidings.avro.Reason.valueOf(v.name())),
                x.detail(),
                x.providerCode(),
                x.providerMessageId(),
                x.possibleDuplicate(),
                x.dueAt(),
                x.occurredAt(),
                x.policyId(),
                x.metadata());
    }

    private static dev.tidings.avro.DeliveryWindow deliveryWindow(DeliveryWindow x) {
        return new dev.tidings.avro.DeliveryWindow(
                x.zone(),
                list(x.weekdays(), v -> dev.tidings.avro.Weekday.valueOf(v.name())),
                x.from(),
                x.to(),
                dev.tidings.avro.OutsideWindow.valueOf(x.outside().name()));
    }

    private static dev.tidings.avro.FallbackChoice fallbackChoice(FallbackChoice x) {
        return new dev.tidings.avro.FallbackChoice(x.policyId(), x.smsText(), x.phone());
    }

    private static dev.tidings.avro.FallbackPolicy fallbackPolicy(FallbackPolicy x) {
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
                orNull(x.template(), v -> templateContent(v)),
                orNull(x.validFor(), v -> v.toMillis()),
                list(x.triggers(), v -> dev.tidings.avro.FallbackTrigger.valueOf(v.name())));
    }

    private static dev.tidings.avro.FallbackWatch fallbackWatch(FallbackWatch x) {
        return new dev.tidings.avro.FallbackWatch(
                x.requestId(),
                x.tenant(),
                x.source(),
                x.campaignId(),
                x.channel(),
                x.accountId(),
                fallbackPolicy(x.policy()),
                x.phone(),
                x.recipientKey(),
                x.smsText(),
                dev.tidings.avro.Priority.valueOf(x.priority().name()),
                dev.tidings.avro.OnUncertain.valueOf(x.onUncertain().name()),
                x.acceptedAt(),
                x.dueAt(),
                x.validUntil(),
                x.smsValidFor().toMillis(),
                x.metadata());
    }

    private static dev.tidings.avro.HeldSend heldSend(HeldSend x) {
        return new dev.tidings.avro.HeldSend(
                sendTask(x.task()),
                orNull(x.watch(), v -> fallbackWatch(v)),
                orNull(x.deliveryWindow(), v -> deliveryWindow(v)),
                x.validFor().toMillis());
    }

    private static dev.tidings.avro.MediaContent mediaContent(MediaContent x) {
        return new dev.tidings.avro.MediaContent(
                dev.tidings.avro.MediaKind.valueOf(x.kind().name()), x.link(), x.caption());
    }

    private static dev.tidings.avro.MessageTemplate messageTemplate(MessageTemplate x) {
        return new dev.tidings.avro.MessageTemplate(
                x.channel(),
                x.code(),
                x.language(),
                x.name(),
                dev.tidings.avro.TemplateState.valueOf(x.state().name()),
                dev.tidings.avro.ParameterFormat.valueOf(x.parameterFormat().name()),
                x.parameters());
    }

    private static dev.tidings.avro.Receipt receipt(Receipt x) {
        return new dev.tidings.avro.Receipt(
                x.channel(),
                x.accountId(),
                x.correlationId(),
                x.providerMessageId(),
                dev.tidings.avro.ReceiptKind.valueOf(x.kind().name()),
                orNull(x.reason(), v -> dev.tidings.avro.Reason.valueOf(v.name())),
                x.providerCode(),
                x.occurredAt(),
                x.receivedAt());
    }

    private static dev.tidings.avro.Refusal refusal(Refusal x) {
        return new dev.tidings.avro.Refusal(
                dev.tidings.avro.Reason.valueOf(x.reason().name()), x.detail());
    }

    private static dev.tidings.avro.RescheduleSend rescheduleSend(RescheduleSend x) {
        return new dev.tidings.avro.RescheduleSend(x.requestId(), x.tenant(), x.source(), x.sendAt(), x.metadata());
    }

    private static dev.tidings.avro.RetryHold retryHold(RetryHold x) {
        return new dev.tidings.avro.RetryHold(sendTask(x.task()), x.dueAt(), x.lane());
    }

    private static dev.tidings.avro.SendRequest sendRequest(SendRequest x) {
        return new dev.tidings.avro.SendRequest(
                x.requestId(),
                x.tenant(),
                x.source(),
                x.campaignId(),
                x.channel(),
                x.accountId(),
                x.recipient(),
                content(x.content()),
                x.sendAt(),
                orNull(x.deliveryWindow(), v -> deliveryWindow(v)),
                orNull(x.validFor(), v -> v.toMillis()),
                dev.tidings.avro.Priority.valueOf(x.priority().name()),
                orNull(x.onUncertain(), v -> dev.tidings.avro.OnUncertain.valueOf(v.name())),
                orNull(x.fallback(), v -> fallbackChoice(v)),
                x.metadata());
    }

    private static dev.tidings.avro.SendTask sendTask(SendTask x) {
        return new dev.tidings.avro.SendTask(
                x.requestId(),
                x.tenant(),
                x.source(),
                x.campaignId(),
                x.step(),
                x.attempt(),
                x.channel(),
                x.accountId(),
                x.recipient(),
                x.recipientKey(),
                content(x.content()),
                dev.tidings.avro.Priority.valueOf(x.priority().name()),
                dev.tidings.avro.OnUncertain.valueOf(x.onUncertain().name()),
                x.acceptedAt(),
                x.dueAt(),
                x.validUntil(),
                x.possibleDuplicate(),
                orNull(x.refusal(), v -> refusal(v)),
                x.policyId(),
                x.metadata());
    }

    private static dev.tidings.avro.SenderAccount senderAccount(SenderAccount x) {
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

    private static dev.tidings.avro.SmsService smsService(SmsService x) {
        return new dev.tidings.avro.SmsService(x.tenant(), x.enabled(), x.maxPartsPerDay());
    }

    private static dev.tidings.avro.TemplateContent templateContent(TemplateContent x) {
        return new dev.tidings.avro.TemplateContent(x.code(), x.language(), x.parameters());
    }

    private static dev.tidings.avro.TemplateMessage templateMessage(TemplateMessage x) {
        return new dev.tidings.avro.TemplateMessage(
                x.name(),
                x.language(),
                dev.tidings.avro.ParameterFormat.valueOf(x.parameterFormat().name()),
                list(x.parameters(), v -> templateParameter(v)));
    }

    private static dev.tidings.avro.TemplateParameter templateParameter(TemplateParameter x) {
        return new dev.tidings.avro.TemplateParameter(x.name(), x.value());
    }

    private static dev.tidings.avro.TextContent textContent(TextContent x) {
        return new dev.tidings.avro.TextContent(x.text());
    }

    private static Map<String, dev.tidings.avro.ReasonRule> reasonRules(Map<Reason, ReasonRule> rules) {
        return rules.entrySet().stream()
                .collect(Collectors.toMap(
                        rule -> rule.getKey().name(),
                        rule -> dev.tidings.avro.ReasonRule.valueOf(
                                rule.getValue().name())));
    }

    private static <A, B> List<B> list(Collection<A> items, Function<A, B> map) {
        return items.stream().map(map).toList();
    }

    private static <A, B> @Nullable B orNull(@Nullable A value, Function<A, B> map) {
        return value == null ? null : map.apply(value);
    }
}
