package dev.tidings.dispatcher.channel.instagram;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.graph.Hub;
import dev.tidings.dispatcher.channel.graph.MessagingWebhook.Event;
import dev.tidings.dispatcher.channel.graph.MessagingWebhook.EventReader;
import dev.tidings.dispatcher.channel.webhook.Fate;
import java.util.List;
import java.util.Optional;

/** Reads {@code read {mid}}. Deliveries are not reported. */
final class InstagramReceipts implements EventReader {
    @Override
    public Fate read(Event event, List<Receipt> receipts) {
        if (!event.json().has("read")) {
            return Fate.OTHER;
        }
        Optional<String> id = Hub.id(event.json().path("read").path("mid"));
        if (id.isEmpty()) {
            return Fate.MALFORMED;
        }
        SenderAccount account = event.account();
        receipts.add(new Receipt(
                account.channel(),
                account.accountId(),
                id.get(),
                id.get(),
                ReceiptKind.READ,
                null,
                null,
                event.occurredAt(event.now()),
                event.now()));
        return Fate.TAKEN;
    }
}
