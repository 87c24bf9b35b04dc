package dev.tidings.testbed.simulator.viber;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Hmac;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Post;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * Callbacks of one message of a bot.
 *
 * @param webhook Where they go.
 * @param authToken Signs them.
 * @param messageToken The provider's id.
 * @param receiver The recipient's id.
 */
record BotReporter(URI webhook, String authToken, long messageToken, String receiver) implements Reporter {
    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _ -> {}
            case Report.Delivered(Instant at) -> post(event("delivered", at), outbox);
            case Report.Read(Instant at) -> post(event("seen", at), outbox);
            case Report.Failed failed -> post(event("failed", failed.at()).put("desc", "failure description"), outbox);
        }
    }

    private ObjectNode event(String name, Instant at) {
        return Json.object()
                .put("event", name)
                .put("timestamp", at.toEpochMilli())
                .put("chat_hostname", "SN-CHAT-01_")
                .put("message_token", messageToken)
                .put("user_id", receiver);
    }

    private void post(ObjectNode event, Outbox outbox) {
        String body = Json.write(event);
        outbox.post(new Post(
                webhook,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Viber-Content-Signature",
                        HexFormat.of().formatHex(Hmac.SHA256.of(authToken, body))),
                body));
    }

    @Override
    public String toString() {
        return "BotReporter[hidden]";
    }
}
