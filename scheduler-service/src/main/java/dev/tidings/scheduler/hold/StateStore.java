package dev.tidings.scheduler.hold;

import java.time.Duration;
import java.util.Optional;

/**
 * Port: what is known of each id. Of what waits it is kept until it is removed; of what has ended it is remembered for a
 * span, so that a repeat is known as one and a late cancellation told the truth.
 */
public interface StateStore {
    /** What is known; what was remembered longer ago than the span is not. Times in milliseconds since the epoch. */
    Optional<HoldState> get(String id, long now);

    /** Keeps it for as long as it waits. */
    void keep(String id, HoldState state);

    /** Remembers it for the span, in place of what was kept. */
    void remember(String id, HoldState state, long now);

    /** Removes what was kept. */
    void remove(String id);

    /**
     * Drops some of what was remembered longer ago than the span.
     *
     * @param most how many at most
     * @return whether there is more to drop
     */
    boolean forget(long now, int most);

    /** How long it remembers. */
    Duration span();
}
