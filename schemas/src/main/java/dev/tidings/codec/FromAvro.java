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
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TemplateState;
import dev.tidings.contract.TextContent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The generated Avro types to contract records. The other way is {@link ToAvro}. */
final class FromAvro {
    private FromAvro() {}

    static Event event(SpecificRecord event) {
        return switch (event) {
            case dev.tidings.avro.SendRequest x -> sendRequest(x);
            case dev.tidings.avro.CancelSend x -> cancelSend(x);
            case dev.tidings.avro.RescheduleSend x -> rescheduleSend(x);
            case dev.tidings.avro.RetryHold x -> retryHold(x);
            case dev.tidings.avro.DeadlineHold x -> deadlineHold(x);
            case dev.tidings.avro.SendTask x -> sendTask(x);
            case dev.tidings.avro.AttemptStarted x -> attemptStarted(x);
            case dev.tidings.avro.AttemptFinished x -> attemptFinished(x);
            case dev.tidings.avro.DeliveryResult x -> deliveryResult(x);
            case dev.tidings.avro.Correlation x -> correlation(x);
            case dev.tidings.avro.Receipt x -> receipt(x);
            case dev.tidings.avro.FallbackWatch x -> fallbackWatch(x);
            case dev.tidings.avro.DeliveryDeadline x -> deliveryDeadline(x);
            case dev.tidings.avro.SenderAccount x -> senderAccount(x);
            case dev.tidings.avro.MessageTemplate x -> messageTemplate(x);
            case dev.tidings.avro.FallbackPolicy x -> fallbackPolicy(x);
            case dev.tidings.avro.SmsService x -> smsService(x);
            case dev.tidings.avro.HeldSend x -> heldSend(x);
            case SpecificRecord x ->
                throw new AvroRuntimeException("not an event: " + x.getSchema().getFullName());
        };
    }

    private static RequestContent requestContent(Object content) {
        return switch (content) {
            case dev.tidings.avro.TemplateContent x -> templateContent(x);
            case dev.tidings.avro.TextContent x -> textContent(x);
            case dev.tidings.avro.MediaContent x -> mediaContent(x);
            case Object x ->
                throw new AvroRuntimeException("not a content: " + x.getClass().getName());
        };
    }

    private static TaskContent taskContent(Object content) {
        return switch (content) {
            case dev.tidings.avro.TemplateMessage x -> templateMessage(x);
            case dev.tidings.avro.TextContent x -> textContent(x);
            case dev.tidings.avro.MediaContent x -> mediaContent(x);
            case Object x ->
                throw new AvroRuntimeException("not a content: " + x.getClass().getName());
        };
    }

    private static AttemptFinished attemptFinished(dev.tidings.avro.AttemptFinished x) {
        return new AttemptFinished(
                x.getRequestId(),
                x.getStep(),
                x.getAttempt(),
                OutcomeKind.valueOf(x.getOutcome().name()),
                orNull(x.getReason(), v -> Reason.valueOf(v.name())),
                x.getDetail(),
                x.getProviderCode(),
                x.getProviderMessageId(),
                orNull(x.getRetryAfterMs(), v -> Duration.ofMillis(v)),
                x.getFinishedAt());
    }

    private static AttemptStarted attemptStarted(dev.tidings.avro.AttemptStarted x) {
        return new AttemptStarted(x.getRequestId(), x.getStep(), x.getAttempt(), x.getStartedAt(), x.getAnswerBy());
    }

    private static CancelSend cancelSend(dev.tidings.avro.CancelSend x) {
        return new CancelSend(x.getRequestId(), x.getTenant(), x.getSource(), x.getMetadata());
    }

    private static Correlation correlation(dev.tidings.avro.Correlation x) {
        return new Correlation(
                x.getRequestId(),
                x.getTenant(),
                x.getCampaignId(),
                x.getStep(),
                x.getAttempt(),
                x.getChannel(),
                x.getAccountId(),
                x.getCorrelationId(),
                x.getProviderMessageId(),
                x.getPossibleDuplicate(),
                x.getDueAt(),
                x.getRecordedAt(),
                x.getPolicyId(),
                x.getMetadata());
    }

