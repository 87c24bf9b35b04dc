package dev.tidings.dispatcher.webhook;

import dev.tidings.contract.Receipt;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a webhook's receipts over and waits, for a bounded time, until Kafka has all of them. */
final class ReceiptPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptPublisher.class);

    private final ReceiptSink sink;
    private final Duration within;

    ReceiptPublisher(ReceiptSink sink, Duration within) {
        this.sink = sink;
        this.within = within;
    }

    /** False: Kafka may lack some of them, and the provider has to send them again. Repeats are harmless downstream. */
    boolean publish(List<Receipt> receipts) {
        try {
            CompletableFuture<?>[] under = receipts.stream().map(sink::accept).toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(under).get(within.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn(
                    "{} receipts could not be published, the provider will repeat them: {}",
                    receipts.size(),
                    e.getClass().getSimpleName());
            return false;
        }
    }
}
