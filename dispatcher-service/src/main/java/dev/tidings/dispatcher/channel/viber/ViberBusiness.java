package dev.tidings.dispatcher.channel.viber;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Echo;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ErrorTable;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Viber's business messages, to a telephone number: {@code POST /vibersrvc/1/send_message}. Their API is told to partners only:
 * path, field names and the numbers of the message types are from programs that partners published (unverified). Partners are known
 * by where they call from; an account's authToken goes along for whoever stands in between, in the header that is named here.
 *
 * <p>Settings: serviceId, label (promotion or transaction), and textType, imageType and authHeader where a partner has other ones.
 */
public final class ViberBusiness implements HttpProvider {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/vibersrvc/1/send_message";
    private static final String AUTH_HEADER = "X-Viber-Auth-Token";
    private static final String TRANSACTION = "transaction";
    private static final Set<String> LABELS = Set.of("promotion", TRANSACTION);
    private static final int TEXT_AS_TRANSACTION = 206;
    private static final int TEXT_AS_PROMOTION = 225;
    private static final int IMAGE = 107;

    private final InstantSource clock;

    /**
     * An adapter.
     *
     * @param clock what a message's validity is counted by
     */
    public ViberBusiness(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String provider() {
        return "viber-business";
    }

    @Override
    public String sendingCredential() {
        return "authToken";
    }

    @Override
    public Draft draft(SendTask task, Sender sender) {
        Optional<Integer> service = number(sender, "serviceId");
        Optional<String> label = sender.setting("label").filter(LABELS::contains);
        if (service.isEmpty() || label.isEmpty()) {
            return Draft.invalid("the account's serviceId is no number, or its label not promotion or transaction");
        }
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("service_id", service.get())
                .put("dest", digits(task.recipient()))
                .put("label", label.get())
                .put("ttl", sender.validity(task, clock.instant()).toSeconds());
        return switch (task.content()) {
            case TextContent(String text) -> {
                int usual = label.get().equals(TRANSACTION) ? TEXT_AS_TRANSACTION : TEXT_AS_PROMOTION;
                message.put("type", number(sender, "textType").orElse(usual))
                        .putObject("message")
                        .put("#txt", text)
                        .put("#tracking_data", Echo.idOf(task));
                yield call(sender, message);
            }
            case MediaContent media -> {
                message.put("type", number(sender, "imageType").orElse(IMAGE))
                        .putObject("message")
                        .put("#img", media.link());
                yield call(sender, message);
            }
            case TemplateMessage _ -> Draft.invalid("a business message takes text or a picture");
        };
    }

    private static Optional<Integer> number(Sender sender, String setting) {
        return sender.setting(setting)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static Draft call(Sender sender, ObjectNode message) {
        return new Draft.Ready(HttpQuestion.json(
                URI.create(sender.account().baseUrl() + PATH),
                Map.of(
                        sender.pathSetting("authHeader").orElse(AUTH_HEADER),
                        sender.secret().value(),
                        "Accept",
                        "application/json"),
                JSON.writeValueAsString(message)));
    }

    @Override
    public Optional<String> acceptedId(Reply reply) {
        JsonNode status = reply.json().path("status");
        return status.canConvertToInt() && status.intValue() == 0
                ? MessageToken.of(reply.json().path("message_token"))
                : Optional.empty();
    }

    @Override
    public Optional<String> errorCode(Reply reply) {
        JsonNode status = reply.json().path("status");
        int number = status.canConvertToInt() ? status.intValue() : 0;
        // Without a code a 200 is taken for one that does not say.
        return number == 0 || ViberBusinessErrors.UNCLEAR.contains(number)
                ? Optional.empty()
                : Optional.of(ViberBusinessErrors.WORDS.getOrDefault(number, Integer.toString(number)));
    }

    @Override
    public boolean refusesWithSuccess() {
        return true;
    }

    @Override
    public ErrorTable errors() {
        return ViberBusinessErrors.TABLE;
    }

    @Override
    public Optional<WebhookReader> webhooks() {
        return Optional.of(new ViberBusinessWebhook());
    }
}
