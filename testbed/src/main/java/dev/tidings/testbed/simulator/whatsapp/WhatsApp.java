package dev.tidings.testbed.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.graph.Hub;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.AccountPath;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp Cloud API: {@code POST /VERSION/PHONE_NUMBER_ID/messages}. Accounts have the setting phoneNumberId and the secrets accessToken,
 * appSecret and verifyToken, the last where the webhook's set-up is tried.
 */
public final class WhatsApp implements Provider {
    private static final String CHANNEL = "whatsapp";
    private static final AccountPath PATH = AccountPath.of("/v\\d{1,2}\\.0/(\\w{1,40})/messages");

    private final Map<String, Account> byPhoneNumberId;
    private final Ids ids;

    public WhatsApp(List<Account> accounts, Ids ids, InstantSource clock) {
        this.byPhoneNumberId = Account.by(account -> account.setting("phoneNumberId"), accounts);
        accounts.forEach(account -> {
            account.secret("accessToken");
            account.secret("appSecret");
        });
        this.ids = ids;
    }

    @Override
    public Claim claim(Call call) {
        return PATH.claim(call.path(), byPhoneNumberId::containsKey);
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable String code) {
        if (code != null) {
            return GraphError.with(status, Integer.parseInt(code)).answer(trace());
        }
        return switch (status) {
            case 502, 504 -> Answer.gateway(status);
            case 401 -> GraphError.with(status, 190).answer(trace());
            case 403 -> GraphError.with(status, 10).answer(trace());
            case 429 -> GraphError.with(status, GraphError.THROUGHPUT).answer(trace());
            case 503 -> GraphError.with(status, 131016).answer(trace());
            default ->
                GraphError.with(status, status >= 500 ? 131000 : GraphError.INVALID_PARAMETER)
                        .answer(trace());
        };
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
        private final String phoneNumberId;
        private final @Nullable Account account;
        private final Optional<JsonNode> message;

        MessageInquiry(Call call) {
            this.call = call;
            this.phoneNumberId = PATH.account(call.path());
            this.account = byPhoneNumberId.get(phoneNumberId);
            this.message = Json.tree(call.body()).filter(JsonNode::isObject);
        }

        @Override
        public Address address() {
            return new Address(
                    CHANNEL,
                    phoneNumberId,
                    message.map(node -> node.path("to").asText()).orElse(""));
        }

        @Override
        public Verdict judge(Set<String> deletedTemplates) {
            return First.of(this::unauthorized, this::unknownObject, () -> malformed(deletedTemplates))
                    .<Verdict>map(error -> new Verdict.Refused(error.answer(trace())))
                    .orElseGet(this::accept);
        }

        private Optional<GraphError> unauthorized() {
            if (call.header("authorization").isEmpty()) {
                return Optional.of(GraphError.unauthorized("An access token is required to request this resource."));
            }
            return isSentBy(account) || byPhoneNumberId.values().stream().anyMatch(this::isSentBy)
                    ? Optional.empty()
                    : Optional.of(GraphError.unauthorized("Invalid OAuth access token - Cannot parse access token"));
        }

        private Optional<GraphError> unknownObject() {
            return call.method().equals("POST") && isSentBy(account)
                    ? Optional.empty()
                    : Optional.of(GraphError.unknownObject(phoneNumberId));
        }

        private boolean isSentBy(@Nullable Account owner) {
            return owner != null && call.isAuthorizedBy("Bearer " + owner.secret("accessToken"));
        }

        private Optional<GraphError> malformed(Set<String> deletedTemplates) {
            // The API reads any body that is not JSON as one without parameters.
            return call.contentType().startsWith("application/json") && message.isPresent()
                    ? WhatsAppMessage.problem(message.get(), deletedTemplates)
                    : Optional.of(GraphError.required("messaging_product"));
        }

        private Verdict accept() {
            JsonNode node = message.orElseThrow();
            String id = "wamid." + ids.base64(24);
            String to = node.path("to").asText();
            String digits = WhatsAppMessage.digits(to);
            ObjectNode root = Json.object().put("messaging_product", CHANNEL);
            root.putArray("contacts").addObject().put("input", to).put("wa_id", digits);
            ObjectNode sent = root.putArray("messages").addObject().put("id", id);
            if (node.path("type").asText().equals("template")) {
                sent.put("message_status", "accepted");
            }
            return new Verdict.Accepted(id, Answer.json(200, root), reporter(node, id, digits));
        }

        private @Nullable Reporter reporter(JsonNode node, String id, String digits) {
            URI webhook = account == null ? null : account.webhook();
            return account == null || webhook == null
                    ? null
                    : new WhatsAppReporter(
                            account,
                            webhook,
                            id,
                            digits,
                            node.path("biz_opaque_callback_data").textValue());
        }
    }
}
