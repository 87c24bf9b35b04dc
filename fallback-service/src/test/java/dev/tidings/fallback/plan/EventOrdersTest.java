package dev.tidings.fallback.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every order of a request's events, with the watch and one result repeated. */
class EventOrdersTest {
    private static final String ID = "r";
    private static final Duration LATER = Duration.ofDays(2);

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void decidesOnceInWhateverOrderEventsComeAndRepeat(Scenario scenario) {
        Permutations.each(events(scenario), order -> {
            Machine machine = new Machine();
            order.forEach(event -> machine.accept(event, Samples.START));

            assertThat(Checker.violations(machine.decisions, Map.of(ID, scenario.right())))
                    .as("%s", order)
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void decidesAgainForARequestThatUsesTheIdAgainWhateverIsRepeatedOfTheFirst(Scenario scenario) {
        List<Event> first = events(scenario);
        List<Event> second = new ArrayList<>(List.of(
                Samples.later(Samples.watch(ID, scenario.policy()), LATER),
                Samples.later(Samples.watch(ID, scenario.policy()), LATER),
                first.getFirst(),
                Scenario.result(ID, scenario.statuses().getFirst())));
        scenario.statuses().forEach(status -> second.add(Samples.later(Scenario.result(ID, status), LATER)));

        Permutations.each(second, order -> {
            Machine machine = new Machine();
            first.forEach(event -> machine.accept(event, Samples.START));
            machine.accept(Samples.result(ID, 2, Status.SENT, null), Samples.START);
            machine.decisions.clear();
            order.forEach(event -> machine.accept(event, Samples.START.plus(LATER)));

            assertThat(Checker.violations(machine.decisions, Map.of(ID, scenario.right())))
                    .as("%s", order)
                    .isEmpty();
            assertThat(machine.decisions.getFirst().result().dueAt()).isEqualTo(Samples.START.plus(LATER));
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void decidesNothingWithoutAWatch(Scenario scenario) {
        List<Event> results = new ArrayList<>(events(scenario));
        results.removeIf(event -> event instanceof FallbackWatch);

        Permutations.each(results, order -> {
            Machine machine = new Machine();
            order.forEach(event -> machine.accept(event, Samples.START));

            assertThat(machine.decisions).as("%s", order).isEmpty();
        });
    }

    /** Where it is told of before the decision, it is the decision; else it is too late. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void decidesOnceWhereverACancellationComes(Scenario scenario) {
        CancelFallback cancel = new CancelFallback(ID, Samples.START);
        List<Event> events = new ArrayList<>(events(scenario));
        events.set(events.size() - 1, cancel);
        Set<Status> right = new HashSet<>(scenario.right());
        right.add(Status.FALLBACK_NOT_NEEDED);

        Permutations.each(events, order -> {
            Machine machine = new Machine();
            boolean inTime = false;
            for (Event event : order) {
                inTime |= event.equals(cancel) && machine.waits(ID);
                machine.accept(event, Samples.START);
            }

            assertThat(Checker.violations(machine.decisions, Map.of(ID, right)))
                    .as("%s", order)
                    .isEmpty();
            assertThat(machine.decisions.getFirst().cause() == Cause.CANCELLED)
                    .as("%s", order)
                    .isEqualTo(inTime);
        });
    }

    private static List<Event> events(Scenario scenario) {
        List<Event> events = new ArrayList<>();
        events.add(Samples.watch(ID, scenario.policy()));
        events.add(Samples.watch(ID, scenario.policy()));
        for (Status status : scenario.statuses()) {
            events.add(Scenario.result(ID, status));
        }
        events.add(Scenario.result(ID, scenario.statuses().getFirst()));
        events.add(Samples.result(ID, Status.FALLBACK_TRIGGERED));
        return events;
    }
}
