package dev.tidings.dispatcher.channel.messenger;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.graph.Hub;
import dev.tidings.dispatcher.channel.graph.MessagingWebhook.Event;
import dev.tidings.dispatcher.channel.graph.MessagingWebhook.EventReader;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.topics.RecipientKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code delivery {mids[], watermark}} and {@code read {watermark}}: everything that was sent before the watermark was delivered, or
 * read. The mids come at times only, and name messages of this app and of others.
 */
final class MessengerReceipts implements EventReader {
    private final RecipientKeys keys;

    MessengerReceipts(RecipientKeys keys) {
        this.keys = keys;
    }

    @Override
    public Fate read(Event event, List<Receipt> receipts) {
        Optional<String> person = Hub.id(event.json().path("sender").path("id"));
        ReceiptKind kind = event.json().has("delivery") ? ReceiptKind.DELIVERED : ReceiptKind.READ;
        JsonNode report = event.json().path(kind == ReceiptKind.DELIVERED ? "delivery" : "read");
        Optional<Instant> watermark = event.time(report.path("watermark"));
        if (person.isEmpty() || watermark.isEmpty()) {
            return Fate.MALFORMED;
        }
        SenderAccount account = event.account();
        String conversation = keys.key(account.channel(), person.get());
        Instant upTo = watermark.get();
        for (JsonNode mid : report.path("mids")) {
            // By the watermark: what is told apart from it later was sent before it.
            Hub.id(mid).ifPresent(id -> receipts.add(receipt(event, conversation, id, null, kind, upTo)));
        }
        receipts.add(receipt(event, conversation, null, upTo, kind, event.occurredAt(upTo)));
        return Fate.TAKEN;
    }

    private static Receipt receipt(
            Event event,
            String conversation,
            @Nullable String id,
            @Nullable Instant upTo,
            ReceiptKind kind,
            Instant occurredAt) {
        return new Receipt(
                event.account().channel(),
                event.account().accountId(),
                conversation,
                id,
                upTo,
                kind,
                null,
                null,
                occurredAt,
                event.now());
    }
}
