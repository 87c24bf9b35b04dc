package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Reports on one text message to anywhere else.
 *
 * @param reports Where they go.
 * @param messageId The provider's id.
 * @param parts How many parts it took.
 * @param request What it was sent with.
 */
record GlobalSmsReporter(Reports reports, String messageId, int parts, Form request) implements Reporter {
    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _, Report.Read _ -> {}
            case Report.Delivered(Instant at) -> send("1", "success", at, outbox);
            case Report.Failed failed ->
                send("2", failed.code() == null ? "ABSENT_SUBSCRIBER" : failed.code(), failed.at(), outbox);
        }
    }

    private void send(String status, String code, Instant at, Outbox outbox) {
        String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.ofHours(8)));
        reports.send(
                Json.object()
                        .put("To", request.text("To"))
                        .put("Status", status)
                        .put("MessageId", messageId)
                        .put("SmsSize", "" + parts)
                        .put("TaskId", request.text("TaskId"))
                        .put("SendDate", time)
                        .put("ReceiveDate", time)
                        .put("ErrorCode", code)
                        .put("ErrorDescription", code),
                outbox);
    }

    @Override
    public String toString() {
        return "GlobalSmsReporter[hidden]";
    }
}
