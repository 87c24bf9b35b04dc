package dev.tidings.scheduler.hold;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Arrival;
import dev.tidings.scheduler.intake.Decision.Accepted;
import dev.tidings.scheduler.intake.Decision.Refused;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The requests: accepted once, held, moved, cancelled, released. */
final class Sends {
    private final Agenda agenda;
    private final StateStore states;
    private final Intake intake;
    private final Consumer<Output> output;

    Sends(Agenda agenda, StateStore states, Intake intake, Consumer<Output> output) {
        this.agenda = agenda;
        this.states = states;
        this.intake = intake;
        this.output = output;
    }

    void accept(SendRequest request, Arrival arrival) {
        Origin origin = Origin.of(request);
        if (!RequestRules.isRequestId(request.requestId())) {
            // Never looked up: it might spell the id of a retry.
            acceptNew(request, origin, arrival);
            return;
        }
        switch (states.get(request.requestId(), agenda.time()).orElse(null)) {
            case null -> acceptNew(request, origin, arrival);
            case Waiting waiting -> acceptKnown(request, origin.equals(waiting.origin()), arrival);
            case Ended ended -> acceptKnown(request, origin.equals(ended.origin()), arrival);
            case Noted _ -> throw new IllegalStateException("a request's id has no slash");
        }
    }

    private void acceptKnown(SendRequest request, boolean same, Arrival arrival) {
        if (same) {
            output.accept(new Output.Repeat());
        } else {
            say(Results.conflict(request, arrival.position(), arrival.now()));
        }
    }

    private void acceptNew(SendRequest request, Origin origin, Arrival arrival) {
        switch (intake.decide(request, arrival)) {
            case Refused(var reason, String detail) -> {
                say(Results.rejected(request, reason, detail, arrival.now()));
                if (RequestRules.isRequestId(request.requestId())) {
                    ended(request.requestId(), origin, End.REJECTED);
                }
            }
            case Accepted(HeldSend held) -> holdOrRelease(held, held.task().dueAt(), origin);
        }
    }

    private void holdOrRelease(HeldSend held, Instant due, Origin origin) {
        if (due.toEpochMilli() <= agenda.time()) {
            release(held, origin);
        } else {
            hold(held, due, origin);
            say(Results.held(held.task(), due, now()));
        }
    }

    private void hold(HeldSend held, Instant due, Origin origin) {
        String id = held.task().requestId();
        states.keep(id, new Waiting(origin, due.toEpochMilli()));
        agenda.put(key(id, due.toEpochMilli()), new Held.Send(held));
    }

    void whenDue(DueKey key, HeldSend held) {
        // The state is asked, not trusted to agree: whatever put an entry there, one release is all a request gets.
        if (states.get(key.id(), agenda.time()).orElse(null) instanceof Waiting waiting && waiting.due() == key.due()) {
            release(held, waiting.origin());
        }
    }

    private void release(HeldSend held, Origin origin) {
        SendTask task = held.task();
        switch (Release.of(held, now())) {
            case Release.Now _ -> {
                ended(task.requestId(), origin, End.RELEASED);
                Duration late = Duration.between(task.dueAt(), now());
                output.accept(new Output.Released(Lane.of(task.priority()), task, late));
                watch(held);
            }
            case Release.TooLate _ -> {
                ended(task.requestId(), origin, End.EXPIRED);
                say(Results.expired(task, task.policyId(), "its validity was over when it was due", now()));
                watch(held);
            }
            case Release.Skipped _ -> {
                ended(task.requestId(), origin, End.EXPIRED);
                // Without its policy and without a watch: an SMS would reach the recipient outside the window too.
                say(Results.expired(task, null, "it was due outside its delivery window", now()));
            }
            case Release.Later(Instant opens) -> {
                hold(held, opens, origin);
                say(Results.heldOn(task, opens, now()));
            }
        }
    }

    private void watch(HeldSend held) {
        if (held.watch() != null) {
            output.accept(new Output.Watch(held.watch()));
        }
    }

    void cancel(Control control) {
        waiting(control).ifPresent(found -> {
            agenda.store().remove(found.key());
            ended(control.requestId(), found.origin(), End.CANCELLED);
            say(Results.cancelled(found.held().task(), control.metadata(), now()));
        });
    }

    void reschedule(RescheduleSend reschedule, Control control) {
        waiting(control).ifPresent(found -> {
            List<String> problems = RequestRules.problems(reschedule, now());
            Instant asked = reschedule.sendAt().isBefore(now()) ? now() : reschedule.sendAt();
            Optional<Instant> due =
                    problems.isEmpty() ? Intake.moved(found.held().deliveryWindow(), asked) : Optional.empty();
            due.ifPresentOrElse(
                    moved -> move(found, moved, control),
                    () -> refuse(
                            control,
                            found.origin(),
                            problems.isEmpty() ? "its delivery window never opens" : String.join("; ", problems)));
        });
    }

    private void move(Found found, Instant due, Control control) {
        HeldSend moved = Intake.rescheduled(found.held(), due);
        agenda.store().remove(found.key());
        say(Results.rescheduled(moved.task(), control.metadata(), control.position(), now()));
        if (due.toEpochMilli() <= agenda.time()) {
            release(moved, found.origin());
        } else {
            hold(moved, due, found.origin());
        }
    }

    private record Found(DueKey key, HeldSend held, Origin origin) {}

    /** The request while it waits; else the control is refused, saying why. */
    private Optional<Found> waiting(Control control) {
        switch (states.get(control.requestId(), agenda.time()).orElse(null)) {
            case Waiting waiting
            when isOwn(waiting.origin(), control) -> {
                DueKey key = key(control.requestId(), waiting.due());
                if (agenda.store().get(key).orElse(null) instanceof Held.Send(HeldSend held)) {
                    return Optional.of(new Found(key, held, waiting.origin()));
                }
                refuse(control, waiting.origin(), "its content cannot be read");
            }
            case Ended ended
            when isOwn(ended.origin(), control) ->
                refuse(control, ended.origin(), ended.end().refusal());
            // Another tenant's request is unknown to this one.
            case null -> refuseUnknown(control);
            case Waiting _, Ended _, Noted _ -> refuseUnknown(control);
        }
        return Optional.empty();
    }

    private static boolean isOwn(Origin origin, Control control) {
        return origin.tenant().equals(control.tenant());
    }

    private void refuseUnknown(Control control) {
        say(Results.controlRefused(control, null, "unknown request", now()));
    }

    private void refuse(Control control, Origin origin, String detail) {
        say(Results.controlRefused(control, origin, detail, now()));
    }

    private void ended(String id, Origin origin, End end) {
        states.remember(id, new Ended(origin, end), agenda.time());
    }

    /** The bytes go to the dead letters; the id is free again, so that upstream can send the request anew. */
    void unreadable(DueKey key, Held.Unreadable entry) {
        states.remove(key.id());
        output.accept(new Output.Unreadable(key, entry.bytes(), entry.cause()));
    }

    private void say(DeliveryResult result) {
        output.accept(new Output.Result(result));
    }

    private Instant now() {
        return Instant.ofEpochMilli(agenda.time());
    }

    private static DueKey key(String id, long due) {
        return new DueKey(due, Kind.SEND, id);
    }
}
