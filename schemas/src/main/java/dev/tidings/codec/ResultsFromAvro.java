package dev.tidings.codec;

import static dev.tidings.codec.Values.orNull;
import static dev.tidings.codec.Values.traceparent;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Status;
import java.time.Duration;

/** What became of a send, from the generated Avro types. The other way is {@link ResultsToAvro}. */
final class ResultsFromAvro {
    private ResultsFromAvro() {}

    static AttemptStarted attemptStarted(dev.tidings.avro.AttemptStarted x) {
        return new AttemptStarted(
                x.getRequestId(), x.getStep(), x.getAttempt(), x.getAcceptedAt(), x.getStartedAt(), x.getAnswerBy());
    }

    static AttemptFinished attemptFinished(dev.tidings.avro.AttemptFinished x) {
        return new AttemptFinished(
                x.getRequestId(),
                x.getStep(),
                x.getAttempt(),
                x.getAcceptedAt(),
                OutcomeKind.valueOf(x.getOutcome().name()),
                orNull(x.getReason(), v -> Reason.valueOf(v.name())),
                x.getDetail(),
                x.getProviderCode(),
                x.getProviderMessageId(),
                orNull(x.getRetryAfterMs(), v -> Duration.ofMillis(v)),
                x.getFinishedAt());
    }

    static DeliveryResult deliveryResult(dev.tidings.avro.DeliveryResult x) {
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

    static Correlation correlation(dev.tidings.avro.Correlation x) {
        return new Correlation(
                x.getRequestId(),
                x.getTenant(),
                x.getCampaignId(),
                x.getStep(),
                x.getAttempt(),
                x.getAcceptedAt(),
                x.getChannel(),
                x.getAccountId(),
                x.getCorrelationId(),
                x.getProviderMessageId(),
                x.getPossibleDuplicate(),
                x.getDueAt(),
                x.getRecordedAt(),
                x.getPolicyId(),
                x.getMetadata(),
                traceparent(x.getTraceparent()));
    }

    static AttemptConfirmed attemptConfirmed(dev.tidings.avro.AttemptConfirmed x) {
        return new AttemptConfirmed(correlation(x.getCorrelation()), x.getProviderMessageId(), x.getOccurredAt());
    }

    static Receipt receipt(dev.tidings.avro.Receipt x) {
        return new Receipt(
                x.getChannel(),
                x.getAccountId(),
                x.getCorrelationId(),
                x.getProviderMessageId(),
                x.getUpTo(),
                ReceiptKind.valueOf(x.getKind().name()),
                orNull(x.getReason(), v -> Reason.valueOf(v.name())),
                x.getProviderCode(),
                x.getOccurredAt(),
                x.getReceivedAt());
    }
}
