package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.Reason;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.dispatcher.channel.alibaba.Report.Subject;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A report of a text message to anywhere else: To, Status (1 delivered, 2 failed, 6 not valid any more), MessageId, TaskId, SmsSize,
 * SendDate, ReceiveDate, ErrorCode and ErrorDescription.
 */
final class GlobalSmsReport {
    private GlobalSmsReport() {}

    static Finding read(Report report) {
        Optional<String> id = report.text("MessageId");
        if (id.isEmpty()) {
            return new Finding.Nothing(Fate.MALFORMED);
        }
        Subject subject = Subject.of(id.get());
        String code = report.text("ErrorCode").orElse("");
        return switch (report.text("Status").orElse("")) {
            case "1" -> report.good(subject, ReceiptKind.DELIVERED, at(report));
            case "2" -> failed(report, subject, GlobalSmsErrors.TABLE.receiptReason(code), code);
            case "6" -> failed(report, subject, Reason.VALIDITY_EXPIRED, code);
            default -> new Finding.Nothing(Fate.OTHER);
        };
    }

    private static Finding failed(Report report, Subject subject, Reason reason, String code) {
        return report.failed(subject, reason, OpenApiErrors.printable(code), at(report));
    }

    private static Instant at(Report report) {
        try {
            Instant at = ZonedDateTime.parse(
                            report.text("ReceiveDate").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Moments.notAfter(report.now(), at);
        } catch (DateTimeException e) {
            return report.now();
        }
    }
}
