package dev.tidings.abilities;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider allows an account of which nothing else is known.
 *
 * @param perSecond messages a second, of an SMS its parts; absent: no limit is known
 * @param perRecipient messages to one recipient; absent: no limit is known
 */
public record Limits(@Nullable Integer perSecond, @Nullable PerRecipient perRecipient) {
    /** No limit is known. */
    static final Limits NONE = new Limits(null, null);

    /**
     * A limit of messages to one recipient.
     *
     * @param every in the long run one in so long
     * @param burst so many may go at once, after a rest
     */
    public record PerRecipient(Duration every, int burst) {}

    static Limits perSecond(int messages) {
        return new Limits(messages, null);
    }
}
