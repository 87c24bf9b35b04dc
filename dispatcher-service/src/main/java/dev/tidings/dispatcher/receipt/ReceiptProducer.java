package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.Receipt;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.dispatcher.dispatch.ReceiptKey;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.topics.Topics;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Publishes receipts under the key of their correlation. */
final class ReceiptProducer implements ReceiptSink {
    private final Publisher publisher;

    ReceiptProducer(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public CompletableFuture<Void> accept(Receipt receipt) {
        String key = ReceiptKey.of(receipt);
        // A provider repeats a receipt for days: the same kind for the same messages is the same event.
        Instant upTo = receipt.upTo();
        String about = upTo == null ? String.valueOf(receipt.providerMessageId()) : "upto-" + upTo.toEpochMilli();
        String id = key + '/' + about + '/' + receipt.kind();
        return publisher
                .publish(new Outgoing(Topics.RECEIPTS, key, id, receipt.receivedAt(), receipt))
                .thenAccept(_ -> {});
    }
}
