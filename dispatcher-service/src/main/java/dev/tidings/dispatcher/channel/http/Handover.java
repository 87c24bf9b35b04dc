package dev.tidings.dispatcher.channel.http;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment from which a call can no longer be repeated safely. The calling thread may give up and the working thread
 * may begin to write, and whichever comes first wins: a call that was reported as "nothing was sent" is never sent
 * afterwards.
 */
final class Handover {
    private enum State {
        WAITING,
        SENDING,
        GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /** Right before the first byte is written. False: somebody gave up, write nothing. */
    boolean begin() {
        return state.compareAndSet(State.WAITING, State.SENDING);
    }

    /** Stops what has not begun. True: nothing was and nothing will be sent. */
    boolean giveUp() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
    }
}
