package dev.tidings.scheduler.hold;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port: one entry for each id, which either waits, in the order in which it is due, or has ended and is remembered for a span,
 * so that a repeat is known as one and a late cancellation told the truth. Whatever is written of an id takes the place of what
 * was there. Times in milliseconds since the epoch.
 */
public interface HoldStore {
    /** What is known of it; what was remembered longer ago than the span is not. */
    Optional<HoldState> find(EntryId id, long now);

    /** Lets it wait until then, for as long as it takes. */
    void hold(DueKey key, HoldState state, Held held, long now);

    /** What waits there; {@link Held.Unreadable} where the bytes cannot be read. */
    Optional<Held> held(DueKey key);

    /** Remembers for the span how it ended. */
    void remember(EntryId id, HoldState state, long now);

    /** Forgets it. */
    void remove(EntryId id);

    /**
     * Drops some of what was remembered longer ago than the span.
     *
     * @param most how many at most
     * @return whether there is more to drop
     */
    boolean forget(long now, int most);

    /** How long it remembers. */
    Duration span();

    /**
     * What waits, in order, from behind a key on. What is changed while it is open is seen in the entry that was handed out
     * last, and may be missed in those to come.
     *
     * @param after the key to begin behind; null: from the start
     */
    Entries after(@Nullable DueKey after);

    /** Entries that hold a resource until they are closed. */
    interface Entries extends Iterator<HoldStore.Entry>, AutoCloseable {
        @Override
        void close();
    }

    /** One entry that waits; what it holds is read only where it is asked for. */
    interface Entry {
        DueKey key();

        /** What it holds, and how it stands. */
        Waits content();
    }

    /**
     * What an entry holds.
     *
     * @param state how it stands; where the bytes cannot be read, {@link HoldState.Noted}
     */
    record Waits(HoldState state, Held held) {}
}
