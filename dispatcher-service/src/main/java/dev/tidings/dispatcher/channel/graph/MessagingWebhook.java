package dev.tidings.dispatcher.channel.graph;

import dev.tidings.contract.Receipt;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Moments;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Webhooks of Messenger and Instagram: {@code entry[].messaging[]}. Events with {@code delivery} or {@code read} report; what else
 * there is, as what people write, is not for us.
 */
public final class MessagingWebhook implements WebhookReader {
    private final String owner;
    private final EventReader events;

    /**
     * Reads webhooks.
     *
     * @param owner the setting that an entry's id is compared with: an app has one URL, and may serve many
     * @param events reads what reports
     */
    public MessagingWebhook(String owner, EventReader events) {
        this.owner = owner;
        this.events = events;
    }

    /** Reads one event that reports. */
    @FunctionalInterface
    public interface EventReader {
        /**
         * Adds the receipts that it is.
         *
         * @return what became of it
         */
        Fate read(Event event, List<Receipt> receipts);
    }

    /**
     * An event.
     *
     * @param json of entry[].messaging[]
     * @param account the account that it was sent for
     * @param now when it came
     */
    public record Event(JsonNode json, SenderAccount account, Instant now) {
        /** A time in it, in milliseconds; the future counts as now. Empty: it is none. */
        public Optional<Instant> time(JsonNode millis) {
            return millis.canConvertToLong() && millis.longValue() > 0
                    ? Optional.of(Moments.notAfter(now, Instant.ofEpochMilli(millis.longValue())))
                    : Optional.empty();
        }

        /** When it happened; where it does not say, otherwise. */
        public Instant occurredAt(Instant otherwise) {
            return time(json.path("timestamp")).orElse(otherwise);
        }
    }

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
        return Hub.body(request).map(root -> statuses(root, account, now));
    }

    private Statuses statuses(JsonNode root, SenderAccount account, Instant now) {
        Statuses all = new Statuses(new ArrayList<>(), new ArrayList<>());
        for (JsonNode entry : root.path("entry")) {
            boolean ours = Hub.id(entry.path("id"))
                    .map(id -> id.equals(account.settings().get(owner)))
                    .orElse(false);
            for (JsonNode event : entry.path("messaging")) {
                if (event.has("delivery") || event.has("read")) {
                    all.fates()
                            .add(
                                    ours
                                            ? events.read(new Event(event, account, now), all.receipts())
                                            : Fate.OTHER_NUMBER);
                }
            }
        }
        return all;
    }
}
