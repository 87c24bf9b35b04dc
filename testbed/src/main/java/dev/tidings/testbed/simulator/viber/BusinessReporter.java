package dev.tidings.testbed.simulator.viber;

import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Post;
import dev.tidings.testbed.simulator.provider.Report;
import dev.tidings.testbed.simulator.provider.Reporter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Callbacks of one business message: 0 delivered, 1 seen, 2 expired. Viber reports no other failure of one that it took.
 *
 * @param webhook Where they go.
 * @param webhookToken Shows that they are from the provider.
 * @param messageToken The provider's id.
 * @param dest The recipient's number.
 */
record BusinessReporter(URI webhook, String webhookToken, long messageToken, String dest) implements Reporter {
    @Override
    public void tell(Report report, Outbox outbox) {
        switch (report) {
            case Report.Sent _ -> {}
            case Report.Delivered(Instant at) -> post(0, at, outbox);
            case Report.Read(Instant at) -> post(1, at, outbox);
            case Report.Failed failed -> post(2, failed.at(), outbox);
        }
    }

    private void post(int status, Instant at, Outbox outbox) {
        outbox.post(new Post(
                URI.create(webhook + "?token=" + URLEncoder.encode(webhookToken, StandardCharsets.UTF_8)),
                Map.of("Content-Type", "application/json"),
                Json.write(Json.object()
                        .put("message_token", messageToken)
                        .put("message_status", status)
                        .put("message_time", at.toEpochMilli())
                        .put("phone_number", dest))));
    }

    @Override
    public String toString() {
        return "BusinessReporter[hidden]";
    }
}
