package dev.tidings.dispatcher.channel.instagram;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.graph.MessagingWebhook;
import dev.tidings.dispatcher.channel.graph.SendApi;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.util.Optional;

/**
 * Instagram's Send API: {@code POST /{apiVersion}/{pageId}/messages} for an account that is linked to a page, or else with
 * {@code instagramId}. Webhooks name the latter, so it is needed either way.
 */
public final class Instagram implements HttpProvider {
    private static final String PROFESSIONAL_ACCOUNT = "instagramId";
    private static final String PAGE = "pageId";

    @Override
    public String provider() {
        return "instagram";
    }

    @Override
    public String sendingCredential() {
        return "accessToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        if (sender.setting(PROFESSIONAL_ACCOUNT).isEmpty()) {
            return Draft.invalid("the account's " + PROFESSIONAL_ACCOUNT + " is missing");
        }
        return SendApi.draft(task, sender, sender.setting(PAGE).isPresent() ? PAGE : PROFESSIONAL_ACCOUNT);
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
        return Optional.of(new MessagingWebhook(PROFESSIONAL_ACCOUNT, new InstagramReceipts()));
    }
}
