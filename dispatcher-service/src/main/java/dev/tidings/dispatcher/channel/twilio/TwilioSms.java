package dev.tidings.dispatcher.channel.twilio;

import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookAddress;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Twilio's Messages resource: {@code POST /2010-04-01/Accounts/{accountSid}/Messages.json}, a form. */
public final class TwilioSms implements HttpProvider {
    private final InstantSource clock;
    private final WebhookAddress webhooks;

    /**
     * An adapter.
     *
     * @param clock what a message's validity is counted by
     * @param webhooks where Twilio is asked to report to, with every message
     */
    public TwilioSms(InstantSource clock, WebhookAddress webhooks) {
        this.clock = clock;
        this.webhooks = webhooks;
    }

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public String sendingCredential() {
        return "authToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        if (!(task.content() instanceof TextContent(String text))) {
            return Draft.invalid("a text message takes text only");
        }
        Optional<String> sid = sender.pathSetting("accountSid");
        Optional<String> service = sender.setting("messagingServiceSid");
        Optional<String> from = sender.setting("from");
        if (sid.isEmpty() || (service.isEmpty() && from.isEmpty())) {
            return Draft.invalid("the account's accountSid is missing or malformed, or it has no from");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", task.recipient());
        service.ifPresent(value -> form.put("MessagingServiceSid", value));
        if (service.isEmpty()) {
            form.put("From", from.orElseThrow());
        }
        form.put("Body", text);
        form.put(
                "ValidityPeriod",
                Long.toString(sender.validity(task, clock.instant()).toSeconds()));
        webhooks.of(sender.account()).ifPresent(url -> form.put("StatusCallback", url));
        URI uri = URI.create(sender.account().baseUrl() + "/2010-04-01/Accounts/" + sid.get() + "/Messages.json");
        return new Draft.Ready(HttpQuestion.form(
                uri,
                Map.of("Authorization", basic(sid.get(), sender.secret().value()), "Accept", "application/json"),
                form));
    }

    private static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        JsonNode answer = reply.json();
        String sid = answer.path("sid").asString("");
        String status = answer.path("status").asString("");
        // A message can be created as failed: then its error_code says why.
        return sid.isBlank() || sid.length() > 64 || status.equals("failed") || status.equals("undelivered")
                ? Optional.empty()
                : Optional.of(sid);
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        JsonNode answer = reply.json();
        JsonNode code = answer.path("code").isMissingNode() ? answer.path("error_code") : answer.path("code");
        return code.canConvertToInt() ? Optional.of(Integer.toString(code.intValue())) : Optional.empty();
    }

    @Override
    public ErrorTable errors() {
        return TwilioErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new TwilioWebhook());
    }

    @Override
    public Optional<String> silence() {
        return webhooks.publicUrl() == null
                ? Optional.of("tidings.webhook.public-url is not set: nobody is told where to report to")
                : Optional.empty();
    }
}
