package dev.tidings.fallback.plan;

import dev.tidings.contract.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be true of the decisions, whatever happened before. */
final class Checker {
    private Checker() {}

    /**
     * The broken invariants, in sentences.
     *
     * @param allowed by request: the decisions that would be right; a request that is not named must have none
     */
    static List<String> violations(Collection<Decision> decisions, Map<String, Set<Status>> allowed) {
        Map<String, List<Decision>> byRequest = decisions.stream()
                .collect(Collectors.groupingBy(decision -> decision.result().requestId()));
        List<String> violations = new ArrayList<>();
        allowed.forEach((id, right) -> {
            List<Decision> made = byRequest.getOrDefault(id, List.of());
            long sms =
                    made.stream().filter(Decision.Triggered.class::isInstance).count();
            if (sms > 1) {
                violations.add(id + " has " + sms + " SMS");
            }
            if (made.size() != 1) {
                violations.add(id + " has " + made.size() + " decisions");
            }
            made.stream()
                    .filter(decision -> !right.contains(decision.result().status()))
                    .forEach(decision -> violations.add(id + " is decided " + decision.cause()));
        });
        byRequest.keySet().stream()
                .filter(id -> !allowed.containsKey(id))
                .forEach(id -> violations.add(id + " is decided without a watch and a result"));
        decisions.stream().filter(Checker::contradictsItself).forEach(decision -> violations.add("" + decision));
        return violations;
    }

    private static boolean contradictsItself(Decision decision) {
        return switch (decision) {
            case Decision.Triggered triggered ->
                triggered.result().status() != Status.FALLBACK_TRIGGERED
                        || triggered.sms().step() != 2
                        || triggered.sms().attempt() != 1
                        || !triggered
                                .sms()
                                .requestId()
                                .equals(triggered.result().requestId());
            case Decision.NotNeeded notNeeded -> notNeeded.result().status() != Status.FALLBACK_NOT_NEEDED;
        };
    }
}
