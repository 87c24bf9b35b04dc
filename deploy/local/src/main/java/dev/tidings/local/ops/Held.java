package dev.tidings.local.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hold keeps: messages, and the deadlines that fallback asked for, which take a lane of their own. */
final class Held {
    private static final String PENDING = "tidings_hold_pending";
    private static final String LANE = "lane";
    private static final String DEADLINE = "deadline";

    private static final List<String> SPANS =
            List.of("overdue", "10s", "1m", "5m", "15m", "1h", "6h", "1d", "7d", "30d", "365d", "beyond");

    private Held() {}

    /**
     * How much of both is due within a span, and not within the one before.
     *
     * @param within overdue, 10s, 1m ... 365d, beyond
     */
    record Due(String within, double count) {
        private String words() {
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

    static double messages(Sight sight) {
        return sight.of(Service.SCHEDULER).sumWithout(PENDING, LANE, DEADLINE);
    }

    static double deadlines(Sight sight) {
        return sight.of(Service.SCHEDULER).by(PENDING, LANE).getOrDefault(DEADLINE, 0.0);
    }

    /** For every span, the nearest first. */
    static List<Due> byDue(Sight sight) {
        Map<String, Double> held = sight.of(Service.SCHEDULER).by("tidings_hold_pending_due", "within");
        return SPANS.stream()
                .map(span -> new Due(span, held.getOrDefault(span, 0.0)))
                .toList();
    }

    /** When the next is due, in words; empty where nothing is held. */
    static Optional<String> nextDue(Sight sight) {
        return byDue(sight).stream().filter(due -> due.count() > 0).findFirst().map(Due::words);
    }
}
