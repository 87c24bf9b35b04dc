package dev.tidings.dispatcher.channel.whatsapp;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.graph.Hub;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Moments;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads WhatsApp's webhook: {@code entry[].changes[].value.statuses[]}. Everything else in it is not for us. */
final class WhatsAppStatuses {
    private WhatsAppStatuses() {}

    static Statuses of(JsonNode root, SenderAccount account, Instant now) {
        Statuses all = new Statuses(new ArrayList<>(), new ArrayList<>());
        for (JsonNode entry : root.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                collect(change.path("value"), account, now, all);
            }
        }
        return all;
    }

    private static void collect(JsonNode value, SenderAccount account, Instant now, Statuses all) {
        String number = text(value.path("metadata").path("phone_number_id"));
        boolean ours = number == null || number.equals(account.settings().getOrDefault("phoneNumberId", number));
        for (JsonNode status : value.path("statuses")) {
            all.fates().add(ours ? take(status, account, now, all.receipts()) : Fate.OTHER_NUMBER);
        }
    }

    private static Fate take(JsonNode status, SenderAccount account, Instant now, List<Receipt> receipts) {
        String said = status.path("status").asString("");
        ReceiptKind kind = switch (said) {
            case "sent" -> ReceiptKind.ACCEPTED;
            case "delivered" -> ReceiptKind.DELIVERED;
            case "read" -> ReceiptKind.READ;
            case "failed" -> ReceiptKind.UNDELIVERED;
            default -> ReceiptKind.UNRECOGNIZED;
        };
        if (kind == ReceiptKind.UNRECOGNIZED) {
            return Fate.OTHER;
        }
        String id = text(status.path("id"));
        String echoed = text(status.path("biz_opaque_callback_data"));
        String correlationId = echoed == null ? id : echoed;
        if (correlationId == null) {
            return Fate.MALFORMED;
        }
        if (kind == ReceiptKind.ACCEPTED && echoed == null) {
            return Fate.SENT;
        }
        JsonNode code = status.path("errors").path(0).path("code");
        boolean failed = kind == ReceiptKind.UNDELIVERED;
        receipts.add(new Receipt(
                account.channel(),
                account.accountId(),
                correlationId,
                id,
                kind,
                failed ? reason(code) : null,
                failed && code.canConvertToInt() ? Integer.toString(code.intValue()) : null,
                occurredAt(status.path("timestamp"), now),
                now));
        return Fate.TAKEN;
    }

    private static Reason reason(JsonNode code) {
        return WhatsAppErrors.TABLE.receiptReason(code.canConvertToInt() ? Integer.toString(code.intValue()) : "");
    }

    /** Unix seconds, as text or as a number. What makes no sense, or lies in the future, counts as now. */
    private static Instant occurredAt(JsonNode timestamp, Instant now) {
        String seconds = timestamp.asString("");
        if (!seconds.matches("[0-9]{1,12}")) {
            return now;
        }
        return Moments.notAfter(now, Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    private static @Nullable String text(JsonNode node) {
        return Hub.id(node).orElse(null);
    }
}
