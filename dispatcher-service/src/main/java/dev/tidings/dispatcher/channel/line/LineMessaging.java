package dev.tidings.dispatcher.channel.line;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.RepeatKey;
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
import java.util.UUID;

/**
 * LINE's Messaging API: {@code POST /v2/bot/message/push}. Every call carries the step's {@link RepeatKey}: what LINE accepted under
 * it once it answers with 409 for a day, and sends nothing again. It does not say whether a message arrives: also one to somebody
 * who blocked the account is accepted.
 */
public final class LineMessaging implements HttpProvider {
    private static final int ACCEPTED_BEFORE = 409;
    private static final int LONGEST_ID = 64;

    @Override
    public String provider() {
        return "line";
    }

    @Override
    public String sendingCredential() {
        return "channelAccessToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        UUID key = RepeatKey.of(task).orElseThrow(() -> new IllegalStateException("LINE knows repeats"));
        return LineMessage.write(task)
                .<Draft>map(message -> new Draft.Ready(HttpQuestion.json(
                        URI.create(sender.account().baseUrl() + "/v2/bot/message/push"),
                        Map.of(
                                "Authorization",
                                "Bearer " + sender.secret().value(),
                                "Accept",
                                "application/json",
                                "X-Line-Retry-Key",
                                key.toString()),
                        message)))
                .orElseGet(() -> Draft.invalid("LINE takes text and images"));
    }

    @Override
    public boolean mayAccept(int status) {
        return status / 100 == 2 || status == ACCEPTED_BEFORE;
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        String id = reply.json().path("sentMessages").path(0).path("id").asString("");
        return Optional.of(id.isBlank() ? acceptedRequest(reply) : id)
                .filter(found -> !found.isBlank() && found.length() <= LONGEST_ID);
    }

    /** The id of the call that was accepted, which a 409 names also where it does not name the message. */
    private static String acceptedRequest(Reply reply) {
        return reply.status() == ACCEPTED_BEFORE ? reply.header("x-line-accepted-request-id") : "";
    }

    /** An error without a message is not one of LINE's own; but whoever says 409, says that there was something before. */
    @Override
    public Optional<String> errorCode(Reply reply) {
        if (reply.status() == ACCEPTED_BEFORE) {
            return Optional.of(Integer.toString(ACCEPTED_BEFORE));
        }
        return reply.status() / 100 == 4 && reply.json().path("message").isString()
                ? Optional.of(LineErrors.word(reply.status(), reply.json()))
                : Optional.empty();
    }

    @Override
    public ErrorTable errors() {
        return LineErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new LineWebhook());
    }
}
