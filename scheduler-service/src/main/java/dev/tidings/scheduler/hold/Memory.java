package dev.tidings.scheduler.hold;

import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import java.time.Duration;

/** Remembers what has ended for a day, so that a repeat is known as one, and then forgets it. */
final class Memory {
    static final Duration KEPT = Duration.ofHours(24);

    private final Agenda agenda;
    private final StateStore states;

    Memory(Agenda agenda, StateStore states) {
        this.agenda = agenda;
        this.states = states;
    }

    void ended(String id, Origin origin, End end) {
        states.put(id, new Ended(origin, end, agenda.time()));
        forgetLater(id);
    }

    void forgetLater(String id) {
        agenda.put(new DueKey(agenda.time() + KEPT.toMillis(), Kind.FORGET, id), new Held.Forget());
    }

    void forget(DueKey key) {
        HoldState state = states.get(key.id()).orElse(null);
        boolean isOver = switch (state) {
            case null -> false;
            case Noted _ -> true;
            case Ended ended -> ended.endedAt() + KEPT.toMillis() <= key.due();
            // Released entries go back to waiting only where their window has closed; they end again.
            case HoldState.Waiting _ -> false;
        };
        if (isOver) {
            states.remove(key.id());
        }
    }
}
