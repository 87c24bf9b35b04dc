package dev.tidings.testbed.simulator;

import dev.tidings.contract.ReceiptKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reports that somebody asks for, at the moment that a test wants them. */
final class ReportOnDemand {
    /** What providers report of a message that they have taken. */
    private static final List<ReceiptKind> KINDS =
            List.of(ReceiptKind.DELIVERED, ReceiptKind.READ, ReceiptKind.UNDELIVERED);

    private final Repertoire repertoire;
    private final Receipts receipts;

    ReportOnDemand(Repertoire repertoire, Receipts receipts) {
        this.repertoire = repertoire;
        this.receipts = receipts;
    }

    /**
     * Reports on what was taken for that number and has no receipts otherwise, and says on how many messages.
     *
     * @throws IllegalArgumentException when it is reported by no provider of that channel, or is no report.
     */
    int make(String channel, String number, String kind) {
        ReceiptKind wanted = KINDS.stream()
                .filter(each -> id(each).equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no report is called '" + kind + "'; there are: "
                        + KINDS.stream().map(ReportOnDemand::id).collect(Collectors.joining(", "))));
        repertoire.check(channel, wanted);
        return receipts.tell(channel, number, wanted);
    }

    private static String id(ReceiptKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
