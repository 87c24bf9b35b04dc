package dev.tidings.local.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.local.settings.Spans;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ways to misbehave, of which one is chosen. */
final class Behaviour {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--status",
            paramLabel = "N[:CODE]",
            description = "answer every call with this HTTP status: 503, or 400:131047")
    @Nullable
    String status;

    @Option(names = "--latency", paramLabel = "SPAN", description = "answer so much later: 5s")
    @Nullable
    String latency;

    @Option(
            names = "--hang",
            arity = "0..1",
            paramLabel = "after-accept",
            fallbackValue = "",
            description = "never answer; with after-accept, although the message is taken")
    @Nullable
    String hang;

    @Option(names = "--no-receipts", description = "accept, and send no receipts")
    boolean noReceipts;

    @Option(names = "--fail-delivery", description = "accept, and report in the receipt that delivery failed")
    boolean failDelivery;

    @Option(names = "--throttle", description = "refuse calls as too many")
    boolean throttle;

    @Option(names = "--garbage", description = "answer 200 with something that can't be read")
    boolean garbage;

    @Option(names = "--reset", description = "accept the message, then cut the connection instead of answering")
    boolean reset;

    @Option(names = "--template-deleted", paramLabel = "NAME", description = "the template is no longer there")
    @Nullable
    String templateDeleted;

    @Option(
            names = "--same-id",
            description =
                    "dispatcher only: a second one that has the first one's instance id takes its place, and ends")
    boolean sameId;

    /** The behaviour as the simulator takes it: its kind, and a value where the kind has one. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        if (status != null) {
            return json.put("kind", "status").put("value", status);
        }
        if (latency != null) {
            return json.put("kind", "latency")
                    .put("value", Long.toString(Spans.span(latency).toMillis()));
        }
        if (templateDeleted != null) {
            return json.put("kind", "template-deleted").put("value", templateDeleted);
        }
        if (hang != null) {
            json.put("kind", "hang");
            return hang.isEmpty() ? json : json.put("value", hang);
        }
        return json.put("kind", kindWithoutValue());
    }

    private String kindWithoutValue() {
        if (noReceipts) {
            return "no-receipts";
        }
        if (failDelivery) {
            return "fail-delivery";
        }
        if (throttle) {
            return "throttle";
        }
        return garbage ? "garbage" : "reset-after-accept";
    }
}
