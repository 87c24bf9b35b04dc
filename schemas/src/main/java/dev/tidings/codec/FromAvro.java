package dev.tidings.codec;

import dev.tidings.contract.Event;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;

/**
 * The generated Avro types to contract records: here which record goes where, in the classes named alike how. The other
 * way is {@link ToAvro}.
 */
final class FromAvro {
    private FromAvro() {}

    static Event event(SpecificRecord event) {
        return switch (event) {
            case dev.tidings.avro.SendRequest x -> RequestsFromAvro.sendRequest(x);
            case dev.tidings.avro.CancelSend x -> RequestsFromAvro.cancelSend(x);
            case dev.tidings.avro.RescheduleSend x -> RequestsFromAvro.rescheduleSend(x);
            case dev.tidings.avro.CampaignControl x -> RequestsFromAvro.campaignControl(x);
            case dev.tidings.avro.RetryHold x -> WorkFromAvro.retryHold(x);
            case dev.tidings.avro.DeadlineHold x -> WorkFromAvro.deadlineHold(x);
            case dev.tidings.avro.AttemptConfirmed x -> ResultsFromAvro.attemptConfirmed(x);
            case dev.tidings.avro.CampaignOrder x -> WorkFromAvro.campaignOrder(x);
            case dev.tidings.avro.SendTask x -> WorkFromAvro.sendTask(x);
            case dev.tidings.avro.AttemptStarted x -> ResultsFromAvro.attemptStarted(x);
            case dev.tidings.avro.AttemptFinished x -> ResultsFromAvro.attemptFinished(x);
            case dev.tidings.avro.DeliveryResult x -> ResultsFromAvro.deliveryResult(x);
            case dev.tidings.avro.Correlation x -> ResultsFromAvro.correlation(x);
            case dev.tidings.avro.Receipt x -> ResultsFromAvro.receipt(x);
            case dev.tidings.avro.FallbackWatch x -> WorkFromAvro.fallbackWatch(x);
            case dev.tidings.avro.CancelFallback x -> WorkFromAvro.cancelFallback(x);
            case dev.tidings.avro.DeliveryDeadline x -> WorkFromAvro.deliveryDeadline(x);
            case dev.tidings.avro.SenderAccount x -> CatalogFromAvro.senderAccount(x);
            case dev.tidings.avro.MessageTemplate x -> CatalogFromAvro.messageTemplate(x);
            case dev.tidings.avro.FallbackPolicy x -> CatalogFromAvro.fallbackPolicy(x);
            case dev.tidings.avro.SmsService x -> CatalogFromAvro.smsService(x);
            case dev.tidings.avro.HeldSend x -> WorkFromAvro.heldSend(x);
            case SpecificRecord x ->
                throw new AvroRuntimeException("not an event: " + x.getSchema().getFullName());
        };
    }
}
