package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a receipt means for the request it belongs to. */
final class ReceiptResults {
    private ReceiptResults() {}

    /** Empty where it only tells that the message was accepted: hold says so, which knows whether that is news. */
    static Optional<DeliveryResult> of(Correlation correlation, Receipt receipt) {
        return switch (receipt.kind()) {
            case DELIVERED -> Optional.of(of(correlation, receipt, Status.DELIVERED));
            case READ -> Optional.of(of(correlation, receipt, Status.READ));
            case UNDELIVERED -> Optional.of(of(correlation, receipt, Status.UNDELIVERED));
            case ACCEPTED -> Optional.empty();
            case UNRECOGNIZED -> throw new IllegalArgumentException("an unknown kind says nothing");
        };
    }

    private static DeliveryResult of(Correlation correlation, Receipt receipt, Status status) {
        return new DeliveryResult(
                EventIds.resultId(correlation.requestId(), correlation.step(), correlation.attempt(), status),
                correlation.requestId(),
                correlation.tenant(),
                correlation.campaignId(),
                correlation.step(),
                status,
                correlation.channel(),
                correlation.accountId(),
                correlation.attempt(),
                reason(receipt, status),
                status == Status.UNDELIVERED ? "the provider could not deliver it" : null,
                receipt.providerCode(),
                receipt.providerMessageId() == null ? correlation.providerMessageId() : receipt.providerMessageId(),
                correlation.possibleDuplicate() || correlation.isUncertain(),
                correlation.dueAt(),
                receipt.occurredAt(),
                correlation.policyId(),
                correlation.metadata());
    }

    private static @Nullable Reason reason(Receipt receipt, Status status) {
        return status == Status.UNDELIVERED && receipt.reason() == null ? Reason.PROVIDER_ERROR : receipt.reason();
    }
}
