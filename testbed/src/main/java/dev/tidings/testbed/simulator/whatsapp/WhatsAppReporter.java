package dev.tidings.testbed.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.graph.Hub;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status webhooks of one message.
 *
 * @param account The account it was sent from.
 * @param webhook Where they go.
 * @param messageId The provider's id.
 * @param recipientId The recipient's digits.
 * @param callbackData What the sender asked to get back; null if nothing.
 */
record WhatsAppReporter(
        Account account,
        URI webhook,
        String messageId,
        String recipientId,
        @Nullable String callbackData) implements Reporter {
    /** Failures that a recipient's number asks for by its last digits. */
    private static final List<String> MAGIC_ENDINGS = List.of("131026", "131047", "131049", "131050", "130472");

    @Override
    public @Nullable String certainFailure() {
        return MAGIC_ENDINGS.stream().filter(recipientId::endsWith).findFirst().orElse(null);
    }

    @Override
    public void tell(Report report, Outbox outbox) {
        ObjectNode event = switch (report) {
            case Report.Sent(Instant at) -> good("sent", at);
            case Report.Delivered(Instant at) -> good("delivered", at);
            case Report.Read(Instant at) -> good("read", at);
            case Report.Failed(Instant at, String code) ->
                failed(at, code == null ? GraphError.UNDELIVERABLE : Integer.parseInt(code));
        };
        outbox.post(Hub.post(webhook, account, envelope(event)));
    }

    private ObjectNode good(String name, Instant at) {
        ObjectNode status = status(name, at);
        status.putObject("pricing")
                .put("billable", true)
                .put("pricing_model", "PMP")
                .put("category", "utility");
        return status;
    }

    private ObjectNode failed(Instant at, int code) {
        ObjectNode status = status("failed", at);
        ObjectNode error = status.putArray("errors")
                .addObject()
                .put("code", code)
                .put("title", GraphError.title(code))
                .put("message", GraphError.title(code));
        error.putObject("error_data").put("details", GraphError.title(code) + ".");
        return status;
    }

    private ObjectNode status(String name, Instant at) {
        ObjectNode status = Json.object()
                .put("id", messageId)
                .put("status", name)
                .put("timestamp", "" + at.getEpochSecond())
                .put("recipient_id", recipientId);
        if (callbackData != null) {
            status.put("biz_opaque_callback_data", callbackData);
        }
        return status;
    }

    private ObjectNode envelope(ObjectNode status) {
        ObjectNode root = Json.object().put("object", "whatsapp_business_account");
        ObjectNode change = root.putArray("entry")
                .addObject()
                .put("id", "200000000000001")
                .putArray("changes")
                .addObject()
                .put("field", "messages");
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", "15005550000")
                .put("phone_number_id", account.setting("phoneNumberId"));
        value.putArray("statuses").add(status);
        return root;
    }

    @Override
    public String toString() {
        return "WhatsAppReporter[hidden]";
    }
}
