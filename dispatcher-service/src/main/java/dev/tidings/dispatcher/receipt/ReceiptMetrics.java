package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.dispatcher.receipt.ReceiptState.Change;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what receipts meant, and the results they led to. */
final class ReceiptMetrics {
    private final MeterRegistry meters;

    ReceiptMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void noted(Change change) {
        meters.counter("tidings.receipts", "outcome", lower(change.noted())).increment();
        if (change.confirmed().isPresent()) {
            meters.counter("tidings.receipts", "outcome", "confirmed").increment();
        }
        if (change.left() > 0) {
            meters.counter("tidings.receipts", "outcome", "left").increment(change.left());
        }
        for (DeliveryResult result : change.results()) {
            meters.counter("tidings.results", "channel", result.channel(), "status", lower(result.status()))
                    .increment();
        }
    }

    void skipped() {
        meters.counter("tidings.receipts", "outcome", "skipped").increment();
    }

    void unreadable() {
        meters.counter("tidings.receipts", "outcome", "unreadable").increment();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
