package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Alibaba Cloud's text messages to everywhere but the mainland of China: {@code SendMessageToGlobe} of its API of 2018-05-01.
 * Settings: accessKeyId, and where wanted from (a sender id) and type (OTP, NOTIFY or MKT).
 */
public final class AlibabaGlobalSms implements HttpProvider {
    private final OpenApiSigner signer;
    private final InstantSource clock;

    /**
     * An adapter.
     *
     * @param clock what a message's validity is counted by
     */
    public AlibabaGlobalSms(OpenApiSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public String provider() {
        return "alibaba-sms-global";
    }

    @Override
    public String sendingCredential() {
        return "accessKeySecret";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        if (!(task.content() instanceof TextContent(String text))) {
            return Draft.invalid("a text message takes text only");
        }
        Optional<String> key = sender.pathSetting("accessKeyId");
        if (key.isEmpty()) {
            return Draft.invalid("the account's accessKeyId is missing or malformed");
        }
        Map<String, String> query = new HashMap<>();
        query.put("To", ChatAppMessage.digits(task.recipient()));
        query.put("Message", text);
        query.put("TaskId", Echo.idOf(task));
        query.put(
                "ValidityPeriod",
                Long.toString(sender.validity(task, clock.instant()).toSeconds()));
        sender.setting("from").ifPresent(from -> query.put("From", from));
        sender.setting("type").ifPresent(type -> query.put("Type", type));
        OpenApiCall call = new OpenApiCall("SendMessageToGlobe", "2018-05-01", query, Map.of());
        return new Draft.Ready(signer.sign(call, key.get(), sender));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        return OpenApiErrors.acceptedId(reply, "ResponseCode", "MessageId");
    }

    /** The service's own are in ResponseCode, and the gateway's in Code. */
    @Override
    public Optional<String> errorCode(Reply reply) {
        return OpenApiErrors.code(reply, "ResponseCode", GlobalSmsErrors.TABLE)
                .or(() -> OpenApiErrors.code(reply, "Code", GlobalSmsErrors.TABLE));
    }

    @Override
    public boolean refusesWithSuccess() {
        return true;
    }

    @Override
    public ErrorTable errors() {
        return GlobalSmsErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new ReportsWebhook(GlobalSmsReport::read));
    }
}
