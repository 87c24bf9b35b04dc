package dev.tidings.dispatcher.channel.line;

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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * LINE's webhook, signed with the channel's secret. Its events tell what people do, and of pushed messages nothing; but LINE's console
 * takes a webhook only after a check, a request without events that wants 200, and sends an event that was answered otherwise
 * again. So all of them are taken and counted, repeated ones too, and none leads to a receipt.
 */
final class LineWebhook implements WebhookReader {
    private static final String CHANNEL_SECRET = "channelSecret";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Set<String> credentials() {
        return Set.of(CHANNEL_SECRET);
    }

    @Override
    public boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Signatures.sha256Base64(request.body(), request.header("x-line-signature"), secrets.of(CHANNEL_SECRET));
    }

    @Override
    public Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now) {
        JsonNode events = parse(request.body()).path("events");
        return events.isArray()
                ? Optional.of(new Statuses(
                        List.of(), events.valueStream().map(_ -> Fate.OTHER).toList()))
                : Optional.empty();
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? JSON.missingNode() : json;
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
