package dev.tidings.scheduler.hold;

import dev.tidings.topics.Lane;
import java.util.Locale;
import java.util.Optional;

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

    /** Of what is held; empty of what is none of a request's: a campaign's timer, or what cannot be read. */
    public static Optional<HeldEntry> of(DueKey key, Held held, State state) {
        Optional<HeldLane> lane = switch (held) {
            case Held.Send(var send) ->
                Optional.of(HeldLane.of(Lane.of(send.task().priority())));
            case Held.Retry(var retry) -> Lane.named(retry.lane()).map(HeldLane::of);
            case Held.Deadline _ -> Optional.of(HeldLane.DEADLINE);
            case Held.Campaign _, Held.Unreadable _ -> Optional.empty();
        };
        return lane.map(to -> new HeldEntry(key, to, state));
    }
}
