package dev.tidings.dispatcher.channel.viber;

import dev.tidings.contract.Reason;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Signatures;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A bot's callbacks: one event each, with message_token and a time in milliseconds, signed with the bot's token and repeated until
 * a 200. A failure says why in a sentence only. The set-up call is an event like the others.
 */
final class ViberBotWebhook implements WebhookReader {
    private static final String AUTH_TOKEN = "authToken";
    private static final String TIME = "timestamp";

    /** What is about people and not about messages of ours. */
    private static final Set<String> NOT_FOR_US = Set.of(
            "webhook", "conversation_started", "subscribed", "unsubscribed", "message", "action", "client_status");

    @Override
    public Set<String> credentials() {
        return Set.of(AUTH_TOKEN);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Signatures.sha256Hex(
                request.body(), "", request.header("X-Viber-Content-Signature"), secrets.of(AUTH_TOKEN));
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        return Callback.parse(request.body(), account, now).flatMap(ViberBotWebhook::read);
    }

    private static Optional<Statuses> read(Callback callback) {
        String event = callback.json().path("event").asString("");
        return switch (event) {
            case "" -> Optional.empty();
            case "delivered" -> Optional.of(callback.told(ReceiptKind.DELIVERED, null, TIME));
            case "seen" -> Optional.of(callback.told(ReceiptKind.READ, null, TIME));
            case "failed" -> Optional.of(callback.told(ReceiptKind.UNDELIVERED, Reason.PROVIDER_ERROR, TIME));
            default ->
                Optional.of(new Statuses(List.of(), NOT_FOR_US.contains(event) ? List.of() : List.of(Fate.OTHER)));
        };
    }
}
