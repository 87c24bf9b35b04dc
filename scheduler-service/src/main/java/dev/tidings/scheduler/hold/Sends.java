package dev.tidings.scheduler.hold;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.hold.HoldState.CancelledAhead;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Parked;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Arrival;
import dev.tidings.scheduler.intake.Decision.Accepted;
import dev.tidings.scheduler.intake.Decision.Refused;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The requests: accepted once, held, parked, moved, cancelled, released. */
final class Sends {
    private final Agenda agenda;
    private final HoldStore store;
    private final Campaigns campaigns;
    private final EarlyCancels early;
    private final Intake intake;
    private final Consumer<Output> output;

    Sends(Agenda agenda, Campaigns campaigns, Intake intake, Consumer<Output> output) {
        this.agenda = agenda;
        this.store = agenda.store();
        this.campaigns = campaigns;
        this.early = new EarlyCancels(agenda);
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
        switch (find(request.requestId())) {
            case null -> acceptNew(request, origin, arrival);
            case Waiting waiting -> acceptKnown(request, origin.equals(waiting.origin()), arrival);
            case Parked parked -> acceptKnown(request, origin.equals(parked.origin()), arrival);
            case Ended ended -> acceptKnown(request, origin.equals(ended.origin()), arrival);
            case CancelledAhead ahead
            when ahead.tenants().contains(request.tenant()) -> acceptCancelled(request, origin, arrival);
            case CancelledAhead _ -> acceptNew(request, origin, arrival);
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
            case Refused refused -> reject(request, origin, refused, arrival);
            case Accepted(HeldSend held) -> holdOrRelease(held, held.task().dueAt(), origin);
        }
    }

    private void acceptCancelled(SendRequest request, Origin origin, Arrival arrival) {
        switch (intake.decide(request, arrival)) {
            case Refused refused -> reject(request, origin, refused, arrival);
            case Accepted(HeldSend held) -> {
                ended(request.requestId(), origin, End.CANCELLED);
                say(Results.cancelled(held.task(), Map.of(), now()));
            }
        }
    }

    private void reject(SendRequest request, Origin origin, Refused refused, Arrival arrival) {
        say(Results.rejected(request, refused.reason(), refused.detail(), arrival.now()));
        if (RequestRules.isRequestId(request.requestId())) {
            ended(request.requestId(), origin, End.REJECTED);
        }
    }

    private void holdOrRelease(HeldSend held, Instant due, Origin origin) {
        if (due.toEpochMilli() <= agenda.time() || isCampaignCancelled(held)) {
            release(held, origin);
        } else {
            hold(held, due, origin);
            say(Results.held(held.task(), due, now()));
        }
    }

    private void hold(HeldSend held, Instant due, Origin origin) {
        long time = due.toEpochMilli();
        agenda.put(key(held.task().requestId(), time), new Waiting(origin, time), new Held.Send(held));
        campaigns.waits(held.task(), due);
    }

    void whenDue(DueKey key, HoldState state, HeldSend held) {
        switch (state) {
            case Waiting(Origin origin, long _) -> release(held, origin);
            case Parked(Origin origin, long _, long order) -> {
                campaigns.unpark(held.task(), order);
                release(held, origin);
            }
            case Ended _, CancelledAhead _, Noted _ -> throw new IllegalStateException("what has ended does not wait");
        }
    }

    /** Releases or ends a request whose campaign is not paused any more. */
    void takeOut(ParkedKey parked) {
        if (find(parked.id()) instanceof Parked(Origin origin, long until, long order) && order == parked.order()) {
            DueKey key = key(parked.id(), until);
            Held held = store.held(key).orElse(null);
            if (held instanceof Held.Send(HeldSend send)) {
                holdAgainOrRelease(send, origin);
            } else if (held instanceof Held.Unreadable entry) {
                unreadable(key, entry);
            }
        }
    }

    /** It was due when it was parked; a clock that was set back since makes it early. */
    private void holdAgainOrRelease(HeldSend held, Origin origin) {
        if (held.task().dueAt().isAfter(now()) && !isCampaignCancelled(held)) {
            hold(held, held.task().dueAt(), origin);
        } else {
            release(held, origin);
        }
    }

    private void release(HeldSend held, Origin origin) {
        CampaignState campaign = campaigns.of(held.task());
        switch (campaign.standing()) {
            case RUNNING -> release(held, origin, Instant.ofEpochMilli(campaign.order()));
            case PAUSED -> park(held, origin);
            case CANCELLED -> endWithCampaign(held, origin);
        }
    }

    private boolean isCampaignCancelled(HeldSend held) {
        return campaigns.of(held.task()).standing() == Standing.CANCELLED;
    }

