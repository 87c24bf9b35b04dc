package dev.tidings.scheduler.hold;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TraceParent;
import dev.tidings.scheduler.intake.Arrival;
import dev.tidings.scheduler.intake.Intake;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold for the requests of one partition: sends ask their campaigns, and a campaign that goes on hands its sends back. Every call names the time by the wall clock, in milliseconds since the epoch.
 * Nothing is released before it is due by that clock, also when it was set back, and each request once. Not safe for use
 * by several threads.
 */
public final class HoldEngine {
    /** Bounds what forgetting takes of one tick; twelve partitions with forty ticks a second keep up with 100,000 a second. */
    private static final int TIDIED_PER_TICK = 256;

    private static final Agenda.Done ALONE = new Agenda.Done.Alone();

    private final Agenda agenda;
    private final HoldStore store;
    private final Budget budget;
    private final Campaigns campaigns;
    private final Sends sends;
    private final Controls controls;
    private final Again again;
    private final Stripping stripping;

    /**
     * Takes up where the stores stand.
     *
     * @param output takes what there is to say, while a call runs
     */
    public HoldEngine(Stores stores, Intake intake, Budget budget, Consumer<Output> output) {
        this.agenda = new Agenda(stores.entries());
        this.store = stores.entries();
        this.budget = budget;
        this.campaigns = new Campaigns(agenda, stores.campaigns(), output);
        this.sends = new Sends(agenda, campaigns, intake, output);
        this.controls = new Controls(agenda, campaigns, sends, output);
        this.again = new Again(agenda, output);
        this.stripping = new Stripping(store);
    }

    /**
     * Takes a request in: held, released at once, rejected, or known already.
     *
     * @param publishedAt when upstream published it, milliseconds since the epoch
     * @param position where it stands in its topic
     * @param span in which this is done; absent: it is not traced
     */
    public void accept(SendRequest request, long clock, long publishedAt, String position, @Nullable TraceParent span) {
        beginWork(clock);
        Instant now = Instant.ofEpochMilli(clock);
        sends.accept(request, new Arrival(now, Instant.ofEpochMilli(publishedAt), position, span));
    }

    /** Cancels a request that waits; answers in any case. */
    public void cancel(CancelSend cancel, long clock, String position) {
        beginWork(clock);
        controls.cancel(cancel, Control.of(cancel, position));
    }

    /** Moves a request that waits; answers in any case. */
    public void reschedule(RescheduleSend reschedule, long clock, String position) {
        beginWork(clock);
        controls.reschedule(reschedule, Control.of(reschedule, position));
    }

    /** Decides what is asked of a campaign, orders every partition to, and answers in any case. */
    public void control(CampaignControl control, long clock, String position) {
        beginWork(clock);
        campaigns.control(control, position);
    }

    /** Follows what was decided of a campaign. */
    public void follow(CampaignOrder order, long clock) {
        beginWork(clock);
        campaigns.follow(order);
    }

    /**
     * Holds a task that is to be tried again.
     *
     * @param retry its lane is known
     */
    public void retry(RetryHold retry, long clock) {
        beginWork(clock);
        again.retry(retry);
    }

    /** Drops the attempt that would follow one which was accepted, as far as it is still held. */
    public void confirmed(AttemptConfirmed confirmed, long clock) {
        beginWork(clock);
        again.confirmed(confirmed);
    }

    /** Holds a deadline. */
    public void deadline(DeadlineHold deadline, long clock) {
        beginWork(clock);
        again.deadline(deadline);
    }

    /** Releases what is due, within the budget. Returns whether more is left for the next tick. */
    public boolean tick(long clock) {
        agenda.setClock(clock);
        if (agenda.nextDue() <= clock) {
            stripping.worked(clock);
        }
        boolean moreIsDue = agenda.runDue(budget, this::whenDue);
        boolean moreToTidy = store.tidy(clock, TIDIED_PER_TICK);
        stripping.goOn(clock);
        return moreIsDue || moreToTidy;
    }

    private void beginWork(long clock) {
        agenda.setClock(clock);
        stripping.worked(clock);
    }

    /** When something is due next, as far as it is known now: milliseconds since the epoch. */
    public long nextDue() {
        return agenda.nextDue();
    }

    /** When the first was due of what was released and not stripped; {@link HoldStore#NEVER}: all is. */
    public long firstWhole() {
        return store.firstWhole();
    }

    /** When a tick has something to do next: something is due, or what was released is stripped. */
    public long nextTick() {
        return Math.min(agenda.nextDue(), stripping.next());
    }

    /** The entry is never left waiting where it was. */
    private Agenda.Done whenDue(HoldStore.Entry entry) {
        DueKey key = entry.key();
        switch (entry.held()) {
            case Held.Send(var held) -> sends.whenDue(entry, held);
            case Held.Retry(var retry) -> again.whenDue(entry, retry);
            case Held.Deadline(var deadline) -> again.whenDue(entry, deadline);
            case Held.Campaign _ -> {
                store.remove(key.entry());
                return new Agenda.Done.WithOthers(campaigns.whenDue(key, sends::takeOut));
            }
            case Held.Unreadable unreadable -> sends.unreadable(key, unreadable);
        }
        return ALONE;
    }
}
