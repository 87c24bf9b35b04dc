package dev.tidings.codec;

import static dev.tidings.codec.Values.list;
import static dev.tidings.codec.Values.orNull;

import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;

/** What upstream services ask for, as the generated Avro types. The other way is {@link RequestsFromAvro}. */
final class RequestsToAvro {
    private RequestsToAvro() {}

    static dev.tidings.avro.SendRequest sendRequest(SendRequest x) {
        return new dev.tidings.avro.SendRequest(
                x.requestId(),
                x.tenant(),
                x.source(),
                x.campaignId(),
                x.channel(),
                x.accountId(),
                x.recipient(),
                ContentsToAvro.content(x.content()),
                x.sendAt(),
                orNull(x.spread(), v -> v.toMillis()),
                orNull(x.deliveryWindow(), v -> deliveryWindow(v)),
                orNull(x.validFor(), v -> v.toMillis()),
                dev.tidings.avro.Priority.valueOf(x.priority().name()),
                orNull(x.onUncertain(), v -> dev.tidings.avro.OnUncertain.valueOf(v.name())),
                orNull(x.fallback(), v -> fallbackChoice(v)),
                x.metadata());
    }

    static dev.tidings.avro.CancelSend cancelSend(CancelSend x) {
        return new dev.tidings.avro.CancelSend(x.requestId(), x.tenant(), x.source(), x.metadata());
    }

    static dev.tidings.avro.RescheduleSend rescheduleSend(RescheduleSend x) {
        return new dev.tidings.avro.RescheduleSend(x.requestId(), x.tenant(), x.source(), x.sendAt(), x.metadata());
    }

    static dev.tidings.avro.CampaignControl campaignControl(CampaignControl x) {
        return new dev.tidings.avro.CampaignControl(
                x.campaignId(),
                x.tenant(),
                x.source(),
                dev.tidings.avro.CampaignAction.valueOf(x.action().name()),
                x.metadata());
    }

    static dev.tidings.avro.DeliveryWindow deliveryWindow(DeliveryWindow x) {
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
}
