package dev.tidings.dispatcher.channel.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long an answer asks to wait: the header Retry-After, in both of its forms, or what the adapter has read elsewhere. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** How long to wait, at most a day. Null: the header is absent, makes no sense, or is over already. */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.length() > 40) {
            return null;
        }
        String value = header.strip();
        Duration wait;
        try {
            wait = value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
        return sane(wait).orElse(null);
    }

    /** The same wait, at most a day. Empty: it is none. */
    static Optional<Duration> sane(Duration wait) {
        if (!wait.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
}
