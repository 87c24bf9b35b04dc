package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.graph.Hub;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Meta's webhooks for WhatsApp. */
final class WhatsAppWebhook implements WebhookReader {
    @Override
    public Set<String> credentials() {
        return Hub.credentials();
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Hub.isAuthentic(request, secrets);
    }

    @Override
    public Optional<WebhookReply> handshake(WebhookRequest request, WebhookSecrets secrets) {
        return Hub.handshake(request, secrets);
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        return Hub.body(request).map(root -> WhatsAppStatuses.of(root, account, now));
    }
}
