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
 * Reports on one text message on the mainland.
 *
 * @param reports Where they go.
 * @param bizId The provider's id.
 * @param request What it was sent with.
 */
record SmsReporter(Reports reports, String bizId, Form request) implements Reporter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.ofHours(8));

    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _, Report.Read _ -> {}
            case Report.Delivered(Instant at) -> send(true, "DELIVERED", at, outbox);
            case Report.Failed failed ->
                send(false, failed.code() == null ? "MOBILE_NOT_ON_SERVICE" : failed.code(), failed.at(), outbox);
        }
    }

    private void send(boolean success, String code, Instant at, Outbox outbox) {
        reports.send(
                Json.object()
                        .put("phone_number", request.text("PhoneNumbers"))
                        .put("send_time", TIME.format(at))
                        .put("report_time", TIME.format(at))
                        .put("success", success)
                        .put("err_code", code)
                        .put("err_msg", code)
                        .put("sms_size", "1")
                        .put("biz_id", bizId)
                        .put("out_id", request.text("OutId")),
                outbox);
    }

    @Override
    public String toString() {
        return "SmsReporter[hidden]";
    }
}
