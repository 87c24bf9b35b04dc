package dev.tidings.dispatcher.channel.twilio;

import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsParts;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Twilio's Messages resource: {@code POST /2010-04-01/Accounts/{accountSid}/Messages.json}, a form. */
public final class TwilioSms implements ProviderApi {
    private static final long LONGEST_VALIDITY = 36_000;

    private final InstantSource clock;

    /** An adapter that counts a message's validity by this clock. */
    public TwilioSms(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String channel() {
        return "sms";
    }

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public String sendingCredential() {
        return "authToken";
    }

    /** What a number may send depends on its kind and country, and Twilio queues what is more: no limit is known here. */
    @Override
    public AccountLimits limits(SenderAccount account) {
        return new AccountLimits(account.messagesPerSecond(), account.maxConcurrent(), null);
    }

    @Override
    public int parts(SendTask task) {
        return task.content() instanceof TextContent(String text) ? SmsParts.of(text) : 1;
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        if (!(task.content() instanceof TextContent(String text))) {
            return Draft.invalid("a text message takes text only");
        }
        // Twilio's limit is the contract's, so that no text is accepted that is refused here.
        if (RequestRules.characters(text) > RequestRules.MAX_SMS_TEXT) {
            return Draft.invalid("the text is longer than " + RequestRules.MAX_SMS_TEXT + " characters");
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
        form.put("ValidityPeriod", Long.toString(validity(task)));
        URI uri = URI.create(sender.account().baseUrl() + "/2010-04-01/Accounts/" + sid.get() + "/Messages.json");
        return new Draft.Ready(new HttpQuestion(
                uri,
                Map.of("Authorization", basic(sid.get(), sender.secret().value()), "Accept", "application/json"),
                "application/x-www-form-urlencoded",
                encode(form)));
    }

    private long validity(SendTask task) {
        long seconds = Duration.between(clock.instant(), task.validUntil()).toSeconds();
        return Math.clamp(seconds, 1, LONGEST_VALIDITY);
    }

    private static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public Optional<String> acceptedId(JsonNode answer) {
        String sid = answer.path("sid").asString("");
        String status = answer.path("status").asString("");
        // A message can be created as failed: then its error_code says why.
        return sid.isBlank() || sid.length() > 64 || status.equals("failed") || status.equals("undelivered")
                ? Optional.empty()
                : Optional.of(sid);
    }

    @Override
    public OptionalInt errorCode(JsonNode answer) {
        JsonNode code = answer.path("code").isMissingNode() ? answer.path("error_code") : answer.path("code");
        return code.canConvertToInt() ? OptionalInt.of(code.intValue()) : OptionalInt.empty();
    }

    @Override
    public ErrorTable errors() {
        return TwilioErrors.TABLE;
    }
}
