package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Effect.ReceiptEffect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What becomes of an accepted WhatsApp message, told by webhook: sent, then delivered or failed, then perhaps read. */
final class Receipts {
    /** Failures that a recipient's number asks for by its last digits. */
    private static final List<Integer> MAGIC_ENDINGS = List.of(131026, 131047, 131049, 131050, 130472);

    private final ReceiptDelays delays;
    private final @Nullable Webhook webhook;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    Receipts(ReceiptDelays delays, @Nullable Webhook webhook, ScheduledExecutorService timer, InstantSource clock) {
        this.delays = delays;
        this.webhook = webhook;
        this.timer = timer;
        this.clock = clock;
    }

    void follow(ReceiptSubject subject, ReceiptEffect effect) {
        if (webhook == null || effect.none()) {
            return;
        }
        tell(webhook, subject, "sent", null, delays.sent());
        Integer failure = effect.failure() == null ? magicFailure(subject.recipientId()) : effect.failure();
        if (failure != null) {
            tell(webhook, subject, "failed", failure, delays.delivered());
            return;
        }
        tell(webhook, subject, "delivered", null, delays.delivered());
        Duration read = effect.read() == null ? delays.read() : effect.read();
        if (read != null) {
            tell(webhook, subject, "read", null, read);
        }
    }

    private static @Nullable Integer magicFailure(String recipientId) {
        return MAGIC_ENDINGS.stream()
                .filter(code -> recipientId.endsWith("" + code))
                .findFirst()
                .orElse(null);
    }

    private void tell(Webhook to, ReceiptSubject subject, String status, @Nullable Integer failure, Duration after) {
        var _ = timer.schedule(
                () -> to.post(Json.write(event(subject, status, failure))), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ObjectNode event(ReceiptSubject subject, String status, @Nullable Integer failure) {
        ObjectNode root = Json.object().put("object", "whatsapp_business_account");
        ObjectNode change = root.putArray("entry")
                .addObject()
                .put("id", "200000000000001")
                .putArray("changes")
                .addObject();
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", "15005550000")
                .put("phone_number_id", subject.phoneNumberId());
        ObjectNode told = value.putArray("statuses").addObject();
        told.put("id", subject.messageId())
                .put("status", status)
                .put("timestamp", "" + clock.instant().getEpochSecond())
                .put("recipient_id", subject.recipientId());
        if (subject.callbackData() != null) {
            told.put("biz_opaque_callback_data", subject.callbackData());
        }
        if (failure == null) {
            told.putObject("pricing")
                    .put("billable", true)
                    .put("pricing_model", "PMP")
                    .put("category", "utility");
        } else {
            error(told, failure);
        }
        change.put("field", "messages");
        return root;
    }

    private static void error(ObjectNode told, int code) {
        ObjectNode error = told.putArray("errors")
                .addObject()
                .put("code", code)
                .put("title", GraphError.title(code))
                .put("message", GraphError.title(code));
        error.putObject("error_data").put("details", GraphError.title(code) + ".");
    }
}
