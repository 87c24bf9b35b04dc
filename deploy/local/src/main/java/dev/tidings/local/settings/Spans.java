package dev.tidings.local.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths and points of time as people type them. */
public final class Spans {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Spans() {}

    /**
     * A length of time: 300ms, 5s, 2m, 1h, 7d or ISO 8601 (PT5S).
     *
     * @throws UserError where it is none
     */
    public static Duration span(String text) {
        return tried(text)
                .filter(d -> !d.isNegative())
                .orElseThrow(
                        () -> new UserError("\"" + text + "\" is no length of time: write 300ms, 5s, 2m, 1h or 7d."));
    }

    /**
     * A point of time: +10s from now, or 2026-12-01T09:00+08:00, or without an offset in the given zone.
     *
     * @throws UserError where it is none
     */
    public static Instant point(String text, Instant now, ZoneId zone) {
        if (text.startsWith("+")) {
            return now.plus(span(text.substring(1)));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return local(text, zone);
        }
    }

    private static Instant local(String text, ZoneId zone) {
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new UserError(
                    "\"" + text + "\" is no point of time: write +10s or 2026-12-01T09:00+08:00"
                            + " (without an offset it is taken in " + zone + ").",
                    e);
        }
    }

    private static Optional<Duration> tried(String text) {
        Matcher matcher = SHORT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        }
        try {
            return Optional.of(Duration.parse(text.trim()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
