package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.topics.RecipientKeys;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Alibaba Cloud's Chat App Message Service, for accounts of whatsapp, messenger, instagram and viber: {@code SendChatappMessage} of
 * its API of 2020-06-06. Its own fallback to SMS is never asked for: two that fall back would send twice.
 *
 * <p>Settings: accessKeyId, from (a number, a page's id, or Viber's service id), custSpaceId where an instance has several, and for
 * viber label (promotion or transaction) and tag.
 */
public final class AlibabaChatApp implements HttpProvider {
    private final OpenApiSigner signer;
    private final InstantSource clock;
    private final RecipientKeys keys;

    /**
     * An adapter.
     *
     * @param clock what a message's validity is counted by
     * @param keys stands for whom a report is about, where its message is found by that
     */
    public AlibabaChatApp(OpenApiSigner signer, InstantSource clock, RecipientKeys keys) {
        this.signer = signer;
        this.clock = clock;
        this.keys = keys;
    }

    @Override
    public String provider() {
        return "alibaba-chatapp";
    }

    @Override
    public String sendingCredential() {
        return "accessKeySecret";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        Optional<String> key = sender.pathSetting("accessKeyId");
        if (key.isEmpty()) {
            return Draft.invalid("the account's accessKeyId is missing or malformed");
        }
        ChatAppMessage message = new ChatAppMessage(task, sender, clock.instant());
        return message.problem()
                .map(Draft::invalid)
                .orElseGet(() -> new Draft.Ready(signer.sign(message.call(), key.get(), sender)));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        return OpenApiErrors.acceptedId(reply, "Code", "MessageId");
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        return OpenApiErrors.code(reply, "Code", ChatAppErrors.TABLE);
    }

    @Override
    public boolean refusesWithSuccess() {
        return true;
    }

    @Override
    public ErrorTable errors() {
        return ChatAppErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new ReportsWebhook(new ChatAppReport(keys)::read));
    }
}
