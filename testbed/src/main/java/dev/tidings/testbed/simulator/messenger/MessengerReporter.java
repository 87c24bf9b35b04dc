package dev.tidings.testbed.simulator.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.graph.Hub;
import dev.tidings.testbed.simulator.graph.MessagingEvent;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.net.URI;
import java.time.Instant;

/**
 * Reports on one message: that it was delivered by its id, and both that and that it was read by a watermark, which goes for whatever was
 * sent before in the conversation.
 *
 * @param account The account it was sent from.
 * @param webhook Where they go.
 * @param messageId The provider's id.
 * @param recipient The recipient's id.
 */
record MessengerReporter(Account account, URI webhook, String messageId, String recipient) implements Reporter {
    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _, Report.Failed _ -> {}
            case Report.Delivered(Instant at) -> {
                ObjectNode delivery = Json.object();
                delivery.putArray("mids").add(messageId);
                outbox.post(Hub.post(
                        webhook, account, event("delivery", delivery.put("watermark", at.toEpochMilli()), at)));
            }
            case Report.Read(Instant at) ->
                outbox.post(Hub.post(
                        webhook, account, event("read", Json.object().put("watermark", at.toEpochMilli()), at)));
        }
    }

    private JsonNode event(String name, JsonNode what, Instant at) {
        return new MessagingEvent("page", account.setting(Messenger.PAGE), recipient, at).saying(name, what);
    }

    @Override
    public String toString() {
        return "MessengerReporter[hidden]";
    }
}
