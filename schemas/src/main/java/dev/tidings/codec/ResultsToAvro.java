package dev.tidings.codec;

import static dev.tidings.codec.Values.orNull;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Receipt;

/** What became of a send, as the generated Avro types. The other way is {@link ResultsFromAvro}. */
final class ResultsToAvro {
    private ResultsToAvro() {}

    static dev.tidings.avro.AttemptStarted attemptStarted(AttemptStarted x) {
        return new dev.tidings.avro.AttemptStarted(
                x.requestId(), x.step(), x.attempt(), x.acceptedAt(), x.startedAt(), x.answerBy());
    }

    static dev.tidings.avro.AttemptFinished attemptFinished(AttemptFinished x) {
        return new dev.tidings.avro.AttemptFinished(
                x.requestId(),
                x.step(),
                x.attempt(),
                x.acceptedAt(),
                dev.tidings.avro.OutcomeKind.valueOf(x.outcome().name()),
                orNull(x.reason(), v -> dev.tidings.avro.Reason.valueOf(v.name())),
                x.detail(),
                x.providerCode(),
                x.providerMessageId(),
                orNull(x.retryAfter(), v -> v.toMillis()),
                x.finishedAt());
    }

    static dev.tidings.avro.DeliveryResult deliveryResult(DeliveryResult x) {
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

    static dev.tidings.avro.Correlation correlation(Correlation x) {
        return new dev.tidings.avro.Correlation(
                x.requestId(),
                x.tenant(),
                x.campaignId(),
                x.step(),
                x.attempt(),
                x.acceptedAt(),
                x.channel(),
                x.accountId(),
                x.correlationId(),
                x.providerMessageId(),
                x.possibleDuplicate(),
                x.dueAt(),
                x.recordedAt(),
                x.policyId(),
                x.metadata(),
                orNull(x.traceparent(), v -> v.text()));
    }

    static dev.tidings.avro.AttemptConfirmed attemptConfirmed(AttemptConfirmed x) {
        return new dev.tidings.avro.AttemptConfirmed(
                correlation(x.correlation()), x.providerMessageId(), x.occurredAt());
    }

    static dev.tidings.avro.Receipt receipt(Receipt x) {
        return new dev.tidings.avro.Receipt(
                x.channel(),
                x.accountId(),
                x.correlationId(),
                x.providerMessageId(),
                x.upTo(),
                dev.tidings.avro.ReceiptKind.valueOf(x.kind().name()),
                orNull(x.reason(), v -> dev.tidings.avro.Reason.valueOf(v.name())),
                x.providerCode(),
                x.occurredAt(),
                x.receivedAt());
    }
}
