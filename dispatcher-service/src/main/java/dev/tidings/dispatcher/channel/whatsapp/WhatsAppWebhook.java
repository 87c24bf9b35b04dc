package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.webhook.Signatures;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Meta's webhooks for WhatsApp: signed with the app's secret, and set up by a GET that has to be answered its challenge. */
final class WhatsAppWebhook implements WebhookReader {
    private static final String APP_SECRET = "appSecret";
    private static final String VERIFY_TOKEN = "verifyToken";

    /** Meta sends a number. What is echoed must be harmless whatever a browser takes it for. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    @Override
    public Set<String> credentials() {
        return Set.of(APP_SECRET, VERIFY_TOKEN);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Signatures.sha256Hex(
                request.body(), "sha256=", request.header("X-Hub-Signature-256"), secrets.of(APP_SECRET));
    }

    @Override
    public Optional<WebhookReply> handshake(WebhookRequest request, WebhookSecrets secrets) {
        boolean known = Signatures.matches(request.parameter("hub.verify_token"), secrets.of(VERIFY_TOKEN));
        return Optional.ofNullable(request.parameter("hub.challenge"))
                .filter(challenge -> known
                        && "subscribe".equals(request.parameter("hub.mode"))
                        && CHALLENGE.matcher(challenge).matches())
                .map(WebhookReply::text);
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        return WhatsAppStatuses.parse(request.body(), account, now);
    }
}
