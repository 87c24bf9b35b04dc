package dev.tidings.testbed.simulator.viber;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Hmac;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ViberBotApiTest {
    private static final String TARGET = "/webhooks/viber/shop";
    private Receiver receiver;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sim = Sim.of(new Account(
                "viber",
                "shop",
                "viber-bot",
                receiver.url().resolve(TARGET),
                Map.of("senderName", "The shop"),
                Map.of("authToken", "viber-token")));
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.close();
    }

    private static ObjectNode text() {
        ObjectNode message = Json.object()
                .put("receiver", "01234567890A=")
                .put("type", "text")
                .put("text", "hello")
                .put("tracking_data", "r-1/1");
        message.putObject("sender").put("name", "The shop");
        return message;
    }

    private Sim.Reply post(String token, JsonNode message) {
        return sim.exchange(HttpRequest.newBuilder(sim.url().resolve("/pa/send_message"))
                        .header("Content-Type", "application/json")
                        .header("X-Viber-Auth-Token", token)
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(message)))
                        .build())
                .join();
    }

    @Test
    void acceptsWithANumberOf64Bits() {
        Sim.Reply reply = post("viber-token", text());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asInt(-1)).isZero();
        assertThat(reply.json().path("message_token").isIntegralNumber()).isTrue();
        assertThat(reply.json().path("message_token").asText()).matches("\\d{19}");
        assertThat(sim.lastCall("viber").providerMessageId())
                .isEqualTo(reply.json().path("message_token").asText());
    }

    @Test
    void acceptsAPicture() {
        ObjectNode message = text().put("type", "picture").put("media", "https://x.example/a.jpg");
        assertThat(post("viber-token", message).json().path("status").asInt(-1)).isZero();
    }

    @Test
    void refusesAWrongTokenWithA200() {
        Sim.Reply reply = post("guessed", text());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asInt()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, JsonNode message, int status) {
        assertThat(post("viber-token", message).json().path("status").asInt()).isEqualTo(status);
    }

    static Stream<Arguments> refusals() {
        ObjectNode nameless = text();
        nameless.putObject("sender");
        ObjectNode longName = text();
        longName.putObject("sender").put("name", "x".repeat(29));
        return Stream.of(
                Arguments.of("no object", Json.object().arrayNode(), 3),
                Arguments.of("no receiver", text().put("receiver", ""), 4),
                Arguments.of("a number", text().put("receiver", "+6581234567"), 6),
                Arguments.of("no type", text().put("type", ""), 4),
                Arguments.of("another type", text().put("type", "song"), 3),
                Arguments.of("no text", text().put("text", ""), 4),
                Arguments.of("a long text", text().put("text", "x".repeat(7_001)), 3),
                Arguments.of(
                        "more than 30 KB",
                        text().put("text", "中".repeat(7_000)).put("tracking_data", "中".repeat(4_000)),
                        3),
                Arguments.of("no sender", nameless, 4),
                Arguments.of("a long name", longName, 3),
                Arguments.of("no picture", text().put("type", "picture"), 4),
                Arguments.of("a misspelt field", text().put("Text", "x"), 3));
    }

    @Test
    void reportsDeliveredAndSigned() throws Exception {
        String token = post("viber-token", text()).json().path("message_token").asText();
        Receiver.Post post = receiver.next();
        JsonNode event = Json.tree(post.body()).orElseThrow();
        assertThat(post.target()).isEqualTo(TARGET);
        assertThat(event.path("event").asText()).isEqualTo("delivered");
        assertThat(event.path("message_token").asText()).isEqualTo(token);
        assertThat(event.path("user_id").asText()).isEqualTo("01234567890A=");
        assertThat(post.header("X-Viber-Content-Signature"))
                .isEqualTo(HexFormat.of().formatHex(Hmac.SHA256.of("viber-token", post.body())));
    }

    @Test
    void failsDeliveryWhenAsked() throws Exception {
        sim.control.set(Behaviour.of("viber", BehaviourKind.FAIL_DELIVERY, null));
        post("viber-token", text());
        assertThat(Json.tree(receiver.next().body()).orElseThrow().path("event").asText())
                .isEqualTo("failed");
    }

    @ParameterizedTest
    @CsvSource({"200:6, 200, 6", "429, 429, 12", "401, 401, 2"})
    void misbehavesAsAsked(String value, int status, int code) {
        sim.control.set(Behaviour.of("viber", BehaviourKind.STATUS, value));
        Sim.Reply reply = post("viber-token", text());
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("status").asInt()).isEqualTo(code);
    }
}
