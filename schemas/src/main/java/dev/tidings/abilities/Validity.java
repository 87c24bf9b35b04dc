package dev.tidings.abilities;

import java.time.Duration;

/**
 * For how long a provider can be told to try.
 *
 * @param shortest the least it takes
 * @param longest the most it takes
 */
public record Validity(Duration shortest, Duration longest) {
    static Validity seconds(long shortest, long longest) {
        return new Validity(Duration.ofSeconds(shortest), Duration.ofSeconds(longest));
    }

    /** What to tell it where the message is valid for so long. */
    public Duration within(Duration wanted) {
        if (wanted.compareTo(shortest) < 0) {
            return shortest;
        }
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }
}
