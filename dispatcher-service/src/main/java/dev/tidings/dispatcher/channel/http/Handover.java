package dev.tidings.dispatcher.channel.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment from which a call can no longer be repeated safely. At the deadline the call is given up, and its
 * thread may begin to write, and whichever comes first wins: a call that was reported as "nothing was sent" is never sent
 * afterwards.
 */
final class Handover {
    private enum State {
        WAITING,
        SENDING,
        GIVEN_UP
    }

    private final Instant latest;
    private final InstantSource clock;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /**
     * Nothing handed over yet.
     *
     * @param latest from then on it is too late to begin: this process may have stood still, and not given up yet
     */
    Handover(Instant latest, InstantSource clock) {
        this.latest = latest;
        this.clock = clock;
    }

    /** Right before the first byte is written. False: somebody gave up, or it is too late; write nothing. */
    boolean begin() {
        return clock.instant().isBefore(latest) && state.compareAndSet(State.WAITING, State.SENDING);
    }

    /** Stops what has not begun. True: nothing was and nothing will be sent. */
    boolean giveUp() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
    }
}
