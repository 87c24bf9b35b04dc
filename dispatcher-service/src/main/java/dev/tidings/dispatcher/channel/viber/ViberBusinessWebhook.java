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
 * The callback of a business message: message_token, message_status and message_time in milliseconds (names and numbers
 * unverified). Nothing signs it: the URL that the provider is given ends in {@code ?token=}, and the account's webhookToken.
 */
final class ViberBusinessWebhook implements WebhookReader {
    private static final String WEBHOOK_TOKEN = "webhookToken";
    private static final String TIME = "message_time";

    @Override
    public Set<String> credentials() {
        return Set.of(WEBHOOK_TOKEN);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Signatures.matches(request.parameter("token"), secrets.of(WEBHOOK_TOKEN));
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        return Callback.parse(request.body(), account, now).map(ViberBusinessWebhook::read);
    }

    private static Statuses read(Callback callback) {
        return switch (callback.json().path("message_status").asString("")) {
            case "0" -> callback.told(ReceiptKind.DELIVERED, null, TIME);
            case "1" -> callback.told(ReceiptKind.READ, null, TIME);
            case "2" -> callback.told(ReceiptKind.UNDELIVERED, Reason.VALIDITY_EXPIRED, TIME);
            default -> new Statuses(List.of(), List.of(Fate.OTHER));
        };
    }
}
