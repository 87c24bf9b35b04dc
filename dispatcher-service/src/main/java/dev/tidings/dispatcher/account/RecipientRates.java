package dev.tidings.dispatcher.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidings.abilities.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each recipient is written to, where the provider limits it: a token bucket each, kept as the time at which it is
 * full again. What others have sent is not known here: then the provider refuses.
 */
final class RecipientRates {
    /** Beyond it those who were written to least recently are forgotten. */
    private static final int MOST_RECIPIENTS = 100_000;

    private final ConcurrentMap<String, Long> fullAt;
    private volatile Limits.@Nullable PerRecipient limit;

    RecipientRates() {
        Cache<String, Long> cache =
                Caffeine.newBuilder().maximumSize(MOST_RECIPIENTS).build();
        fullAt = cache.asMap();
    }

    void limit(Limits.@Nullable PerRecipient limits) {
        limit = limits;
    }

    /** How long to wait; empty: not at all, and one was taken. */
    Optional<Duration> take(String recipientKey, long now) {
        Limits.PerRecipient current = limit;
        if (current == null) {
            return Optional.empty();
        }
        long every = current.every().toNanos();
        long most = every * current.burst();
        long[] wait = new long[1];
        fullAt.compute(recipientKey, (_, known) -> {
            long from = known == null || now - known > 0 ? now : known;
            wait[0] = from + every - now - most;
            return wait[0] > 0 ? from : from + every;
        });
        return wait[0] > 0 ? Optional.of(Duration.ofNanos(wait[0])) : Optional.empty();
    }
}
