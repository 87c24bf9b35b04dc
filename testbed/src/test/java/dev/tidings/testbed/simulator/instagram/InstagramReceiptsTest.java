package dev.tidings.testbed.simulator.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Json;
import org.junit.jupiter.api.Test;

final class InstagramReceiptsTest {
    @Test
    void reportsTheMessageThatWasReadAndNoDelivery() throws Exception {
        try (Receiver receiver = new Receiver();
                Sim sim = Sim.reportingTo(receiver.url())) {
            sim.control.set(Behaviour.of("instagram", BehaviourKind.READ, "120ms"));
            ObjectNode root = Json.object().put("messaging_type", "UPDATE");
            root.putObject("recipient").put("id", "7");
            root.putObject("message").put("text", "hello");

            String id = sim.graph("instagram", "400000000000001", root)
                    .json()
                    .path("message_id")
                    .asText();

            Receiver.Post first = receiver.next();
            JsonNode body = Json.tree(first.body()).orElseThrow();
            assertThat(first.target()).isEqualTo("/webhooks/instagram/shop");
            assertThat(body.path("object").asText()).isEqualTo("instagram");
            assertThat(body.at("/entry/0/id").asText()).isEqualTo("400000000000001");
            assertThat(body.at("/entry/0/messaging/0/read/mid").asText()).isEqualTo(id);
        }
    }
}
