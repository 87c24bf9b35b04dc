package dev.tidings.dispatcher.webhook;

import dev.tidings.contract.Receipt;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a webhook's receipts over and waits, for a bounded time, until Kafka has all of them. */
final class ReceiptPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptPublisher.class);

    private final ReceiptSink sink;
    private final Duration within;
    private final Executor handOver;

    /**
     * Publishes into that sink.
     *
     * @param within how long a webhook may wait for all of its receipts
     * @param handOver runs what may block for longer than that: the sink waits for room in a producer that is cut off
     */
    ReceiptPublisher(ReceiptSink sink, Duration within, Executor handOver) {
        this.sink = sink;
        this.within = within;
        this.handOver = handOver;
    }

    /** False: Kafka may lack some of them, and the provider has to send them again. Repeats are harmless downstream. */
    boolean publish(List<Receipt> receipts) {
        CompletableFuture<@Nullable Void> published = new CompletableFuture<>();
        try {
            handOver.execute(() -> handOver(receipts, published));
            published.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("{} receipts could not be published, the provider will repeat them", receipts.size());
            return false;
        } finally {
            // Nobody waits any more: what was not handed over yet is left to the provider's repeat.
            published.cancel(false);
        }
    }

    private void handOver(List<Receipt> receipts, CompletableFuture<@Nullable Void> published) {
        try {
            List<CompletableFuture<Void>> under = new ArrayList<>(receipts.size());
            for (Receipt receipt : receipts) {
                if (published.isDone()) {
                    return;
                }
                under.add(sink.accept(receipt));
            }
            var _ = CompletableFuture.allOf(under.toArray(CompletableFuture<?>[]::new))
                    .whenComplete((_, failure) -> {
                        if (failure == null) {
                            published.complete(null);
                        } else {
                            published.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException e) {
            published.completeExceptionally(e);
        }
    }
}
