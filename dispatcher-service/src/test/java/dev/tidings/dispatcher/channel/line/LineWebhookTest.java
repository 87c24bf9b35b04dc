package dev.tidings.dispatcher.channel.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.dispatcher.channel.OfficialSpec;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class LineWebhookTest {
    private static final String PATH = "/webhooks/line/shop";
    private static final String CHECK = webhook();
    private static final String FOLLOWED = webhook(event("follow", "false", ",\"follow\":{\"isUnblocked\":false}"));

    private final WebhookBench bench =
            new WebhookBench(Samples.line("https://host"), Map.of("SECRET_A", "new secret", "SECRET_B", "old secret"));

    static Stream<String> samples() {
        return Stream.of(
                CHECK,
                FOLLOWED,
                webhook(event("unfollow", "true", "")),
                webhook(
                        event(
                                "message",
                                "false",
                                ",\"message\":{\"type\":\"text\",\"id\":\"444573844083572737\",\"text\":\"hi\",\"quoteToken\":\"q3Plxr4AgKd\"}")),
                webhook(event(
                        "delivery", "false", ",\"delivery\":{\"data\":\"15034552939884E28681A7D668CEA94C147C716C\"}")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesWhatLineSends(String body) throws Exception {
        assertThat(posted("new secret", body).getStatus()).isEqualTo(200);
        assertThat(bench.receipts).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSamplesAreWhatTheOfficialSpecificationDescribes(String body) {
        OfficialSpec spec = OfficialSpec.open("line-webhook.yml").closed();
        assertThat(spec.problems(
                        spec.at("components", "schemas", "CallbackRequest"),
                        JsonMapper.shared().readTree(body)))
                .isEmpty();
    }

    @Test
    void countsEventsAndLeavesThemAlone() throws Exception {
        posted("new secret", webhook(event("follow", "false", ""), event("unfollow", "true", "")));
        assertThat(bench.statuses("other")).isEqualTo(2);
    }

    @Test
    void takesBothSecretsWhileOneIsReplaced() throws Exception {
        assertThat(posted("old secret", FOLLOWED).getStatus()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsForgedOrChanged() throws Exception {
        assertThat(posted("guessed", FOLLOWED).getStatus()).isEqualTo(403);
        assertThat(posted(sign("new secret", FOLLOWED), FOLLOWED + " ", PATH).getStatus())
                .isEqualTo(403);
        assertThat(posted(sign("new secret", FOLLOWED), FOLLOWED, "/webhooks/line/nobody")
                        .getStatus())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "=", "AAAA", "!", "0000000000000000000000000000000000000000000000000000000000000000000"})
    void refusesAMalformedSignature(String signature) throws Exception {
        assertThat(posted(signature, FOLLOWED, PATH).getStatus()).isEqualTo(403);
    }

    @Test
    void refusesWhatIsNotSigned() throws Exception {
        assertThat(bench.call(post(PATH).content(FOLLOWED)).getStatus()).isEqualTo(403);
        assertThat(bench.call(get(PATH)).getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"events\":{}}", "{\"events\":[]} trailing"})
    void answersSignedNonsenseWith400(String body) throws Exception {
        assertThat(posted("new secret", body).getStatus()).isEqualTo(400);
    }

    private MockHttpServletResponse posted(String secret, String body) throws Exception {
        return posted(sign(secret, body), body, PATH);
    }

    private MockHttpServletResponse posted(String signature, String body, String path) throws Exception {
        return bench.call(post(path)
                .contentType("application/json")
                .content(body.getBytes(StandardCharsets.UTF_8))
                .header("x-line-signature", signature));
    }

    private static String sign(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String webhook(String... events) {
        return "{\"destination\":\"U0123456789abcdef0123456789abcdef\",\"events\":[" + String.join(",", events) + "]}";
    }

    private static String event(String type, String redelivered, String more) {
        String replyToken = type.equals("follow") || type.equals("message")
                ? ",\"replyToken\":\"nHuyWiB7yP5Zw52FIkcQobQuGDXCTA\""
                : "";
        return "{\"type\":\"" + type + "\",\"timestamp\":1700000000000,\"mode\":\"active\","
                + "\"source\":{\"type\":\"user\",\"userId\":\"Ufedcba9876543210fedcba9876543210\"},"
                + "\"webhookEventId\":\"01HF7YQ3ZC6GQ0QWJ1V3T5N8RK\",\"deliveryContext\":{\"isRedelivery\":"
                + redelivered
                + "}" + replyToken + more + "}";
    }
}
