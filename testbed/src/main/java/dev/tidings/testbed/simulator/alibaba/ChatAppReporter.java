package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.time.Instant;
import java.util.Locale;

/**
 * Reports on one message.
 *
 * @param reports Where they go.
 * @param channel The chat app.
 * @param messageId The provider's id.
 * @param request What it was sent with.
 */
record ChatAppReporter(Reports reports, String channel, String messageId, Form request) implements Reporter {
    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent(Instant at) -> reports.send(status("Sent", at), outbox);
            case Report.Delivered(Instant at) -> {
                // Instagram does not tell it.
                if (!channel.equals("instagram")) {
                    reports.send(status("Delivered", at), outbox);
                }
            }
            case Report.Read(Instant at) -> reports.send(status("Read", at), outbox);
            case Report.Failed failed -> {
                String code = failed.code() == null ? usualCode() : failed.code();
                reports.send(
                        status("Failed", failed.at())
                                .put("ErrorCode", code)
                                .put("ErrorDescription", code + ":Message Undeliverable."),
                        outbox);
            }
        }
    }

    private String usualCode() {
        return switch (channel) {
            case "viber" -> "SRVC_NOT_VIBER_USER";
            case "whatsapp" -> "131026";
            default -> "551";
        };
    }

    private ObjectNode status(String status, Instant at) {
        String type = request.text("Type");
        return Json.object()
                .put("MessageId", messageId)
                .put("From", request.text("From"))
                .put("To", request.text("To"))
                .put("Timestamp", at.toEpochMilli())
                .put("Status", status)
                .put("StatusDescription", status)
                .put("MsgFrameType", type)
                .put(
                        "Type",
                        type.equals("template")
                                ? "TEMPLATE"
                                : request.text("MessageType").toUpperCase(Locale.ROOT))
                .put("TaskId", request.value("TaskId").orElse(messageId));
    }

    @Override
    public String toString() {
        return "ChatAppReporter[hidden]";
    }
}
