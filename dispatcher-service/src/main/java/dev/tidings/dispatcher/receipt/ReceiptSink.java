package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.Receipt;
import java.util.concurrent.CompletableFuture;

/** Where the webhooks put what providers report. */
public interface ReceiptSink {
    /**
     * Publishes a receipt.
     *
     * @return completes when Kafka has it, and fails where Kafka could not take it: answer the provider 200 only after
     *     the former, so that it repeats the webhook after the latter
     */
    CompletableFuture<Void> accept(Receipt receipt);
}
