package dev.tidings.testbed.simulator.viber;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ViberBusinessApiTest {
    private Receiver receiver;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sim = Sim.of(new Account(
                "viber",
                "shop",
                "viber-business",
                receiver.url().resolve("/webhooks/viber/shop"),
                Map.of("serviceId", "45001", "label", "transaction"),
                Map.of("authToken", "viber-token", "webhookToken", "web & token")));
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.close();
    }

    private static ObjectNode text() {
        ObjectNode message = Json.object()
                .put("service_id", 45001)
                .put("dest", "6581234567")
                .put("label", "transaction")
                .put("ttl", 600)
                .put("type", 206);
        message.putObject("message").put("#txt", "hello").put("#tracking_data", "r-1/1");
        return message;
    }

    private int status(String token, JsonNode message) {
        return sim.exchange(HttpRequest.newBuilder(sim.url().resolve("/vibersrvc/1/send_message"))
                        .header("Content-Type", "application/json")
                        .header("X-Viber-Auth-Token", token)
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(message)))
                        .build())
                .join()
                .json()
                .path("status")
                .asInt(-1);
    }

    @Test
    void acceptsAndReportsWithTheWebhooksToken() throws Exception {
        assertThat(status("viber-token", text())).isZero();
        Receiver.Post post = receiver.next();
        assertThat(post.target()).isEqualTo("/webhooks/viber/shop?token=web+%26+token");
        JsonNode callback = Json.tree(post.body()).orElseThrow();
        assertThat(callback.path("message_status").asInt(-1)).isZero();
        assertThat(callback.path("message_token").asText())
                .isEqualTo(sim.lastCall("viber").providerMessageId());
    }

    @Test
    void refusesAnUnknownCaller() {
        assertThat(status("guessed", text())).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, JsonNode message, int status) {
        assertThat(status("viber-token", message)).isEqualTo(status);
    }

    static Stream<Arguments> refusals() {
        ObjectNode empty = text();
        empty.putObject("message").put("#txt", "").put("#tracking_data", "");
        return Stream.of(
                Arguments.of("another service", text().put("service_id", 1), 401),
                Arguments.of("a plus", text().put("dest", "+6581234567"), 27),
                Arguments.of("no label", text().put("label", ""), 18),
                Arguments.of("a short life", text().put("ttl", 29), 20),
                Arguments.of("another type", text().put("type", 1), 5),
                Arguments.of("a text as a picture", text().put("type", 107), 6),
                Arguments.of("no text", empty, 3),
                Arguments.of("a misspelt field", text().put("TTL", 30), 6));
    }
}
