package dev.tidings.scheduler.hold;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.scheduler.hold.HoldState.CancelledAhead;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Parked;
import dev.tidings.scheduler.hold.HoldState.Unreadable;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Intake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is asked of a request that waits: done, or refused with the reason; answered in any case. */
final class Controls {
    private final Agenda agenda;
    private final Campaigns campaigns;
    private final Sends sends;
    private final EarlyCancels early;
    private final Consumer<Output> output;

    Controls(Agenda agenda, Campaigns campaigns, Sends sends, Consumer<Output> output) {
        this.agenda = agenda;
        this.campaigns = campaigns;
        this.sends = sends;
        this.early = new EarlyCancels(agenda);
        this.output = output;
    }

    void cancel(CancelSend cancel, Control control) {
        if (isWellFormed(control, RequestRules.problems(cancel))) {
            switch (sends.find(control.requestId())) {
                case Ended(Origin origin, End end)
                when isWatched(end) && isOwn(origin, control) -> cancelWatched(origin, end, control);
                case null -> refuseUnknown(control, early.remember(control, Set.of()));
                case CancelledAhead ahead -> refuseUnknown(control, early.remember(control, ahead.tenants()));
                case Waiting _, Parked _, Ended _, Noted _, Unreadable _ -> cancelKnown(control);
            }
        }
    }

    /** What was released, or was too late to be, has gone on to its fallback. */
    private static boolean isWatched(End end) {
        return end == End.RELEASED || end == End.EXPIRED;
    }

    /** It may be sent already; but what would follow by its fallback is not. */
    private void cancelWatched(Origin origin, End end, Control control) {
        output.accept(new Output.Unwatch(new CancelFallback(control.requestId(), now())));
        refuse(control, origin, end.refusal());
    }

    private void cancelKnown(Control control) {
        waiting(control).ifPresent(found -> {
            unpark(found);
            sends.ended(control.requestId(), found.origin(), End.CANCELLED);
            output.accept(new Output.Result(Results.cancelled(found.held().task(), control.metadata(), now())));
        });
    }

    void reschedule(RescheduleSend reschedule, Control control) {
        if (isWellFormed(control, RequestRules.problems(reschedule, now()))) {
            Instant asked = reschedule.sendAt().isBefore(now()) ? now() : reschedule.sendAt();
            waiting(control).ifPresent(found -> moveTo(asked, found, control));
        }
    }

    private void moveTo(Instant asked, Found found, Control control) {
        if (sends.isCampaignCancelled(found.held())) {
            unpark(found);
            sends.endWithCampaign(found.held(), found.origin());
            refuse(control, found.origin(), End.CANCELLED.refusal());
            return;
        }
        Intake.moved(found.held().deliveryWindow(), asked)
                .ifPresentOrElse(
                        due -> move(found, due, control),
                        () -> refuse(control, found.origin(), "its delivery window never opens"));
    }

    private void move(Found found, Instant due, Control control) {
        HeldSend moved = Intake.rescheduled(found.held(), due);
        unpark(found);
        output.accept(
                new Output.Result(Results.rescheduled(moved.task(), control.metadata(), control.position(), now())));
        if (due.toEpochMilli() <= agenda.time()) {
            sends.release(moved, found.origin());
        } else {
            sends.hold(moved, due, found.origin());
        }
    }

    private record Found(HeldSend held, Origin origin) {}

    private void unpark(Found found) {
        if (sends.find(found.held().task().requestId()) instanceof Parked parked) {
            campaigns.unpark(found.held().task(), parked.order());
        }
    }

    /** The request while it waits; else the control is refused, saying why. */
    private Optional<Found> waiting(Control control) {
        switch (sends.find(control.requestId())) {
            case Waiting(Origin origin)
            when isOwn(origin, control) -> {
                return found(origin, control);
            }
            case Parked(Origin origin, long _, long _)
            when isOwn(origin, control) -> {
                return found(origin, control);
            }
            case Ended ended
            when isOwn(ended.origin(), control) ->
                refuse(control, ended.origin(), ended.end().refusal());
            // Whose it is can't be told, nor whether it waits.
            case Unreadable _ -> refuseUnknown(control, "its state cannot be read");
            // Another tenant's request is unknown to this one.
            case null -> refuseUnknown(control, "unknown request");
            case Waiting _, Parked _, Ended _, CancelledAhead _, Noted _ -> refuseUnknown(control, "unknown request");
        }
        return Optional.empty();
    }

    private Optional<Found> found(Origin origin, Control control) {
        EntryId id = EntryId.send(control.requestId());
        if (agenda.store().held(id).orElse(null) instanceof Held.Send(HeldSend held)) {
            return Optional.of(new Found(held, origin));
        }
        refuse(control, origin, "its content cannot be read");
        return Optional.empty();
    }

    private static boolean isOwn(Origin origin, Control control) {
        return origin.tenant().equals(control.tenant());
    }

    /** What is malformed is refused without its metadata, which may be what is wrong, and more than a result can carry. */
    private boolean isWellFormed(Control control, List<String> problems) {
        if (!problems.isEmpty()) {
            refuseUnknown(control.withoutMetadata(), String.join("; ", problems));
        }
        return problems.isEmpty();
    }

    private void refuseUnknown(Control control, String detail) {
        output.accept(new Output.Result(Results.controlRefused(control, null, detail, now())));
    }

    private void refuse(Control control, Origin origin, String detail) {
        output.accept(new Output.Result(Results.controlRefused(control, origin, detail, now())));
    }

    private Instant now() {
        return Instant.ofEpochMilli(agenda.time());
    }
}
