package dev.tidings.testbed.simulator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type them: 300ms, 5s, 2m, 1h, a bare number of milliseconds, or ISO 8601. */
final class Spans {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h)?");

    private Spans() {}

    static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case null, default -> Duration.ofMillis(amount);
            };
        }
        try {
            Duration duration = Duration.parse(text.trim());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException notIso) {
            // Said below, in words that help.
        }
        throw new IllegalArgumentException("'" + text + "' is not a length of time: try 300ms, 5s, 2m or 1h");
    }
}
