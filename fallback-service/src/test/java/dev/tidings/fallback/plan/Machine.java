package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The smallest shell around the plan: states in a map, decisions in a list. Can be told to forget, as a broken shell would. */
class Machine {
    final Map<String, FallbackState.Kept> states = new HashMap<>();
    final List<Decision> decisions = new ArrayList<>();

    void accept(Event event, Instant now) {
        if (event instanceof FallbackWatch watch) {
            apply(watch.requestId(), state(watch.requestId()).onWatch(watch, now));
        } else if (event instanceof DeliveryResult result && Reading.of(result) instanceof Reading.Relevant relevant) {
            apply(result.requestId(), state(result.requestId()).onReport(relevant.report(), now));
        }
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

    void store(String requestId, FallbackState.Kept next) {
        states.put(requestId, next);
    }

    private FallbackState state(String requestId) {
        FallbackState.Kept kept = states.get(requestId);
        return kept == null ? new FallbackState.Unseen() : kept;
    }

    private void apply(String requestId, Advance advance) {
        switch (advance) {
            case Advance.Unchanged _ -> {}
            case Advance.Moved(FallbackState.Kept next) -> store(requestId, next);
            case Advance.Concluded(FallbackState.Kept next, Decision decision) -> {
                store(requestId, next);
                decisions.add(decision);
            }
        }
    }
}
