package dev.tidings.scheduler.hold;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.hold.CampaignState.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The campaigns of one partition's requests. The partition of a campaign's id decides what is asked of it, and orders all
 * partitions to; each keeps the order, and asks it when a request is due. So pausing and cancelling take one small record a
 * partition, however many requests wait. What a pause has parked is taken out again in bounded steps, one for each time
 * that the agenda comes to the campaign.
 *
 * @see <a href="file:deploy/decisions/008-campaign-control.md">decision 008</a>
 */
final class Campaigns {
    /** Longer than a request is valid, and than its topic is kept: nothing of the campaign can be on its way any more. */
    static final Duration KEPT = Duration.ofDays(30);

    /** That it is paused or cancelled is kept for longer: a request that comes after a year of none would be released. */
    static final Duration ORDER_KEPT = Duration.ofDays(400);

    /** The partition that decides cannot see how long the others hold requests: as far ahead as a send may be. */
    static final Duration DECISION_KEPT = Duration.ofDays(3660);

    /** Requests taken out at a time: a few milliseconds. */
    private static final int STEP = 200;

    /** How finely due times are noted, so that a campaign's requests rarely change what is stored of it. */
    private static final long GRAIN = Duration.ofDays(1).toMillis();

    private final Agenda agenda;
    private final CampaignStore store;
    private final Consumer<Output> output;

    Campaigns(Agenda agenda, CampaignStore store, Consumer<Output> output) {
        this.agenda = agenda;
        this.store = store;
        this.output = output;
    }

    /** How the task's campaign stands; one without a campaign runs. */
    CampaignState of(SendTask task) {
        return CampaignKey.of(task).flatMap(store::get).orElse(CampaignState.UNKNOWN);
    }

    /** A request of it waits until then: what is ordered before must still be known. */
    void waits(SendTask task, Instant due) {
        need(task, due.toEpochMilli());
    }

    /** A request of it has come: while they do, it is not forgotten that it is cancelled. */
    void used(SendTask task) {
        need(task, agenda.time());
    }

    private void need(SendTask task, long time) {
        CampaignKey.of(task).ifPresent(campaign -> {
            long coarse = (Math.floorDiv(time, GRAIN) + 1) * GRAIN;
            CampaignState state = store.get(campaign).orElse(CampaignState.UNKNOWN);
            // What cannot be read stays as it is, and so is not forgotten either.
            if (coarse > state.needed() && state.standing() != Standing.UNREADABLE) {
                CampaignState needed = state.neededAt(coarse);
                store.put(campaign, state.timer() == 0 ? armed(campaign, needed, forgetAt(needed)) : needed);
            }
        });
    }

    /** Notes a request that its campaign holds back when it is due. Returns the order that paused it. */
    long park(SendTask task) {
        CampaignState state = of(task);
        CampaignKey.of(task).ifPresent(campaign -> store.park(campaign, parkedKey(task, state.order())));
        waits(task, task.dueAt());
        return state.order();
    }

    void unpark(SendTask task, long order) {
        CampaignKey.of(task).ifPresent(campaign -> store.unpark(campaign, parkedKey(task, order)));
    }

    private static ParkedKey parkedKey(SendTask task, long order) {
        return new ParkedKey(order, task.dueAt().toEpochMilli(), task.requestId());
    }

    /** Decides what is asked of a campaign, and answers in any case. */
    void control(CampaignControl control, String position) {
        List<String> problems = RequestRules.problems(control);
        if (!problems.isEmpty()) {
            String why = String.join("; ", problems);
            output.accept(new Output.Result(CampaignResults.malformed(control, why, position, now())));
            return;
        }
        CampaignKey campaign = new CampaignKey(control.tenant(), control.campaignId());
        CampaignState state = store.get(campaign).orElse(CampaignState.UNKNOWN);
        switch (Ruling.of(state.standing(), control.action())) {
            case Ruling.Refused(String why) -> refuse(control, why, position);
            case Ruling.Repeated(String why) -> {
                order(campaign, state, control.action());
                refuse(control, why, position);
            }
            case Ruling.Done(var answer) -> {
                order(campaign, state, control.action());
                output.accept(new Output.Result(CampaignResults.done(control, answer, position, now())));
            }
        }
    }

    private void order(CampaignKey campaign, CampaignState state, CampaignAction action) {
        // Larger than the last one's also where the clock was set back in between.
        long sequence = Math.max(state.order() + 1, agenda.time());
        take(campaign, state.deciding(), action, sequence);
        output.accept(new Output.Order(new CampaignOrder(campaign.campaignId(), campaign.tenant(), action, sequence)));
    }

