package dev.tidings.fallback.plan;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The smallest shell around the plan: states in a map, decisions in a list. Can be told to forget, as a broken shell would. */
class Machine {
    static final Allowance ANY = (_, _) -> Optional.empty();

    final Map<String, FallbackState.Kept> states = new HashMap<>();
    final List<Decision> decisions = new ArrayList<>();
    /** What hold was asked for. */
    final List<DeadlineHold> deadlines = new ArrayList<>();

    final Witness witness = new Witness();

    private final Allowance allowance;

    Machine() {
        this(ANY);
    }

    Machine(Allowance allowance) {
        this.allowance = allowance;
    }

    void accept(Event event, Instant now) {
        Circumstances at = new Circumstances(now, allowance);
        switch (event) {
            case FallbackWatch watch -> {
                witness.saw(watch);
                apply(watch.requestId(), state(watch.requestId()).onWatch(watch, at), now);
            }
            case CancelFallback cancel ->
                apply(cancel.requestId(), state(cancel.requestId()).onCancel(cancel, at), now);
            case DeliveryDeadline deadline -> {
                witness.saw(deadline);
                apply(deadline.requestId(), state(deadline.requestId()).onDeadline(deadline, at), now);
            }
            case DeliveryResult result
            when Reading.of(result) instanceof Reading.Relevant(Report report) -> {
                witness.saw(result.requestId(), report);
                if (looksAt(report)) {
                    apply(result.requestId(), state(result.requestId()).onReport(report, at), now);
                }
            }
            default -> {}
        }
    }

    /** Whether a report is given to the state at all. */
    boolean looksAt(Report report) {
        return true;
    }

    /** Forgets what is over at this time, as the purge does. */
    void purge(Instant now) {
        states.values().removeIf(state -> {
            boolean over = !state.keepUntil().isAfter(now);
            if (over) {
                state.lapse(now).ifPresent(decisions::add);
            }
            return over;
        });
    }

    /** Whether a request's chat message is all that has gone out, and nothing is decided about it. */
    boolean waits(String requestId) {
        return states.get(requestId) instanceof FallbackState.Watching watching && watching.step() == Report.CHAT;
    }

    void store(String requestId, FallbackState.Kept next) {
        states.put(requestId, next);
    }

    private FallbackState state(String requestId) {
        FallbackState.Kept kept = states.get(requestId);
        return kept == null ? new FallbackState.Unseen() : kept;
    }

    private void apply(String requestId, Advance advance, Instant now) {
        switch (advance) {
            case Advance.Unchanged _ -> {}
            case Advance.Moved(FallbackState.Kept next) -> store(requestId, next);
            case Advance.Noted(FallbackState.Kept next, Ignored _) -> store(requestId, next);
            case Advance.Timed(FallbackState.Kept next, DeadlineHold deadline) -> {
                store(requestId, next);
                deadlines.add(deadline);
            }
            case Advance.Concluded(FallbackState.Kept next, Decision decision) -> {
                store(requestId, next);
                decisions.add(decision);
                witness.judges(decision, now);
            }
        }
    }
}
