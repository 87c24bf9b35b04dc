package dev.tidings.scheduler.hold;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: everything that waits, in the order in which it is due. */
public interface DueStore {
    void put(DueKey key, Held held);

    /** What waits there; {@link Held.Unreadable} where the bytes cannot be read. */
    Optional<Held> get(DueKey key);

    void remove(DueKey key);

    /**
     * Entries in order, from behind a key on. What is put or removed while it is open may or may not be seen.
     *
     * @param after the key to begin behind; null: from the start
     */
    Entries after(@Nullable DueKey after);

    /** Entries that hold a resource until they are closed. */
    interface Entries extends Iterator<DueStore.Entry>, AutoCloseable {
        @Override
        void close();
    }

    /** One entry; what it holds is read only where it is asked for. */
    interface Entry {
        DueKey key();

        Held held();
    }
}
