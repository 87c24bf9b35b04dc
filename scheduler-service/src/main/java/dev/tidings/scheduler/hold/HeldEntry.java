package dev.tidings.scheduler.hold;

import java.util.Locale;

/**
 * What is shown of an entry that is held: when, what and where to. It has nothing of what a request says, so that nothing
 * that shows it can tell an address or a text.
 *
 * @param key where it stands in the order in which things are due
 */
public record HeldEntry(DueKey key, HeldLane lane, State state) {
    /** Why it is still there. */
    public enum State {
        /** It is not due yet. */
        WAITING,
        /** It was due while its campaign was paused; it stands where its validity ends. */
        PARKED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
