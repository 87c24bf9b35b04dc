package dev.tidings.codec;

import static dev.tidings.codec.Values.list;
import static dev.tidings.codec.Values.orNull;

import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;

/** What the services hand to each other, as the generated Avro types. The other way is {@link WorkFromAvro}. */
final class WorkToAvro {
    private WorkToAvro() {}

    static dev.tidings.avro.SendTask sendTask(SendTask x) {
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
                ContentsToAvro.content(x.content()),
                dev.tidings.avro.Priority.valueOf(x.priority().name()),
                dev.tidings.avro.OnUncertain.valueOf(x.onUncertain().name()),
                x.acceptedAt(),
                x.dueAt(),
                x.eligibleAt(),
                x.validUntil(),
                x.possibleDuplicate(),
                orNull(x.refusal(), v -> refusal(v)),
                x.policyId(),
                x.metadata(),
                orNull(x.traceparent(), v -> v.text()));
    }

    private static dev.tidings.avro.Refusal refusal(Refusal x) {
        return new dev.tidings.avro.Refusal(
                dev.tidings.avro.Reason.valueOf(x.reason().name()), x.detail());
    }

    static dev.tidings.avro.HeldSend heldSend(HeldSend x) {
        return new dev.tidings.avro.HeldSend(
                sendTask(x.task()),
                orNull(x.watch(), v -> fallbackWatch(v)),
                orNull(x.deliveryWindow(), v -> RequestsToAvro.deliveryWindow(v)),
                x.validFor().toMillis());
    }

    static dev.tidings.avro.RetryHold retryHold(RetryHold x) {
        return new dev.tidings.avro.RetryHold(sendTask(x.task()), x.dueAt(), x.lane());
    }

    static dev.tidings.avro.DeadlineHold deadlineHold(DeadlineHold x) {
        return new dev.tidings.avro.DeadlineHold(x.requestId(), x.step(), x.dueAt());
    }

    static dev.tidings.avro.CampaignOrder campaignOrder(CampaignOrder x) {
        return new dev.tidings.avro.CampaignOrder(
                x.campaignId(),
                x.tenant(),
                dev.tidings.avro.CampaignAction.valueOf(x.action().name()),
                x.sequence());
    }

    static dev.tidings.avro.FallbackWatch fallbackWatch(FallbackWatch x) {
        return new dev.tidings.avro.FallbackWatch(
                x.requestId(),
                x.tenant(),
                x.source(),
                x.campaignId(),
                x.channel(),
                x.accountId(),
                x.policyId(),
                x.policyVersion(),
                list(x.triggers(), v -> dev.tidings.avro.FallbackTrigger.valueOf(v.name())),
                orNull(x.after(), v -> v.toMillis()),
                CatalogToAvro.reasonRules(x.reasonRules()),
                list(x.steps(), v -> plannedStep(v)),
                dev.tidings.avro.Priority.valueOf(x.priority().name()),
                dev.tidings.avro.OnUncertain.valueOf(x.onUncertain().name()),
                x.acceptedAt(),
                x.dueAt(),
                x.validUntil(),
                x.metadata(),
                orNull(x.traceparent(), v -> v.text()));
    }

    private static dev.tidings.avro.PlannedStep plannedStep(PlannedStep x) {
        return new dev.tidings.avro.PlannedStep(
                x.channel(),
                x.accountId(),
                x.recipient(),
                x.recipientKey(),
                ContentsToAvro.content(x.content()),
                x.parts(),
                x.validFor().toMillis(),
                list(x.triggers(), v -> dev.tidings.avro.FallbackTrigger.valueOf(v.name())),
                orNull(x.after(), v -> v.toMillis()));
    }

    static dev.tidings.avro.CancelFallback cancelFallback(CancelFallback x) {
        return new dev.tidings.avro.CancelFallback(x.requestId(), x.cancelledAt());
    }

    static dev.tidings.avro.DeliveryDeadline deliveryDeadline(DeliveryDeadline x) {
        return new dev.tidings.avro.DeliveryDeadline(x.requestId(), x.step(), x.dueAt());
    }
}
