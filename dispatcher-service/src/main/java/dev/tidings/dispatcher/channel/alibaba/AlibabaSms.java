package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Alibaba Cloud's text messages for the mainland of China: {@code SendSms} of its API of 2017-05-25. Every text is an approved
 * template, under a signature. How long it comes out is known to the provider alone, and it counts as one. Settings: accessKeyId and
 * signName.
 */
public final class AlibabaSms implements HttpProvider {
    private final OpenApiSigner signer;

    public AlibabaSms(OpenApiSigner signer) {
        this.signer = signer;
    }

    @Override
    public String provider() {
        return "alibaba-sms";
    }

    @Override
    public String sendingCredential() {
        return "accessKeySecret";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        if (!(task.content() instanceof TemplateMessage template)) {
            return Draft.invalid("a text message to the mainland takes a template only");
        }
        Optional<String> key = sender.pathSetting("accessKeyId");
        Optional<String> signature = sender.setting("signName");
        if (key.isEmpty() || signature.isEmpty()) {
            return Draft.invalid("the account's accessKeyId is missing or malformed, or it has no signName");
        }
        Map<String, String> query = new HashMap<>();
        query.put("PhoneNumbers", ChatAppMessage.digits(task.recipient()));
        query.put("SignName", signature.get());
        query.put("TemplateCode", template.name());
        query.put("OutId", Echo.idOf(task));
        if (!template.parameters().isEmpty()) {
            query.put("TemplateParam", ChatAppMessage.parameters(template.parameters()));
        }
        OpenApiCall call = new OpenApiCall("SendSms", "2017-05-25", query, Map.of());
        return new Draft.Ready(signer.sign(call, key.get(), sender));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        return OpenApiErrors.acceptedId(reply, "Code", "BizId");
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        return OpenApiErrors.code(reply, "Code", SmsErrors.TABLE);
    }

    @Override
    public boolean refusesWithSuccess() {
        return true;
    }

    @Override
    public ErrorTable errors() {
        return SmsErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new ReportsWebhook(SmsReport::read));
    }
}
