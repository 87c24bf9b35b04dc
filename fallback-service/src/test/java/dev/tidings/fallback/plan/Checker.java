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
     * @param allowed by request: the decisions about the chat message that would be right; a request that is not named must
     *     have none
     */
    static List<String> violations(Collection<Decision> decisions, Map<String, Set<Status>> allowed) {
        Map<String, List<Decision>> byRequest = decisions.stream()
                .collect(Collectors.groupingBy(decision -> decision.result().requestId()));
        List<String> violations = new ArrayList<>();
        allowed.forEach((id, right) -> {
            List<Decision> made = byRequest.getOrDefault(id, List.of());
            List<Decision> first =
                    made.stream().filter(Checker::isAboutTheChatMessage).toList();
            steps(id, made, violations);
            if (first.size() != 1) {
                violations.add(id + " has " + first.size() + " decisions");
            }
            first.stream()
                    .filter(decision -> !right.contains(decision.result().status()))
                    .forEach(decision -> violations.add(id + " is decided " + decision.cause()));
        });
        byRequest.keySet().stream()
                .filter(id -> !allowed.containsKey(id))
                .forEach(id -> violations.add(id + " is decided without a watch and a result"));
        decisions.stream().filter(Checker::contradictsItself).forEach(decision -> violations.add("" + decision));
        return violations;
    }

    /** I8: at most one message for each step, and one end at most, which nothing follows. */
    private static void steps(String id, List<Decision> made, List<String> violations) {
        made.stream()
                .filter(Decision.Triggered.class::isInstance)
                .collect(Collectors.groupingBy(
                        decision -> ((Decision.Triggered) decision).task().step(), Collectors.counting()))
                .forEach((step, sent) -> {
                    if (sent > 1) {
                        violations.add(id + " has " + sent + " messages of step " + step);
                    }
                });
        List<Decision> ends = made.stream()
                .filter(decision -> !(decision instanceof Decision.Triggered))
                .toList();
        if (ends.size() > 1) {
            violations.add(id + " ends " + ends.size() + " times");
        }
        if (ends.size() == 1 && !made.getLast().equals(ends.getFirst())) {
            violations.add(id + " goes on after its end");
        }
    }

    private static boolean isAboutTheChatMessage(Decision decision) {
        return switch (decision) {
            case Decision.Triggered triggered -> triggered.result().step() == 1;
            case Decision.NotNeeded _ -> true;
            case Decision.Ended _ -> false;
        };
    }

    private static boolean contradictsItself(Decision decision) {
        return switch (decision) {
            case Decision.Triggered triggered ->
                triggered.result().status() != Status.FALLBACK_TRIGGERED
                        || triggered.task().step() != triggered.result().step() + 1
                        || triggered.task().attempt() != 1
                        || !triggered
                                .task()
                                .requestId()
                                .equals(triggered.result().requestId());
            case Decision.NotNeeded notNeeded -> notNeeded.result().status() != Status.FALLBACK_NOT_NEEDED;
            case Decision.Ended ended ->
                ended.result().status() != Status.FALLBACK_ENDED
                        || ended.result().step() != 0;
        };
    }
}