    private static DeadlineHold deadlineHold(dev.tidings.avro.DeadlineHold x) {
        return new DeadlineHold(x.getRequestId(), x.getStep(), x.getDueAt());
    }

    private static DeliveryDeadline deliveryDeadline(dev.tidings.avro.DeliveryDeadline x) {
        return new DeliveryDeadline(x.getRequestId(), x.getStep(), x.getDueAt());
    }

    private static DeliveryResult deliveryResult(dev.tidings.avro.DeliveryResult x) {
        return new DeliveryResult(
                x.getEventId(),
                x.getRequestId(),
                x.getTenant(),
                x.getCampaignId(),
                x.getStep(),
                Status.valueOf(x.getStatus().name()),
                x.getChannel(),
                x.getAccountId(),
                x.getAttempt(),
                orNull(x.getReason(), v -> Reason.valueOf(v.name())),
                x.getDetail(),
                x.getProviderCode(),
                x.getProviderMessageId(),
                x.getPossibleDuplicate(),
                x.getDueAt(),
                x.getOccurredAt(),
                x.getPolicyId(),
                x.getMetadata());
    }

    private static DeliveryWindow deliveryWindow(dev.tidings.avro.DeliveryWindow x) {
        return new DeliveryWindow(
                x.getZone(),
                set(x.getWeekdays(), v -> DayOfWeek.valueOf(v.name())),
                x.getFrom(),
                x.getTo(),
                OutsideWindow.valueOf(x.getOutside().name()));
    }

    private static FallbackChoice fallbackChoice(dev.tidings.avro.FallbackChoice x) {
        return new FallbackChoice(x.getPolicyId(), x.getSmsText(), x.getPhone());
    }

