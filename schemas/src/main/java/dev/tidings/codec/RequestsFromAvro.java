package dev.tidings.codec;

import static dev.tidings.codec.Values.orNull;
import static dev.tidings.codec.Values.set;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.Priority;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import java.time.DayOfWeek;
import java.time.Duration;

/** What upstream services ask for, from the generated Avro types. The other way is {@link RequestsToAvro}. */
final class RequestsFromAvro {
    private RequestsFromAvro() {}

    static SendRequest sendRequest(dev.tidings.avro.SendRequest x) {
        return new SendRequest(
                x.getRequestId(),
                x.getTenant(),
                x.getSource(),
                x.getCampaignId(),
                x.getChannel(),
                x.getAccountId(),
                x.getRecipient(),
                ContentsFromAvro.requestContent(x.getContent()),
                x.getSendAt(),
                orNull(x.getSpreadMs(), v -> Duration.ofMillis(v)),
                orNull(x.getDeliveryWindow(), v -> deliveryWindow(v)),
                orNull(x.getValidForMs(), v -> Duration.ofMillis(v)),
                Priority.valueOf(x.getPriority().name()),
                orNull(x.getOnUncertain(), v -> OnUncertain.valueOf(v.name())),
                orNull(x.getFallback(), v -> fallbackChoice(v)),
                x.getMetadata());
    }

    static CancelSend cancelSend(dev.tidings.avro.CancelSend x) {
        return new CancelSend(x.getRequestId(), x.getTenant(), x.getSource(), x.getMetadata());
    }

    static RescheduleSend rescheduleSend(dev.tidings.avro.RescheduleSend x) {
        return new RescheduleSend(x.getRequestId(), x.getTenant(), x.getSource(), x.getSendAt(), x.getMetadata());
    }

    static CampaignControl campaignControl(dev.tidings.avro.CampaignControl x) {
        return new CampaignControl(
                x.getCampaignId(),
                x.getTenant(),
                x.getSource(),
                CampaignAction.valueOf(x.getAction().name()),
                x.getMetadata());
    }

    static DeliveryWindow deliveryWindow(dev.tidings.avro.DeliveryWindow x) {
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
}
