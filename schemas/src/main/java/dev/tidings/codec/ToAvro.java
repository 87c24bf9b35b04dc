package dev.tidings.codec;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import org.apache.avro.specific.SpecificRecord;

/**
 * Contract records to the generated Avro types: here which record goes where, in the classes named alike how. The other
 * way is {@link FromAvro}.
 */
final class ToAvro {
    private ToAvro() {}

    static SpecificRecord event(Event event) {
        return switch (event) {
            case SendRequest x -> RequestsToAvro.sendRequest(x);
            case CancelSend x -> RequestsToAvro.cancelSend(x);
            case RescheduleSend x -> RequestsToAvro.rescheduleSend(x);
            case CampaignControl x -> RequestsToAvro.campaignControl(x);
            case RetryHold x -> WorkToAvro.retryHold(x);
            case DeadlineHold x -> WorkToAvro.deadlineHold(x);
            case AttemptConfirmed x -> ResultsToAvro.attemptConfirmed(x);
            case CampaignOrder x -> WorkToAvro.campaignOrder(x);
            case SendTask x -> WorkToAvro.sendTask(x);
            case AttemptStarted x -> ResultsToAvro.attemptStarted(x);
            case AttemptFinished x -> ResultsToAvro.attemptFinished(x);
            case DeliveryResult x -> ResultsToAvro.deliveryResult(x);
            case Correlation x -> ResultsToAvro.correlation(x);
            case Receipt x -> ResultsToAvro.receipt(x);
            case FallbackWatch x -> WorkToAvro.fallbackWatch(x);
            case CancelFallback x -> WorkToAvro.cancelFallback(x);
            case DeliveryDeadline x -> WorkToAvro.deliveryDeadline(x);
            case SenderAccount x -> CatalogToAvro.senderAccount(x);
            case MessageTemplate x -> CatalogToAvro.messageTemplate(x);
            case FallbackPolicy x -> CatalogToAvro.fallbackPolicy(x);
            case SmsService x -> CatalogToAvro.smsService(x);
            case HeldSend x -> WorkToAvro.heldSend(x);
        };
    }
}
