package dev.tidings.dispatcher.channel.viber;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Viber bot: {@code POST /pa/send_message}. Every answer is a 200, of which {@code status} says what it means. Settings:
 * senderName, up to 28 characters, and senderAvatar, a link.
 */
public final class ViberBot implements HttpProvider {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_BODY = 30 * 1024;

    @Override
    public String provider() {
        return "viber-bot";
    }

    @Override
    public String sendingCredential() {
        return "authToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        Optional<String> name = sender.setting("senderName");
        if (name.isEmpty()) {
            return Draft.invalid("the account's senderName is missing");
        }
        ObjectNode from = JsonNodeFactory.instance.objectNode().put("name", name.get());
        sender.setting("senderAvatar").ifPresent(link -> from.put("avatar", link));
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("receiver", task.recipient())
                // Comes back with the recipient's answer, not in what is reported of the message.
                .put("tracking_data", Echo.idOf(task));
        message.set("sender", from);
        return switch (task.content()) {
            case TextContent(String text) ->
                call(sender, message.put("type", "text").put("text", text));
            case MediaContent media ->
                call(
                        sender,
                        message.put("type", "picture")
                                .put("text", Objects.requireNonNullElse(media.caption(), ""))
                                .put("media", media.link()));
            case TemplateMessage _ -> Draft.invalid("a bot has no templates");
        };
    }

    private static Draft call(Sender sender, ObjectNode message) {
        String body = JSON.writeValueAsString(message);
        if (body.getBytes(StandardCharsets.UTF_8).length > LONGEST_BODY) {
            return Draft.invalid("the message takes more than 30 KB");
        }
        return new Draft.Ready(HttpQuestion.json(
                URI.create(sender.account().baseUrl() + "/pa/send_message"),
                Map.of("X-Viber-Auth-Token", sender.secret().value(), "Accept", "application/json"),
                body));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        JsonNode status = reply.json().path("status");
        return status.canConvertToInt() && status.intValue() == 0
                ? MessageToken.of(reply.json().path("message_token"))
                : Optional.empty();
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        JsonNode status = reply.json().path("status");
        return status.canConvertToInt() && status.intValue() != 0
                ? Optional.of(Integer.toString(status.intValue()))
                : Optional.empty();
    }

    @Override
    public boolean refusesWithSuccess() {
        return true;
    }

    @Override
    public ErrorTable errors() {
        return ViberBotErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new ViberBotWebhook());
    }
}
