package dev.tidings.local.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much is held that is due within a span, and not within the one before.
 *
 * @param within overdue, 10s, 1m ... 365d, beyond
 */
record Due(String within, double count) {
    private static final List<String> SPANS =
            List.of("overdue", "10s", "1m", "5m", "15m", "1h", "6h", "1d", "7d", "30d", "365d", "beyond");

    /** For every span, the nearest first. */
    static List<Due> all(Sight sight) {
        Map<String, Double> held = sight.of(Service.SCHEDULER).by("tidings_hold_pending_due", "within");
        return SPANS.stream()
                .map(span -> new Due(span, held.getOrDefault(span, 0.0)))
                .toList();
    }

    /** The nearest span in which something is due; empty where nothing is held. */
    static Optional<Due> next(List<Due> all) {
        return all.stream().filter(due -> due.count() > 0).findFirst();
    }

    String words() {
        return switch (within) {
            case "overdue" -> "overdue";
            case "beyond" -> "due in more than a year";
            default -> "due within " + within.replaceFirst("\\D", "") + unit(within.charAt(within.length() - 1));
        };
    }

    private static String unit(char letter) {
        return switch (letter) {
            case 'm' -> " min";
            case 'd' -> " days";
            default -> " " + letter;
        };
    }
}
