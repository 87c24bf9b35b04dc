package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Moments;
import dev.tidings.topics.RecipientKeys;
import java.time.Instant;
import java.util.Optional;

/**
 * A report of the Chat App Message Service: MessageId, From, To, Timestamp in milliseconds, Status, ErrorCode, ErrorDescription and
 * TaskId, which is the MessageId where none was sent along.
 */
final class ChatAppReport {
    private final RecipientKeys keys;

    ChatAppReport(RecipientKeys keys) {
        this.keys = keys;
    }

    Finding read(Report report) {
        ReceiptKind kind = switch (report.text("Status").orElse("")) {
            case "Sent" -> ReceiptKind.ACCEPTED;
            case "Delivered" -> ReceiptKind.DELIVERED;
            case "Read" -> ReceiptKind.READ;
            case "Failed" -> ReceiptKind.UNDELIVERED;
            default -> ReceiptKind.UNRECOGNIZED;
        };
        if (kind == ReceiptKind.UNRECOGNIZED) {
            return new Finding.Nothing(Fate.OTHER);
        }
        if (!isOfSender(report)) {
            return new Finding.Nothing(Fate.OTHER_NUMBER);
        }
        Optional<String> id = report.text("MessageId");
        Optional<String> echoed = AbilityTable.echoesOurId(report.account().channel())
                ? report.text("TaskId").filter(task -> id.filter(task::equals).isEmpty())
                : Optional.empty();
        return conversation(report)
                .or(() -> echoed)
                .or(() -> id)
                .map(correlationId -> new Report.Subject(correlationId, id.orElse(null)))
                .map(subject -> told(report, kind, subject, echoed.isPresent()))
                .orElseGet(() -> new Finding.Nothing(Fate.MALFORMED));
    }

    /** A code that begins a description. Only one that is known: else it may be anything, an address too. */
    private static Optional<String> described(Report report) {
        return report.text("ErrorDescription")
                .map(text -> OpenApiErrors.known(text, ChatAppErrors.TABLE))
                .filter(code -> ChatAppErrors.TABLE.verdict(code).isPresent());
    }

    /** Where receipts find their message in the conversation, as the channel's own report. */
    private Optional<String> conversation(Report report) {
        String channel = report.account().channel();
        return AbilityTable.correlatesByConversation(channel)
                ? report.text("To").map(person -> keys.key(channel, person))
                : Optional.empty();
    }

    /** One URL takes the reports of every sender of an instance. */
    private static boolean isOfSender(Report report) {
        String from = report.account().settings().getOrDefault("from", "");
        return report.text("From")
                .map(sender -> ChatAppMessage.digits(sender).equals(ChatAppMessage.digits(from)))
                .orElse(true);
    }

    private static Finding told(Report report, ReceiptKind kind, Report.Subject subject, boolean echoed) {
        Instant at = Moments.ofMillis(report.json().path("Timestamp"), report.now());
        return switch (kind) {
            // By the provider's id it is found only where the answer came, and that had said as much.
            case ACCEPTED -> echoed ? report.good(subject, kind, at) : new Finding.Nothing(Fate.SENT);
            case DELIVERED, READ -> report.good(subject, kind, at);
            case UNDELIVERED -> {
                String code = report.text("ErrorCode")
                        .map(text -> OpenApiErrors.known(text, ChatAppErrors.TABLE))
                        .or(() -> described(report))
                        .orElse("");
                yield report.failed(
                        subject, ChatAppErrors.TABLE.receiptReason(code), OpenApiErrors.printable(code), at);
            }
            case UNRECOGNIZED -> new Finding.Nothing(Fate.OTHER);
        };
    }
}
