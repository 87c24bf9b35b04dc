package dev.tidings.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a chat message is followed by something else, and by what. Topic tidings.catalog, key policy/ID.
 *
 * @param policyId Its id, 1 to 64 characters.
 * @param version Counted up at every change; a request is judged by the version it was accepted under.
 * @param enabled Whether requests may name it.
 * @param triggers What makes it act; at least one.
 * @param after UNDELIVERED and UNREAD: how long after SENT to wait, 60,000 to 43,200,000 unless configured otherwise; absent: only a report of failure counts, and UNREAD cannot be asked for. A step that waits is valid for no longer.
 * @param maxParts At most so many SMS parts, 1 to 10; absent: 10.
 * @param steps What to do, in order; 1 to 5, and an SMS only as the last.
 * @param reasonRules Exceptions by reason.
 */
public record FallbackPolicy(
        String policyId,
        int version,
        boolean enabled,
        Set<FallbackTrigger> triggers,
        @Nullable Duration after,
        @Nullable Integer maxParts,
        List<FallbackStep> steps,
        Map<Reason, ReasonRule> reasonRules)
        implements Event {
    public FallbackPolicy {
        triggers = Set.copyOf(triggers);
        steps = List.copyOf(steps);
        reasonRules = Map.copyOf(reasonRules);
    }
}
