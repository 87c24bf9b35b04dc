package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.graph.GraphCall;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.util.Optional;

/** The WhatsApp Cloud API: {@code POST /{apiVersion}/{phoneNumberId}/messages}. */
public final class WhatsAppCloud implements HttpProvider {
    @Override
    public String provider() {
        return "whatsapp-cloud";
    }

    @Override
    public String sendingCredential() {
        return "accessToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        return GraphCall.messages(sender, "phoneNumberId", () -> WhatsAppMessage.write(task));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        return GraphCall.id(reply.json().path("messages").path(0).path("id"));
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        return GraphCall.code(reply);
    }

    @Override
    public ErrorTable errors() {
        return WhatsAppErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new WhatsAppWebhook());
    }
}
