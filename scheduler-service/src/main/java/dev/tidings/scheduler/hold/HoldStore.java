package dev.tidings.scheduler.hold;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * Port: one entry for each id, which either waits, in the order in which it is due, or has ended and is remembered for a span,
 * so that a repeat is known as one and a late cancellation told the truth. Whatever is written of an id takes the place of what
 * was there. Times in milliseconds since the epoch.
 *
 * <p>A cursor passes what waits, in that order. Of an entry that was put ahead of it, that it is passed says that it was
 * released: nothing more is written when it is. Whatever else becomes of an entry is written. What it held is dropped later, when
 * there is time ({@link #strip}).
 */
public interface HoldStore {
    /** A release that is as late as this, or later, is written: those that follow from the cursor are remembered by their due time. */
    Duration LATE = Duration.ofHours(1);

    /** Later than everything. */
    long NEVER = Long.MAX_VALUE;

    /**
     * What is known of it; what ended longer ago than the span is not. {@link HoldState.Unreadable} where the bytes cannot be
     * read. A request that the cursor has passed is
     * {@link HoldState.Ended}, {@link HoldState.End#RELEASED}, and known for {@link #LATE} longer.
     */
    Optional<HoldState> find(EntryId id, long now);

    /** Lets it wait until then, for as long as it takes. Where the cursor is there already, it waits behind it. */
    void hold(DueKey key, HoldState state, Held held, long now);

    /** What waits under the id, and was not released; {@link Held.Unreadable} where the bytes cannot be read. */
    Optional<Held> held(EntryId id);

    /** Remembers for the span how it ended. */
    void remember(EntryId id, HoldState state, long now);

    /** Forgets it. */
    void remove(EntryId id);

    /**
     * Drops what released entries held: what is remembered of them is all that is left, and they are known as before. What is not
     * remembered any more is forgotten.
     *
     * @param before of what was due before this, and has been passed
     * @param most how many entries, at most
     */
    void strip(long before, long now, int most);

    /**
     * When the first was due of those that were released and not stripped; {@link #NEVER}: all are. Known without a look: it may be
     * one that has ended otherwise since, until that would be stripped.
     */
    long firstWhole();

    /**
     * Does some of what can wait: drops what ended longer ago than the span, and counts what was found when the store was opened.
     *
     * @param most how many entries of each, at most
     * @return whether there is more to do
     */
    boolean tidy(long now, int most);

    /** How long it remembers. */
    Duration span();

    /**
     * What waits, in order: behind the cursor, and ahead of it. What is changed while it is open may be missed.
     */
    Entries waiting();

    /** Moves the cursor on to here: whatever still waits ahead of it up to here was {@linkplain Entry#release() released}. */
    void passed(DueKey key);

    /** Entries that hold a resource until they are closed. */
    interface Entries extends Iterator<HoldStore.Entry>, AutoCloseable {
        @Override
        void close();
    }

    /** One entry that waits; what it holds is read only where it is asked for. */
    interface Entry {
        DueKey key();

        /** Whether it is a request that was due while its campaign was paused. */
        boolean isParked();

        /** Whether the cursor is still to pass it. */
        boolean isAhead();

        /** It is released, and the cursor will pass it before anything is committed. Only where it {@link #isAhead()}. */
        void release();

        Held held();

        /** The same entry as one that cannot be read. */
        Held.Unreadable unreadable(String cause);
    }
}
