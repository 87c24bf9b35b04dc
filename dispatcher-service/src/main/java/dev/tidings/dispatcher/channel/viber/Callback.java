package dev.tidings.dispatcher.channel.viber;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Moments;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One callback of Viber's.
 *
 * @param json an object
 * @param account whom it is for
 * @param now counts as the time of what comes without one
 */
record Callback(JsonNode json, SenderAccount account, Instant now) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty: it is not JSON, or not an object. */
    static Optional<Callback> parse(byte[] body, SenderAccount account, Instant now) {
        try {
            return Optional.ofNullable(JSON.readTree(body))
                    .filter(JsonNode::isObject)
                    .map(json -> new Callback(json, account, now));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * What it says of its message.
     *
     * @param timeField where its time is, in milliseconds
     */
    Statuses told(ReceiptKind kind, @Nullable Reason reason, String timeField) {
        return MessageToken.of(json.path("message_token"))
                .map(token -> new Receipt(
                        account.channel(),
                        account.accountId(),
                        token,
                        token,
                        kind,
                        reason,
                        null,
                        Moments.ofMillis(json.path(timeField), now),
                        now))
                .map(receipt -> new Statuses(List.of(receipt), List.of(Fate.TAKEN)))
                .orElseGet(() -> new Statuses(List.of(), List.of(Fate.MALFORMED)));
    }

    /** Tells nothing: it names people. */
    @Override
    public String toString() {
        return "Callback";
    }
}
