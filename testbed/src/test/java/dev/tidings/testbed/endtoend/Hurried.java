package dev.tidings.testbed.endtoend;

import java.util.regex.Pattern;

/**
 * The project's configuration and rules with sixty times less patience, so that a test sees in half a minute what takes half an hour: every
 * range ({@code [5m]}), every offset ({@code offset 25m}) and every {@code for} becomes a sixtieth, Prometheus looks every second instead
 * of every fifteen. Expressions, thresholds, names and labels stay as they are: a record that is called {@code increase1h} is one over a minute.
 */
final class Hurried {
    private static final int TIMES = 60;
    private static final Pattern TIME = Pattern.compile("(\\[|offset |for: )(\\d+)([smhd])");

    private Hurried() {}

    static String rules(String rules) {
        return TIME.matcher(rules)
                .replaceAll(
                        time -> time.group(1) + Long.parseLong(time.group(2)) * millis(time.group(3)) / TIMES + "ms");
    }

    /** Nobody is told of what fires. */
    static String configuration(String configuration) {
        return configuration
                .replaceAll("(scrape_interval|scrape_timeout|evaluation_interval): \\d+s", "$1: 1s")
                .replaceAll("(?s)\nalerting:\n.*?\n\n", "\n");
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
