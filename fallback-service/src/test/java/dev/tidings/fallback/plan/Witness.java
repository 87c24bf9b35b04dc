package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows what was read, and nothing of how the plan decides: says of each decision whether what was read until then bears it out.
 * For policies without rules for reasons.
 */
final class Witness {
    private static final Set<Finding> PROVES_SENT = EnumSet.of(Finding.SENT, Finding.DELIVERED, Finding.READ);

    private final Map<String, FallbackWatch> watches = new HashMap<>();
    private final Map<String, Set<Finding>> findings = new HashMap<>();
    private final Set<String> deadlines = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    List<String> violations() {
        return violations;
    }

    Witness copy() {
        Witness copy = new Witness();
        copy.restore(this);
        return copy;
    }

    /** Goes back to what another one had read. */
    void restore(Witness other) {
        watches.clear();
        watches.putAll(other.watches);
        findings.clear();
        other.findings.forEach((step, found) -> findings.put(step, EnumSet.copyOf(found)));
        deadlines.clear();
        deadlines.addAll(other.deadlines);
    }

    void saw(FallbackWatch watch) {
        watches.put(watch.requestId(), watch);
    }

    void saw(String requestId, Report report) {
        findings.computeIfAbsent(key(requestId, report.step()), _ -> EnumSet.noneOf(Finding.class))
                .add(report.finding());
    }

    void saw(DeliveryDeadline deadline) {
        deadlines.add(key(deadline.requestId(), deadline.step()));
    }

    void judges(Decision decision, Instant now) {
        DeliveryResult result = decision.result();
        FallbackWatch watch = watches.get(result.requestId());
        if (watch == null) {
            violations.add(result.requestId() + " was decided before its watch, at " + now);
            return;
        }
        if (decision.cause() == Cause.CANCELLED) {
            return;
        }
        switch (result.status()) {
            case FALLBACK_TRIGGERED -> {
                if (!mayFire(watch, result.step())) {
                    violations.add(told(result) + " fired although the policy did not");
                }
            }
            case FALLBACK_NOT_NEEDED -> {
                if (!mayRest(watch)) {
                    violations.add(told(result) + " was not needed although it was");
                }
            }
            default -> {}
        }
    }

    private String told(DeliveryResult result) {
        return result.requestId() + " step " + result.step() + " after " + found(result.requestId(), result.step());
    }

    private boolean mayFire(FallbackWatch watch, int step) {
        Set<FallbackTrigger> triggers =
                step == 1 ? watch.triggers() : watch.steps().get(step - 2).triggers();
        Set<Finding> found = found(watch.requestId(), step);
        boolean arrived = found.contains(Finding.DELIVERED) || found.contains(Finding.READ);
        boolean sent = found.stream().anyMatch(PROVES_SENT::contains);
        boolean failed = found.contains(Finding.FAILED) || found.contains(Finding.EXPIRED);
        boolean late = deadlines.contains(key(watch.requestId(), step));
        boolean undelivered = triggers.contains(FallbackTrigger.UNDELIVERED);
        boolean unread = triggers.contains(FallbackTrigger.UNREAD);
        return (failed && !sent && (undelivered || unread || triggers.contains(FallbackTrigger.SEND_FAILED)))
                || (found.contains(Finding.UNKNOWN) && !sent && triggers.contains(FallbackTrigger.UNCERTAIN))
                || (found.contains(Finding.UNDELIVERED) && !arrived && undelivered)
                || (late && !arrived && undelivered)
                || (late && !found.contains(Finding.READ) && unread);
    }

    private boolean mayRest(FallbackWatch watch) {
        Set<FallbackTrigger> triggers = watch.triggers();
        Set<Finding> found = found(watch.requestId(), 1);
        boolean unread = triggers.contains(FallbackTrigger.UNREAD);
        boolean waits = unread || triggers.contains(FallbackTrigger.UNDELIVERED);
        boolean failed = found.contains(Finding.FAILED) || found.contains(Finding.EXPIRED);
        return found.contains(Finding.READ)
                || (found.contains(Finding.DELIVERED) && !unread)
                || (found.contains(Finding.SENT) && !waits)
                || (found.contains(Finding.UNKNOWN) && !waits && !triggers.contains(FallbackTrigger.UNCERTAIN))
                || (failed && !waits && !triggers.contains(FallbackTrigger.SEND_FAILED));
    }

    private Set<Finding> found(String requestId, int step) {
        return findings.getOrDefault(key(requestId, step), Set.of());
    }

    private static String key(String requestId, int step) {
        return requestId + '/' + step;
    }
}
