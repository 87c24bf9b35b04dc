package dev.tidings.testbed.simulator.smpp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Receipts of one message.
 *
 * @param sessions Where they go.
 * @param systemId Who gets them.
 * @param messageId The message.
 * @param message Its fields.
 */
record SmppReporter(Sessions sessions, String systemId, String messageId, JsonNode message) implements Reporter {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Delivered(Instant at) -> deliver(at, "001", "DELIVRD", "000");
            case Report.Failed failed ->
                deliver(failed.at(), "000", "UNDELIV", failed.code() == null ? "001" : failed.code());
            case Report.Sent _, Report.Read _ -> {}
        }
    }

    private void deliver(Instant at, String delivered, String state, String error) {
        String time = MINUTES.format(at);
        String text = "id:" + messageId + " sub:001 dlvrd:" + delivered + " submit date:" + time + " done date:" + time
                + " stat:" + state + " err:" + error + " text:";
        sessions.deliver(
                systemId,
                new Delivery(
                        message.path("destination_addr").asText(),
                        message.path("source_addr").asText(),
                        text));
    }

    @Override
    public String toString() {
        return "SmppReporter[hidden]";
    }
}
