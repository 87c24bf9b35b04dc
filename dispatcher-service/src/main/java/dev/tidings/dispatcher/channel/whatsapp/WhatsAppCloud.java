package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.AccountLimits.PerRecipient;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** The WhatsApp Cloud API: {@code POST /{apiVersion}/{phoneNumberId}/messages}. */
public final class WhatsAppCloud implements ProviderApi {
    /** The adapter's name in the catalog. */
    public static final String PROVIDER = "whatsapp-cloud";

    /** The channel it speaks for. */
    public static final String CHANNEL = "whatsapp";

    private static final String DEFAULT_VERSION = "v23.0";

    /** Of a number that Meta has not upgraded. */
    private static final int PER_SECOND = 80;

    /** From Meta's page on throughput: one message every 6 seconds to the same user, of which up to 45 may go at once. */
    private static final PerRecipient PAIR_LIMIT = new PerRecipient(Duration.ofSeconds(6), 45);

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public String sendingCredential() {
        return "accessToken";
    }

    @Override
    public AccountLimits limits(SenderAccount account) {
        return new AccountLimits(
                account.messagesPerSecond() == null ? PER_SECOND : account.messagesPerSecond(),
                account.maxConcurrent(),
                "off".equals(account.settings().get("pairLimit")) ? null : PAIR_LIMIT);
    }

    @Override
    public int parts(SendTask task) {
        return 1;
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
        if (task.content() instanceof MediaContent media
                && media.kind() == MediaKind.AUDIO
                && media.caption() != null) {
            return Draft.invalid("WhatsApp takes no caption under audio");
        }
        URI uri = URI.create(sender.account().baseUrl() + "/" + version.get() + "/" + number.get() + "/messages");
        return new Draft.Ready(new HttpQuestion(
                uri,
                Map.of("Authorization", "Bearer " + sender.secret().value(), "Accept", "application/json"),
                "application/json",
                WhatsAppMessage.write(task)));
    }

    @Override
    public Optional<String> acceptedId(JsonNode answer) {
        String id = answer.path("messages").path(0).path("id").asString("");
        return id.isBlank() || id.length() > 512 ? Optional.empty() : Optional.of(id);
    }

    @Override
    public OptionalInt errorCode(JsonNode answer) {
        JsonNode code = answer.path("error").path("code");
        return code.canConvertToInt() ? OptionalInt.of(code.intValue()) : OptionalInt.empty();
    }

    @Override
    public ErrorTable errors() {
        return WhatsAppErrors.TABLE;
    }
}
