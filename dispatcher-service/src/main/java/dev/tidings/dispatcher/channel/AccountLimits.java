package dev.tidings.dispatcher.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the sends of an account, over all instances where nothing else is said.
 *
 * @param perSecond messages a second, of an SMS its parts; absent: no limit
 * @param maxConcurrent calls in flight at once from one instance; absent: as the dispatcher is set
 * @param perRecipient messages to one recipient; absent: no limit
 */
public record AccountLimits(
        @Nullable Integer perSecond,
        @Nullable Integer maxConcurrent,
        @Nullable PerRecipient perRecipient) {
    /** No limit at all. */
    public static final AccountLimits NONE = new AccountLimits(null, null, null);

    /**
     * A limit of messages to one recipient.
     *
     * @param every in the long run one in so long
     * @param burst so many may go at once, after a rest
     */
    public record PerRecipient(Duration every, int burst) {}
}
