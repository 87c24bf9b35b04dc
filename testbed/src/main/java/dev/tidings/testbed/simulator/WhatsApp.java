package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WhatsApp Cloud API: {@code POST /VERSION/PHONE_NUMBER_ID/messages}. */
final class WhatsApp implements Provider {
    static final String CHANNEL = "whatsapp";
    private static final AccountPath PATH = AccountPath.of("/v\\d{1,2}\\.0/(\\w{1,40})/messages");

    private final Set<String> phoneNumberIds;
    private final String authorization;
    private final Ids ids;

    WhatsApp(Set<String> phoneNumberIds, String token, Ids ids) {
        this.phoneNumberIds = phoneNumberIds;
        this.authorization = "Bearer " + token;
        this.ids = ids;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean owns(String path) {
        return PATH.matches(path);
    }

    @Override
    public Inquiry open(Call call) {
        return new MessageInquiry(call);
    }

    @Override
    public Answer trouble(int status, @Nullable Integer code) {
        if (code != null) {
            return GraphError.with(status, code).answer(ids.trace());
        }
        return switch (status) {
            case 502, 504 -> Answer.gateway(status);
            case 401 -> GraphError.with(status, 190).answer(ids.trace());
            case 403 -> GraphError.with(status, 10).answer(ids.trace());
            case 429 -> GraphError.with(status, GraphError.THROUGHPUT).answer(ids.trace());
            case 503 -> GraphError.with(status, 131016).answer(ids.trace());
            default ->
                GraphError.with(status, status >= 500 ? 131000 : GraphError.INVALID_PARAMETER)
                        .answer(ids.trace());
        };
    }

    private final class MessageInquiry implements Inquiry {
        private final Call call;
        private final String phoneNumberId;
        private final Optional<JsonNode> message;

        MessageInquiry(Call call) {
            this.call = call;
            this.phoneNumberId = PATH.account(call.path());
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
                    .<Verdict>map(error -> new Verdict.Refused(error.answer(ids.trace())))
                    .orElseGet(this::accept);
        }

        private Optional<GraphError> unauthorized() {
            if (call.authorization().isEmpty()) {
                return Optional.of(GraphError.unauthorized("An access token is required to request this resource."));
            }
            return call.isAuthorizedBy(authorization)
                    ? Optional.empty()
                    : Optional.of(GraphError.unauthorized("Invalid OAuth access token - Cannot parse access token"));
        }

        private Optional<GraphError> unknownObject() {
            return call.method().equals("POST") && phoneNumberIds.contains(phoneNumberId)
                    ? Optional.empty()
                    : Optional.of(GraphError.unknownObject(phoneNumberId));
        }

        private Optional<GraphError> malformed(Set<String> deletedTemplates) {
            // The API reads any body that is not JSON as one without parameters.
            return call.contentType().startsWith("application/json") && message.isPresent()
                    ? WhatsAppMessage.problem(message.get(), deletedTemplates)
                    : Optional.of(GraphError.required("messaging_product"));
        }

        private Verdict accept() {
            JsonNode node = message.orElseThrow();
            String id = ids.whatsappMessage();
            String to = node.path("to").asText();
            String digits = WhatsAppMessage.digits(to);
            ObjectNode root = Json.object().put("messaging_product", CHANNEL);
            root.putArray("contacts").addObject().put("input", to).put("wa_id", digits);
            ObjectNode sent = root.putArray("messages").addObject().put("id", id);
            if (node.path("type").asText().equals("template")) {
                sent.put("message_status", "accepted");
            }
            String callbackData = node.path("biz_opaque_callback_data").isTextual()
                    ? node.path("biz_opaque_callback_data").textValue()
                    : null;
            return new Verdict.Accepted(
                    id, Answer.json(200, root), new ReceiptSubject(phoneNumberId, id, digits, callbackData));
        }
    }
}