    private static FallbackPolicy fallbackPolicy(dev.tidings.avro.FallbackPolicy x) {
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
                orNull(x.getTemplate(), v -> templateContent(v)),
                orNull(x.getValidForMs(), v -> Duration.ofMillis(v)),
                set(x.getTriggers(), v -> FallbackTrigger.valueOf(v.name())));
    }

    private static FallbackWatch fallbackWatch(dev.tidings.avro.FallbackWatch x) {
        return new FallbackWatch(
                x.getRequestId(),
                x.getTenant(),
                x.getSource(),
                x.getCampaignId(),
                x.getChannel(),
                x.getAccountId(),
                fallbackPolicy(x.getPolicy()),
                x.getPhone(),
                x.getRecipientKey(),
                x.getSmsText(),
                Priority.valueOf(x.getPriority().name()),
                OnUncertain.valueOf(x.getOnUncertain().name()),
                x.getAcceptedAt(),
                x.getDueAt(),
                x.getValidUntil(),
                Duration.ofMillis(x.getSmsValidForMs()),
                x.getMetadata());
    }

    private static HeldSend heldSend(dev.tidings.avro.HeldSend x) {
        return new HeldSend(
                sendTask(x.getTask()),
                orNull(x.getWatch(), v -> fallbackWatch(v)),
                orNull(x.getDeliveryWindow(), v -> deliveryWindow(v)),
                Duration.ofMillis(x.getValidForMs()));
    }

    private static MediaContent mediaContent(dev.tidings.avro.MediaContent x) {
        return new MediaContent(MediaKind.valueOf(x.getKind().name()), x.getLink(), x.getCaption());
    }

    private static MessageTemplate messageTemplate(dev.tidings.avro.MessageTemplate x) {
        return new MessageTemplate(
                x.getChannel(),
                x.getCode(),
                x.getLanguage(),
                x.getName(),
                TemplateState.valueOf(x.getState().name()),
                ParameterFormat.valueOf(x.getParameterFormat().name()),
                x.getParameters());
    }

    private static Receipt receipt(dev.tidings.avro.Receipt x) {
        return new Receipt(
                x.getChannel(),
                x.getAccountId(),
                x.getCorrelationId(),
                x.getProviderMessageId(),
                ReceiptKind.valueOf(x.getKind().name()),
                orNull(x.getReason(), v -> Reason.valueOf(v.name())),
                x.getProviderCode(),
                x.getOccurredAt(),
                x.getReceivedAt());
    }

    private static Refusal refusal(dev.tidings.avro.Refusal x) {
        return new Refusal(Reason.valueOf(x.getReason().name()), x.getDetail());
    }

    private static RescheduleSend rescheduleSend(dev.tidings.avro.RescheduleSend x) {
        return new RescheduleSend(x.getRequestId(), x.getTenant(), x.getSource(), x.getSendAt(), x.getMetadata());
    }

    private static RetryHold retryHold(dev.tidings.avro.RetryHold x) {
        return new RetryHold(sendTask(x.getTask()), x.getDueAt(), x.getLane());
    }

    private static SendRequest sendRequest(dev.tidings.avro.SendRequest x) {
        return new SendRequest(
                x.getRequestId(),
                x.getTenant(),
                x.getSource(),
                x.getCampaignId(),
                x.getChannel(),
                x.getAccountId(),
                x.getRecipient(),
                requestContent(x.getContent()),
                x.getSendAt(),
                orNull(x.getDeliveryWindow(), v -> deliveryWindow(v)),
                orNull(x.getValidForMs(), v -> Duration.ofMillis(v)),
                Priority.valueOf(x.getPriority().name()),
                orNull(x.getOnUncertain(), v -> OnUncertain.valueOf(v.name())),
                orNull(x.getFallback(), v -> fallbackChoice(v)),
                x.getMetadata());
    }

    private static SendTask sendTask(dev.tidings.avro.SendTask x) {
        return new SendTask(
                x.getRequestId(),
                x.getTenant(),
                x.getSource(),
                x.getCampaignId(),
                x.getStep(),
                x.getAttempt(),
                x.getChannel(),
                x.getAccountId(),
                x.getRecipient(),
                x.getRecipientKey(),
                taskContent(x.getContent()),
                Priority.valueOf(x.getPriority().name()),
                OnUncertain.valueOf(x.getOnUncertain().name()),
                x.getAcceptedAt(),
                x.getDueAt(),
                x.getValidUntil(),
                x.getPossibleDuplicate(),
                orNull(x.getRefusal(), v -> refusal(v)),
                x.getPolicyId(),
                x.getMetadata());
    }

    private static SenderAccount senderAccount(dev.tidings.avro.SenderAccount x) {
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

    private static SmsService smsService(dev.tidings.avro.SmsService x) {
        return new SmsService(x.getTenant(), x.getEnabled(), x.getMaxPartsPerDay());
    }

    private static TemplateContent templateContent(dev.tidings.avro.TemplateContent x) {
        return new TemplateContent(x.getCode(), x.getLanguage(), x.getParameters());
    }

    private static TemplateMessage templateMessage(dev.tidings.avro.TemplateMessage x) {
        return new TemplateMessage(
                x.getName(),
                x.getLanguage(),
                ParameterFormat.valueOf(x.getParameterFormat().name()),
                list(x.getParameters(), v -> templateParameter(v)));
    }

    private static TemplateParameter templateParameter(dev.tidings.avro.TemplateParameter x) {
        return new TemplateParameter(x.getName(), x.getValue());
    }

    private static TextContent textContent(dev.tidings.avro.TextContent x) {
        return new TextContent(x.getText());
    }

    /** Rules for reasons of a later version are left out: this reader never meets such a reason. */
    private static Map<Reason, ReasonRule> reasonRules(Map<String, dev.tidings.avro.ReasonRule> rules) {
        Set<String> known = List.of(Reason.values()).stream().map(Enum::name).collect(Collectors.toSet());
        return rules.entrySet().stream()
                .filter(rule -> known.contains(rule.getKey()))
                .collect(Collectors.toMap(
                        rule -> Reason.valueOf(rule.getKey()),
                        rule -> ReasonRule.valueOf(rule.getValue().name())));
    }

    private static <A, B> List<B> list(Collection<A> items, Function<A, B> map) {
        return items.stream().map(map).toList();
    }

    private static <A, B> Set<B> set(Collection<A> items, Function<A, B> map) {
        return items.stream().map(map).collect(Collectors.toUnmodifiableSet());
    }

    private static <A, B> @Nullable B orNull(@Nullable A value, Function<A, B> map) {
        return value == null ? null : map.apply(value);
    }
}
