package dev.tidings.scheduler.hold;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.hold.HoldState.CancelledAhead;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Parked;
import dev.tidings.scheduler.hold.HoldState.Unreadable;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Arrival;
import dev.tidings.scheduler.intake.Decision.Accepted;
import dev.tidings.scheduler.intake.Decision.Refused;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests: accepted once, held, parked, released. What is asked of one that waits: {@link Controls}. */
final class Sends {
    private static final String UNREADABLE_STATE = "its state cannot be read, or is not that of a request that waits";

    private final Agenda agenda;
    private final HoldStore store;
    private final Campaigns campaigns;
    private final Intake intake;
    private final Consumer<Output> output;

    /**
     * A request that may end its wait.
     *
     * @param due until when it was to wait: until it was due, or its window opened
     * @param origin read from the store only where more than its release is to be written
     * @param release ends it as released; what is to be remembered is asked for only where it is to be written
     */
    private record Leaving(Instant due, Supplier<Origin> origin, Consumer<Supplier<HoldState>> release) {}

    /** Thrown before anything is written of the request. */
    private static final class UnreadableStateException extends RuntimeException {
        UnreadableStateException() {
            super(UNREADABLE_STATE);
        }
    }

    Sends(Agenda agenda, Campaigns campaigns, Intake intake, Consumer<Output> output) {
        this.agenda = agenda;
        this.store = agenda.store();
        this.campaigns = campaigns;
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
            // It may be the same one, and sent: an answer, and no second message.
            case Unreadable _ -> acceptKnown(request, false, arrival);
            case Noted _ -> throw new IllegalStateException("a request's id has no slash");
        }
    }

    private void acceptKnown(SendRequest request, boolean same, Arrival arrival) {
        if (same) {
            output.accept(new Output.Repeat(request));
        } else {
            say(Results.conflict(request, arrival.position(), arrival.now()));
        }
    }

    private void acceptNew(SendRequest request, Origin origin, Arrival arrival) {
        switch (intake.decide(request, arrival)) {
            case Refused refused -> reject(request, origin, refused, arrival);
            case Accepted(HeldSend held) -> {
                output.accept(new Output.Taken(request));
                holdOrRelease(held, held.task().dueAt(), origin);
            }
        }
    }

    private void acceptCancelled(SendRequest request, Origin origin, Arrival arrival) {
        switch (intake.decide(request, arrival)) {
            case Refused refused -> reject(request, origin, refused, arrival);
            case Accepted(HeldSend held) -> {
                output.accept(new Output.Taken(request));
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

    void hold(HeldSend held, Instant due, Origin origin) {
        long time = due.toEpochMilli();
        agenda.put(key(held.task().requestId(), time), new Waiting(origin), new Held.Send(held));
        campaigns.waits(held.task(), due);
    }

    void whenDue(HoldStore.Entry entry, HeldSend held) {
        String id = entry.key().id();
        try {
            if (entry.isParked()) {
                releaseParked(id, held);
            } else {
                Instant due = Instant.ofEpochMilli(entry.key().due());
                release(held, new Leaving(due, () -> originOf(id), ended -> agenda.release(entry, ended)));
            }
        } catch (UnreadableStateException e) {
            unreadable(entry.key(), entry.unreadable(UNREADABLE_STATE));
        }
    }

    private void releaseParked(String id, HeldSend held) {
        if (find(id) instanceof Parked(Origin origin, long _, long order)) {
            campaigns.unpark(held.task(), order);
            release(held, origin);
        } else {
            throw new UnreadableStateException();
        }
    }

    private Origin originOf(String id) {
        if (find(id) instanceof Waiting(Origin origin)) {
            return origin;
        }
        throw new UnreadableStateException();
    }

    /** Releases or ends a request whose campaign is not paused any more. */
    void takeOut(ParkedKey parked) {
        if (find(parked.id()) instanceof Parked(Origin origin, long until, long order) && order == parked.order()) {
            Held held = store.held(EntryId.send(parked.id())).orElse(null);
            if (held instanceof Held.Send(HeldSend send)) {
                holdAgainOrRelease(send, origin);
            } else if (held instanceof Held.Unreadable entry) {
                unreadable(key(parked.id(), until), entry);
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

    /** Releases it, unless its campaign holds it back. */
    void release(HeldSend held, Origin origin) {
        EntryId id = EntryId.send(held.task().requestId());
        Instant due = held.task().dueAt();
        release(held, new Leaving(due, () -> origin, ended -> store.remember(id, ended.get(), agenda.time())));
    }

    private void release(HeldSend held, Leaving leaving) {
        CampaignState campaign = campaigns.of(held.task());
        switch (campaign.standing()) {
            case RUNNING -> releaseNow(held, leaving, Instant.ofEpochMilli(campaign.order()));
            case PAUSED -> park(held, leaving.origin().get(), "its campaign is paused");
            case UNREADABLE -> park(held, leaving.origin().get(), "the state of its campaign cannot be read");
            case CANCELLED -> endWithCampaign(held, leaving.origin().get());
        }
    }

    boolean isCampaignCancelled(HeldSend held) {
        return campaigns.of(held.task()).standing() == Standing.CANCELLED;
    }

    private void park(HeldSend held, Origin origin, String why) {
        SendTask task = held.task();
        if (!now().isBefore(task.validUntil())) {
            ended(task.requestId(), origin, End.EXPIRED);
            // Without its policy and without a watch: a pause holds back its SMS too.
            expired(task, Expiry.PAUSED, null, "its validity ended, and " + why);
            return;
        }
        long until = task.validUntil().toEpochMilli();
        long order = campaigns.park(task);
        agenda.put(key(task.requestId(), until), new Parked(origin, until, order), new Held.Send(held));
        say(Results.parked(task, why, order, now()));
    }

    void endWithCampaign(HeldSend held, Origin origin) {
        campaigns.used(held.task());
        ended(held.task().requestId(), origin, End.CANCELLED);
        say(Results.cancelledWithCampaign(held.task(), now()));
    }

    /** Releases what nothing holds back. */
    private void releaseNow(HeldSend held, Leaving leaving, Instant resumed) {
        SendTask task = held.task();
        switch (Release.of(held, now())) {
            case Release.Now _ -> {
                leaving.release().accept(() -> new Ended(leaving.origin().get(), End.RELEASED));
                SendTask eligible = eligible(task, leaving.due(), resumed);
                Instant expected = eligible.expectedAt();
                Duration late = expected.isBefore(now()) ? Duration.between(expected, now()) : Duration.ZERO;
                output.accept(new Output.Released(Lane.of(task.priority()), eligible, late));
                watch(held);
            }
            case Release.TooLate _ -> {
                ended(task.requestId(), leaving.origin().get(), End.EXPIRED);
                // The watch goes first: a result that is read before it can be taken for an earlier request's.
                watch(held);
                expired(task, Expiry.LATE, task.policyId(), "its validity was over when it was due");
            }
            case Release.Skipped _ -> {
                ended(task.requestId(), leaving.origin().get(), End.EXPIRED);
                // Without its policy and without a watch: an SMS would reach the recipient outside the window too.
                expired(task, Expiry.SKIPPED, null, "it was due outside its delivery window");
            }
            case Release.Later(Instant opens) -> {
                hold(held, opens, leaving.origin().get());
                say(Results.heldOn(task, opens, now()));
            }
        }
    }

    /**
     * What was due while its campaign was paused is expected from when it was resumed, or from when the window opened that had closed
     * by then. Where hold itself was so late that a window had closed, it is late since it was due.
     */
    private static SendTask eligible(SendTask task, Instant due, Instant resumed) {
        // What was accepted after it was held back by no pause, however long ago it was due.
        if (!task.dueAt().isBefore(resumed) || !task.acceptedAt().isBefore(resumed)) {
            return task;
        }
        return task.heldBackUntil(due.isBefore(resumed) ? resumed : due);
    }

    /** @param policyId null where fallback is not to act on it */
    private void expired(SendTask task, Expiry why, @Nullable String policyId, String detail) {
        output.accept(new Output.Expired(task.channel(), why));
        say(Results.expired(task, policyId, detail, now()));
    }

    private void watch(HeldSend held) {
        if (held.watch() != null) {
            output.accept(new Output.Watch(held.watch()));
        }
    }

    void ended(String id, Origin origin, End end) {
        store.remember(EntryId.send(id), new Ended(origin, end), agenda.time());
    }

    @Nullable
    HoldState find(String requestId) {
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

    static DueKey key(String id, long due) {
        return new DueKey(due, Kind.SEND, id);
    }
}
