package dev.tidings.dispatcher.channel.messenger;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.graph.MessagingWebhook;
import dev.tidings.dispatcher.channel.graph.SendApi;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.topics.RecipientKeys;
import java.util.Optional;

/** Messenger's Send API: {@code POST /{apiVersion}/{pageId}/messages}. */
public final class Messenger implements HttpProvider {
    private static final String PAGE = "pageId";

    private final RecipientKeys keys;

    /**
     * An adapter.
     *
     * @param keys stands for whom a receipt is from: by the same key the task knows its recipient
     */
    public Messenger(RecipientKeys keys) {
        this.keys = keys;
    }

    @Override
    public String provider() {
        return "messenger";
    }

    @Override
    public String sendingCredential() {
        return "accessToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        return SendApi.draft(task, sender, PAGE);
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        return SendApi.acceptedId(reply);
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        return SendApi.errorCode(reply);
    }

    @Override
    public ErrorTable errors() {
        return SendApi.errors();
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new MessagingWebhook(PAGE, new MessengerReceipts(keys)));
    }
}