    private void refuse(CampaignControl control, String why, String position) {
        output.accept(new Output.Result(CampaignResults.refused(control, why, position, now())));
    }

    /**
     * Follows an order, unless it is the partition's own, a repeat, or older than what is known. Where nothing is known any more
     * it is right all the same: who ordered it knew how the campaign stood. A cancellation is final, and so is never too old: where the
     * deciding partition could not read what it had ordered before, its numbers may begin lower.
     */
    void follow(CampaignOrder order) {
        CampaignKey campaign = new CampaignKey(order.tenant(), order.campaignId());
        CampaignState state = store.get(campaign).orElse(CampaignState.UNKNOWN);
        boolean counts = order.sequence() > state.order() || order.action() == CampaignAction.CANCEL;
        if (counts && state.standing() != Standing.CANCELLED) {
            take(campaign, state, order.action(), Math.max(order.sequence(), state.order()));
        }
    }

    private void take(CampaignKey campaign, CampaignState state, CampaignAction action, long sequence) {
        Standing standing = switch (action) {
            case PAUSE -> Standing.PAUSED;
            case RESUME -> Standing.RUNNING;
            case CANCEL -> Standing.CANCELLED;
            case UNRECOGNIZED -> state.standing();
        };
        CampaignState ordered = state.ordered(standing, sequence).neededAt(agenda.time());
        store.put(campaign, armed(campaign, ordered, agenda.time() + 1));
    }

    /**
     * The agenda has come to a campaign: takes some of its parked requests out, or forgets it, or looks again later. Returns how
     * many requests it came to.
     */
    int whenDue(DueKey timer, Consumer<ParkedKey> takeOut) {
        CampaignKey campaign = CampaignKey.of(timer.id());
        return store.get(campaign)
                .filter(state -> state.timer() == timer.due())
                .map(state -> whenDue(campaign, state, takeOut))
                .orElse(0);
    }

    private int whenDue(CampaignKey campaign, CampaignState state, Consumer<ParkedKey> takeOut) {
        List<ParkedKey> parked =
                state.standing() == Standing.PAUSED ? List.of() : store.parked(campaign, state.drained(), STEP);
        if (!parked.isEmpty()) {
            drain(campaign, parked, takeOut);
        } else if (agenda.time() < forgetAt(state)) {
            store.put(campaign, armed(campaign, state, forgetAt(state)));
        } else {
            return forget(campaign, state);
        }
        return parked.size();
    }

    private void drain(CampaignKey campaign, List<ParkedKey> parked, Consumer<ParkedKey> takeOut) {
        parked.forEach(one -> {
            store.unpark(campaign, one);
            takeOut.accept(one);
        });
        // Read again: what was taken out may have to wait for its window, and says so.
        CampaignState state = store.get(campaign).orElse(CampaignState.UNKNOWN);
        store.put(campaign, armed(campaign, state.drainedTo(parked.getLast()), agenda.time() + 1));
    }

    /** What is still noted as parked then has no request any more: one whose bytes could not be read. */
    private int forget(CampaignKey campaign, CampaignState state) {
        List<ParkedKey> leftOver = store.parked(campaign, state.drained(), STEP);
        leftOver.forEach(one -> store.unpark(campaign, one));
        if (leftOver.isEmpty()) {
            store.remove(campaign);
        } else {
            store.put(campaign, armed(campaign, state.drainedTo(leftOver.getLast()), agenda.time() + 1));
        }
        return leftOver.size();
    }

    private CampaignState armed(CampaignKey campaign, CampaignState state, long at) {
        long later = Math.max(at, agenda.time() + 1);
        agenda.put(timer(campaign, later), new HoldState.Noted(), new Held.Campaign());
        return state.lookAt(later);
    }

    private static long forgetAt(CampaignState state) {
        if (state.standing() == Standing.RUNNING) {
            return state.needed() + KEPT.toMillis();
        }
        long needed = state.needed() + ORDER_KEPT.toMillis();
        return state.seat() == Seat.DECIDES
                ? Math.max(needed, state.order() + DECISION_KEPT.plus(KEPT).toMillis())
                : needed;
    }

    private static DueKey timer(CampaignKey campaign, long at) {
        return new DueKey(at, Kind.CAMPAIGN, campaign.toText());
    }

    private Instant now() {
        return Instant.ofEpochMilli(agenda.time());
    }
}
