package dev.tidings.dispatcher.channel.graph;

import dev.tidings.dispatcher.channel.webhook.Signatures;
import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Meta's webhooks: signed with the app's secret, and set up by a GET that has to be answered its challenge. */
public final class Hub {
    private static final String APP_SECRET = "appSecret";
    private static final String VERIFY_TOKEN = "verifyToken";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Meta sends a number. What is echoed must be harmless whatever a browser takes it for. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private Hub() {}

    /** What they are checked with. */
    public static Set<String> credentials() {
        return Set.of(APP_SECRET, VERIFY_TOKEN);
    }

    /** Whether a request is signed with the app's secret. */
    public static boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets) {
        return Signatures.sha256Hex(
                request.body(), "sha256=", request.header("X-Hub-Signature-256"), secrets.of(APP_SECRET));
    }

    /** The challenge, for who knows the token that was agreed on; empty: this is no set-up. */
    public static Optional<WebhookReply> handshake(WebhookRequest request, WebhookSecrets secrets) {
        boolean known = Signatures.matches(request.parameter("hub.verify_token"), secrets.of(VERIFY_TOKEN));
        return Optional.ofNullable(request.parameter("hub.challenge"))
                .filter(challenge -> known
                        && "subscribe".equals(request.parameter("hub.mode"))
                        && CHALLENGE.matcher(challenge).matches())
                .map(WebhookReply::text);
    }

    /** The body; empty: it is not JSON, or not an object. */
    public static Optional<JsonNode> body(WebhookRequest request) {
        try {
            JsonNode root = JSON.readTree(request.body());
            return root != null && root.isObject() ? Optional.of(root) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** An id of Meta's; empty: it has none, or one that makes no sense. */
    public static Optional<String> id(JsonNode node) {
        return GraphCall.id(node);
    }
}
