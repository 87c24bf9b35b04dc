package dev.tidings.codec;

import static dev.tidings.codec.Values.list;
import static dev.tidings.codec.Values.orNull;
import static dev.tidings.codec.Values.set;
import static dev.tidings.codec.Values.traceparent;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import java.time.Duration;

/** What the services hand to each other, from the generated Avro types. The other way is {@link WorkToAvro}. */
final class WorkFromAvro {
    private WorkFromAvro() {}

    static SendTask sendTask(dev.tidings.avro.SendTask x) {
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
                ContentsFromAvro.taskContent(x.getContent()),
                Priority.valueOf(x.getPriority().name()),
                OnUncertain.valueOf(x.getOnUncertain().name()),
                x.getAcceptedAt(),
                x.getDueAt(),
                x.getEligibleAt(),
                x.getValidUntil(),
                x.getPossibleDuplicate(),
                orNull(x.getRefusal(), v -> refusal(v)),
                x.getPolicyId(),
                x.getMetadata(),
                traceparent(x.getTraceparent()));
    }

    private static Refusal refusal(dev.tidings.avro.Refusal x) {
        return new Refusal(Reason.valueOf(x.getReason().name()), x.getDetail());
    }

    static HeldSend heldSend(dev.tidings.avro.HeldSend x) {
        return new HeldSend(
                sendTask(x.getTask()),
                orNull(x.getWatch(), v -> fallbackWatch(v)),
                orNull(x.getDeliveryWindow(), v -> RequestsFromAvro.deliveryWindow(v)),
                Duration.ofMillis(x.getValidForMs()));
    }

    static RetryHold retryHold(dev.tidings.avro.RetryHold x) {
        return new RetryHold(sendTask(x.getTask()), x.getDueAt(), x.getLane());
    }

    static DeadlineHold deadlineHold(dev.tidings.avro.DeadlineHold x) {
        return new DeadlineHold(x.getRequestId(), x.getStep(), x.getDueAt());
    }

    static CampaignOrder campaignOrder(dev.tidings.avro.CampaignOrder x) {
        return new CampaignOrder(
                x.getCampaignId(),
                x.getTenant(),
                CampaignAction.valueOf(x.getAction().name()),
                x.getSequence());
    }

    static FallbackWatch fallbackWatch(dev.tidings.avro.FallbackWatch x) {
        return new FallbackWatch(
                x.getRequestId(),
                x.getTenant(),
                x.getSource(),
                x.getCampaignId(),
                x.getChannel(),
                x.getAccountId(),
                x.getPolicyId(),
                x.getPolicyVersion(),
                set(x.getTriggers(), v -> FallbackTrigger.valueOf(v.name())),
                orNull(x.getAfterMs(), v -> Duration.ofMillis(v)),
                CatalogFromAvro.reasonRules(x.getReasonRules()),
                list(x.getSteps(), v -> plannedStep(v)),
                Priority.valueOf(x.getPriority().name()),
                OnUncertain.valueOf(x.getOnUncertain().name()),
                x.getAcceptedAt(),
                x.getDueAt(),
                x.getValidUntil(),
                x.getMetadata(),
                traceparent(x.getTraceparent()));
    }

    private static PlannedStep plannedStep(dev.tidings.avro.PlannedStep x) {
        return new PlannedStep(
                x.getChannel(),
                x.getAccountId(),
                x.getRecipient(),
                x.getRecipientKey(),
                ContentsFromAvro.taskContent(x.getContent()),
                x.getParts(),
                Duration.ofMillis(x.getValidForMs()),
                set(x.getTriggers(), v -> FallbackTrigger.valueOf(v.name())),
                orNull(x.getAfterMs(), v -> Duration.ofMillis(v)));
    }

    static CancelFallback cancelFallback(dev.tidings.avro.CancelFallback x) {
        return new CancelFallback(x.getRequestId(), x.getCancelledAt());
    }

    static DeliveryDeadline deliveryDeadline(dev.tidings.avro.DeliveryDeadline x) {
        return new DeliveryDeadline(x.getRequestId(), x.getStep(), x.getDueAt());
    }
}
