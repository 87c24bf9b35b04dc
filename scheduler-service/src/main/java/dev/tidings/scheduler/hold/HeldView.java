package dev.tidings.scheduler.hold;

import java.util.List;
import java.util.Optional;

/**
 * Port: what one partition holds, to be looked at by threads that are not its own. Sends, retries and deadlines are shown; a
 * campaign's timer is none of a request's. What is put or taken out meanwhile may or may not be seen.
 */
public interface HeldView {
    /**
     * The entries that follow, in order. What they cost is bounded by how many are asked for, and by the timers of campaigns
     * that lie between them, which are passed over.
     *
     * @param after the key to begin behind
     * @param most how many at most, 1 or more
     * @throws ClosedException where the partition is closed meanwhile
     */
    List<HeldEntry> page(DueKey after, int most);

    /**
     * The entry of that id, if it is held.
     *
     * @param id a request's; or a retry's or a deadline's, which begins with its request's and a slash
     * @throws ClosedException where the partition is closed meanwhile
     */
    Optional<HeldEntry> find(String id);

    /** The partition has been closed by its own thread: it goes to another instance, or the process ends. */
    final class ClosedException extends RuntimeException {
        /** @param cause what the store said; its message names no id */
        public ClosedException(Throwable cause) {
            super("the partition is closed", cause);
        }
    }
}
