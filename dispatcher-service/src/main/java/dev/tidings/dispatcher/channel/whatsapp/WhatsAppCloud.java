package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The WhatsApp Cloud API: {@code POST /{apiVersion}/{phoneNumberId}/messages}. */
public final class WhatsAppCloud implements HttpProvider {
    private static final String DEFAULT_VERSION = "v23.0";

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
        Optional<String> number = sender.pathSetting("phoneNumberId");
        Optional<String> version = sender.setting("apiVersion").isEmpty()
                ? Optional.of(DEFAULT_VERSION)
                : sender.pathSetting("apiVersion");
        if (number.isEmpty() || version.isEmpty()) {
            return Draft.invalid("the account's phoneNumberId or apiVersion is missing or malformed");
        }
        URI uri = URI.create(sender.account().baseUrl() + "/" + version.get() + "/" + number.get() + "/messages");
        return new Draft.Ready(HttpQuestion.json(
                uri,
                Map.of("Authorization", "Bearer " + sender.secret().value(), "Accept", "application/json"),
                WhatsAppMessage.write(task)));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        String id = reply.json().path("messages").path(0).path("id").asString("");
        return id.isBlank() || id.length() > 512 ? Optional.empty() : Optional.of(id);
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        JsonNode code = reply.json().path("error").path("code");
        return code.canConvertToInt() ? Optional.of(Integer.toString(code.intValue())) : Optional.empty();
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
