package dev.tidings.testbed.simulator.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MessengerReceiptsTest {
    private Receiver receiver;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sim = Sim.reportingTo(receiver.url());
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.close();
    }

    private String send() {
        ObjectNode root = Json.object().put("messaging_type", "UPDATE");
        root.putObject("recipient").put("id", "7");
        root.putObject("message").put("text", "hello");
        return sim.graph("messenger", "300000000000001", root)
                .json()
                .path("message_id")
                .asText();
    }

    private static JsonNode event(Receiver.Post post) {
        return Json.tree(post.body()).orElseThrow().at("/entry/0/messaging/0");
    }

    @Test
    void reportsADeliveryByTheMessageAndByAWatermark() throws Exception {
        String id = send();
        Receiver.Post post = receiver.next();
        assertThat(post.target()).isEqualTo("/webhooks/messenger/shop");
        assertThat(post.header("X-Hub-Signature-256")).startsWith("sha256=");
        assertThat(Json.tree(post.body()).orElseThrow().path("object").asText()).isEqualTo("page");
        assertThat(Json.tree(post.body()).orElseThrow().at("/entry/0/id").asText())
                .isEqualTo("300000000000001");
        assertThat(event(post).at("/sender/id").asText()).isEqualTo("7");
        assertThat(event(post).at("/delivery/mids/0").asText()).isEqualTo(id);
        assertThat(event(post).at("/delivery/watermark").asLong())
                .isEqualTo(event(post).path("timestamp").asLong())
                .isPositive();
    }

    @Test
    void reportsWhatWasReadByAWatermarkAlone() throws Exception {
        sim.control.set(Behaviour.of("messenger", BehaviourKind.READ, "120ms"));
        send();
        receiver.next();
        JsonNode read = event(receiver.next()).path("read");
        assertThat(read.path("watermark").asLong()).isPositive();
        assertThat(read.size()).isEqualTo(1);
    }
}
