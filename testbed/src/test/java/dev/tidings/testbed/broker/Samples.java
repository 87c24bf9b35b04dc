package dev.tidings.testbed.broker;

import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TextContent;
import dev.tidings.publish.SendRequestBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Good events about a request, by the sample catalog. */
final class Samples {
    static final String TO = "+6581234567";
    static final String RECIPIENT_KEY = "00112233445566778899aabbccddeeff";

    /** Of all: a result is about the watch that names the same due time. */
    private static final Instant DUE = now();

    private Samples() {}

    static Instant now() {
        return InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static SendRequestBuilder request(String id) {
        return SendRequestBuilder.to("whatsapp", "shop", TO)
                .requestId(id)
                .from("demo", "integration")
                .template("order_update", "en", Map.of("name", "Ann"));
    }

    static SendTask chat(String id, Map<String, String> metadata) {
        return task(id, "whatsapp", new TextContent("Hello"), metadata);
    }

    static SendTask sms(String id) {
        return task(id, "sms", new TextContent(smsText(id)), Map.of());
    }

    /** Stands in no other request. */
    static String smsText(String id) {
        return "sms-of-" + id;
    }

    static FallbackWatch watch(String id) {
        PlannedStep sms = new PlannedStep(
                "sms", "shop", TO, RECIPIENT_KEY, new TextContent(smsText(id)), 1, Duration.ofHours(1), Set.of(), null);
        return new FallbackWatch(
                id,
                "demo",
                "integration",
                null,
                "whatsapp",
                "shop",
                "sms-on-failure",
                1,
                Set.of(FallbackTrigger.SEND_FAILED),
                null,
                Map.of(),
                List.of(sms),
                Priority.NORMAL,
                OnUncertain.GIVE_UP,
                DUE,
                DUE,
                DUE.plus(Duration.ofHours(1)),
                Map.of(),
                null);
    }

    static DeliveryResult failed(String id) {
        return new DeliveryResult(
                EventIds.resultId(id, 1, 1, Status.FAILED),
                id,
                "demo",
                null,
                1,
                Status.FAILED,
                "whatsapp",
                "shop",
                1,
                Reason.TEMPLATE_UNAVAILABLE,
                null,
                null,
                null,
                false,
                DUE,
                now(),
                "sms-on-failure",
                Map.of());
    }

    static Correlation correlation(String id, Map<String, String> metadata) {
        return new Correlation(
                id,
                "demo",
                null,
                1,
                1,
                DUE,
                "whatsapp",
                "shop",
                id + "/1",
                "wamid." + id,
                false,
                DUE,
                now(),
                null,
                metadata,
                null);
    }

    static Receipt delivered(String id) {
        return new Receipt(
                "whatsapp", "shop", id + "/1", "wamid." + id, ReceiptKind.DELIVERED, null, null, now(), now());
    }

    private static SendTask task(String id, String channel, TaskContent content, Map<String, String> metadata) {
        return new SendTask(
                id,
                "demo",
                "integration",
                null,
                1,
                1,
                channel,
                "shop",
                TO,
                RECIPIENT_KEY,
                content,
                Priority.NORMAL,
                OnUncertain.GIVE_UP,
                DUE,
                DUE,
                null,
                DUE.plus(Duration.ofHours(1)),
                false,
                null,
                null,
                metadata,
                null);
    }
}
