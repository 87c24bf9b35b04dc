package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.contract.ReceiptKind;
import dev.tidings.dispatcher.channel.alibaba.Report.Subject;
import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.dispatcher.channel.webhook.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A report of a text message on the mainland: phone_number, send_time, report_time, success, err_code, biz_id and out_id. It is
 * found by biz_id: not every provider of sms sends an id of ours back. Times are China's (unverified).
 */
final class SmsReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private SmsReport() {}

    static Finding read(Report report) {
        Optional<String> id = report.text("biz_id");
        if (id.isEmpty()) {
            return new Finding.Nothing(Fate.MALFORMED);
        }
        Subject subject = Subject.of(id.get());
        return switch (report.text("success").orElse("")) {
            case "true" -> report.good(subject, ReceiptKind.DELIVERED, at(report));
            case "false" -> {
                String code = report.text("err_code").orElse("");
                yield report.failed(
                        subject, SmsErrors.TABLE.receiptReason(code), OpenApiErrors.printable(code), at(report));
            }
            default -> new Finding.Nothing(Fate.OTHER);
        };
    }

    private static Instant at(Report report) {
        try {
            Instant at = LocalDateTime.parse(report.text("report_time").orElse(""), TIME)
                    .toInstant(CHINA);
            return Moments.notAfter(report.now(), at);
        } catch (DateTimeException e) {
            return report.now();
        }
    }
}
