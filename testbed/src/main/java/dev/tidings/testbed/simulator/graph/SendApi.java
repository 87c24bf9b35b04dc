package dev.tidings.testbed.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Address;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Claim;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Handshake;
import dev.tidings.testbed.simulator.provider.Ids;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Provider;
import dev.tidings.testbed.simulator.provider.Reporter;
import dev.tidings.testbed.simulator.provider.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Send API of Messenger and Instagram: {@code POST /VERSION/SENDER/messages}. Accounts have the secrets accessToken, appSecret and
 * verifyToken, the last where the webhook's set-up is tried. A recipient whose id ends in 2018001 is nobody, and one whose id ends in
 * 2018278 has not written for a day.
 */
public final class SendApi implements Provider {
    private final Dialect dialect;
    private final Map<String, Account> bySender;
    private final Ids ids;

    public SendApi(Dialect dialect, List<Account> accounts, Ids ids) {
        this.dialect = dialect;
        this.bySender = accounts.stream().collect(Collectors.toMap(dialect.sender(), Function.identity()));
        accounts.forEach(account -> {
            account.secret("accessToken");
            account.secret("appSecret");
        });
        this.ids = ids;
    }

    /**
     * What is the one's and not the other's.
     *
     * @param channel The channel, as the catalog names it.
     * @param sender The id in the path of an account's calls.
     * @param messageIds How messages' ids begin.
     * @param texts How long texts may be.
     * @param attachments The types of attachments.
     * @param reporters Reports on messages.
     */
    public record Dialect(
            String channel,
            Function<Account, String> sender,
            String messageIds,
            Texts texts,
            Set<String> attachments,
            Reporters reporters) {}

    /**
     * A bound of texts.
     *
     * @param most The length of the longest.
     * @param unit What is counted, in words.
     * @param length Counts it.
     */
    public record Texts(int most, String unit, ToIntFunction<String> length) {}

    /** Makes who reports on a message. */
    @FunctionalInterface
    public interface Reporters {
        /** A reporter on one message, to a webhook of that account. */
        Reporter of(Account account, URI webhook, String messageId, String recipient);
    }

    @Override
    public Claim claim(Call call) {
        return GraphPath.claim(call, bySender);
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        if (code != null) {
            return SendError.with(status, code).answer(trace());
        }
        return status == 502 || status == 504
                ? Answer.gateway(status)
                : SendError.of(status).answer(trace());
    }

    @Override
    public boolean hasCode(String code) {
        return code.matches("\\d{1,6}(/\\d{1,8})?");
    }

    @Override
    public Optional<Handshake> handshake(Account account) {
        return Hub.handshake(account, ids.hex(8));
    }

    private String trace() {
        return "A" + ids.base64(16);
    }

    private final class MessageInquiry implements Inquiry {
        private final Call call;
        private final String sender;
        private final @Nullable Account account;
        private final Optional<JsonNode> message;

        MessageInquiry(Call call) {
            this.call = call;
            this.sender = GraphPath.sender(call.path());
            this.account = bySender.get(sender);
            this.message = Json.tree(call.body()).filter(JsonNode::isObject);
        }

        @Override
        public Address address() {
            return new Address(dialect.channel(), sender, recipient());
        }

        private String recipient() {
            return message.map(node -> node.path("recipient").path("id").asText())
                    .orElse("");
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::unauthorized, this::unknownObject, this::malformed)
                    .<Verdict>map(error -> new Verdict.Refused(error.answer(trace())))
                    .orElseGet(this::accept);
        }

        private Optional<SendError> unauthorized() {
            if (call.header("authorization").isEmpty()) {
                return Optional.of(SendError.unauthorized("An access token is required to request this resource."));
            }
            return bySender.values().stream().anyMatch(this::isSentBy)
                    ? Optional.empty()
                    : Optional.of(SendError.unauthorized("Invalid OAuth access token - Cannot parse access token"));
        }

        private Optional<SendError> unknownObject() {
            return call.method().equals("POST") && isSentBy(account)
                    ? Optional.empty()
                    : Optional.of(SendError.unknownObject(sender));
        }

        private boolean isSentBy(@Nullable Account owner) {
            return owner != null && GraphPath.isSentBy(call, owner);
        }

        private Optional<SendError> malformed() {
            // The API reads any body that is not JSON as one without parameters.
            return call.contentType().startsWith("application/json") && message.isPresent()
                    ? SendMessage.problem(message.get(), dialect)
                    : Optional.of(SendError.invalid("The parameter recipient is required"));
        }

        private Verdict accept() {
            String id = dialect.messageIds() + ids.base64(48);
            return new Verdict.Accepted(
                    id,
                    Answer.json(
                            200, Json.object().put("recipient_id", recipient()).put("message_id", id)),
                    reporter(id));
        }

        private @Nullable Reporter reporter(String id) {
            URI webhook = account == null ? null : account.webhook();
            return account == null || webhook == null
                    ? null
                    : dialect.reporters().of(account, webhook, id, recipient());
        }
    }
}
