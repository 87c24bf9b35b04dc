package dev.tidings.dispatcher.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: doubled from attempt to attempt, and jittered, so that what failed together
 * does not come back together.
 *
 * @param first the longest wait after the first attempt
 * @param longest the longest wait after any
 */
public record Backoff(Duration first, Duration longest) {
    /** What a provider may ask for; beyond it, the request's owner would rather know. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(15);

    private static final int MAX_DOUBLINGS = 30;

    /**
     * The wait after an attempt that failed.
     *
     * @param attempt the number of the failed attempt, from 1
     * @param retryAfter what the provider asked for: never undercut, up to {@link #LONGEST_RETRY_AFTER}
     */
    Duration after(int attempt, @Nullable Duration retryAfter, RandomGenerator random) {
        long whole = Math.min(longest.toMillis(), first.toMillis() << Math.clamp(attempt - 1L, 0, MAX_DOUBLINGS));
        Duration own = Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
        if (retryAfter == null || retryAfter.isNegative()) {
            return own;
        }
        long asked = (retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER).toMillis();
        Duration jittered =
                Duration.ofMillis(Math.min(asked + random.nextLong(asked / 10 + 1), LONGEST_RETRY_AFTER.toMillis()));
        return own.compareTo(jittered) > 0 ? own : jittered;
    }
}