    private void park(HeldSend held, Origin origin) {
        SendTask task = held.task();
        if (!now().isBefore(task.validUntil())) {
            ended(task.requestId(), origin, End.EXPIRED);
            // Without its policy and without a watch: a pause holds back its SMS too.
            say(Results.expired(task, null, "its validity ended while its campaign was paused", now()));
            return;
        }
        long until = task.validUntil().toEpochMilli();
        long order = campaigns.park(task);
        agenda.put(key(task.requestId(), until), new Parked(origin, until, order), new Held.Send(held));
        say(Results.parked(task, order, now()));
    }

    private void endWithCampaign(HeldSend held, Origin origin) {
        campaigns.used(held.task());
        ended(held.task().requestId(), origin, End.CANCELLED);
        say(Results.cancelledWithCampaign(held.task(), now()));
    }

    /** Releases what nothing holds back; what was parked is late from the time on at which its campaign was resumed. */
    private void release(HeldSend held, Origin origin, Instant resumed) {
        SendTask task = held.task();
        switch (Release.of(held, now())) {
            case Release.Now _ -> {
                ended(task.requestId(), origin, End.RELEASED);
                Instant expected = task.dueAt().isBefore(resumed) ? resumed : task.dueAt();
                Duration late = expected.isBefore(now()) ? Duration.between(expected, now()) : Duration.ZERO;
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

    void cancel(CancelSend cancel, Control control) {
        List<String> problems = RequestRules.problems(cancel);
        if (!problems.isEmpty()) {
            // Without its metadata, which may be what is wrong, and more than a result can carry.
            refuseUnknown(control.withoutMetadata(), String.join("; ", problems));
            return;
        }
        switch (find(control.requestId())) {
            case null -> refuseUnknown(control, early.remember(control, Set.of()));
            case CancelledAhead ahead -> refuseUnknown(control, early.remember(control, ahead.tenants()));
            case Waiting _, Parked _, Ended _, Noted _ -> cancelKnown(control);
        }
    }

    private void cancelKnown(Control control) {
        waiting(control).ifPresent(found -> {
            unpark(found);
            ended(control.requestId(), found.origin(), End.CANCELLED);
            say(Results.cancelled(found.held().task(), control.metadata(), now()));
        });
    }

    void reschedule(RescheduleSend reschedule, Control control) {
        waiting(control).ifPresent(found -> {
            if (isCampaignCancelled(found.held())) {
                unpark(found);
                endWithCampaign(found.held(), found.origin());
                refuse(control, found.origin(), End.CANCELLED.refusal());
                return;
            }
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
        unpark(found);
        say(Results.rescheduled(moved.task(), control.metadata(), control.position(), now()));
        if (due.toEpochMilli() <= agenda.time()) {
            release(moved, found.origin());
        } else {
            hold(moved, due, found.origin());
        }
    }

    private record Found(DueKey key, HeldSend held, Origin origin) {}

    private void unpark(Found found) {
        if (find(found.key().id()) instanceof Parked parked) {
            campaigns.unpark(found.held().task(), parked.order());
        }
    }

    /** The request while it waits; else the control is refused, saying why. */
    private Optional<Found> waiting(Control control) {
        switch (find(control.requestId())) {
            case Waiting(Origin origin, long due)
            when isOwn(origin, control) -> {
                return found(key(control.requestId(), due), origin, control);
            }
            case Parked(Origin origin, long until, long _)
            when isOwn(origin, control) -> {
                return found(key(control.requestId(), until), origin, control);
            }
            case Ended ended
            when isOwn(ended.origin(), control) ->
                refuse(control, ended.origin(), ended.end().refusal());
            // Another tenant's request is unknown to this one.
            case null -> refuseUnknown(control, "unknown request");
            case Waiting _, Parked _, Ended _, CancelledAhead _, Noted _ -> refuseUnknown(control, "unknown request");
        }
        return Optional.empty();
    }

    private Optional<Found> found(DueKey key, Origin origin, Control control) {
        if (store.held(key).orElse(null) instanceof Held.Send(HeldSend held)) {
            return Optional.of(new Found(key, held, origin));
        }
        refuse(control, origin, "its content cannot be read");
        return Optional.empty();
    }

    private static boolean isOwn(Origin origin, Control control) {
        return origin.tenant().equals(control.tenant());
    }

    private void refuseUnknown(Control control, String detail) {
        say(Results.controlRefused(control, null, detail, now()));
    }

    private void refuse(Control control, Origin origin, String detail) {
        say(Results.controlRefused(control, origin, detail, now()));
    }

    private void ended(String id, Origin origin, End end) {
        store.remember(EntryId.send(id), new Ended(origin, end), agenda.time());
    }

    private @Nullable HoldState find(String requestId) {
        return store.find(EntryId.send(requestId), agenda.time()).orElse(null);
    }

    /** The bytes go to the dead letters; the id is free again, so that upstream can send the request anew. */
    void unreadable(DueKey key, Held.Unreadable entry) {
        store.remove(key.entry());
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
