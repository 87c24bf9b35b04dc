package dev.tidings.fallback.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table trigger × what the channel reports × order of events: every set of triggers, every history that a channel with these
 * reports can have, the watch and the deadline anywhere between its events, one of them repeated.
 */
class TimedOrdersTest {
    private static final String ID = "r";
    private static final Duration AFTER = Duration.ofMinutes(2);

    private static final List<Channel> CHANNELS = List.of(
            new Channel(List.of(Status.DELIVERED, Status.READ, Status.UNDELIVERED)),
            new Channel(List.of(Status.DELIVERED, Status.READ)),
            new Channel(List.of(Status.READ)),
            new Channel(List.of()));

    /** What a channel reports of what it sent: each of these is in the table of channels. */
    record Channel(List<Status> reports) {
        /** How what was sent, or may have been, can go on. */
        private Stream<List<Status>> fates() {
            return Stream.of(
                            List.<Status>of(),
                            List.of(Status.DELIVERED),
                            List.of(Status.READ),
                            List.of(Status.DELIVERED, Status.READ),
                            List.of(Status.UNDELIVERED),
                            List.of(Status.UNDELIVERED, Status.DELIVERED))
                    .filter(reports::containsAll);
        }
    }

    /** The watch, a result, the time at which the deadline passes, or a cancellation. */
    private sealed interface Step {
        record Watch() implements Step {}

        record Result(Status status) implements Step {}

        record Deadline() implements Step {}

        record Cancel() implements Step {}
    }

    static Stream<Arguments> table() {
        return triggerSets()
                .flatMap(triggers -> CHANNELS.stream()
                        .flatMap(channel -> histories(channel)
                                .flatMap(history -> Stream.of(true, false)
                                        // Refused at accept: it would never fire.
                                        .filter(timed -> timed || !triggers.contains(FallbackTrigger.UNREAD))
                                        .map(timed -> Arguments.of(triggers, channel, history, timed)))));
    }

    private static Stream<Set<FallbackTrigger>> triggerSets() {
        FallbackTrigger[] all = {
            FallbackTrigger.SEND_FAILED, FallbackTrigger.UNDELIVERED, FallbackTrigger.UNREAD, FallbackTrigger.UNCERTAIN
        };
        return Stream.iterate(1, bits -> bits < 1 << all.length, bits -> bits + 1)
                .map(bits -> {
                    Set<FallbackTrigger> some = EnumSet.noneOf(FallbackTrigger.class);
                    for (int i = 0; i < all.length; i++) {
                        if ((bits & (1 << i)) != 0) {
                            some.add(all[i]);
                        }
                    }
                    return some;
                });
    }

    private static Stream<List<Status>> histories(Channel channel) {
        Stream<List<Status>> left = Stream.of(Status.SENT, Status.UNKNOWN)
                .flatMap(end -> channel.fates().map(fate -> {
                    List<Status> history = new ArrayList<>(List.of(end));
                    history.addAll(fate);
                    return history;
                }));
        return Stream.concat(left, Stream.of(List.of(Status.FAILED), List.of(Status.EXPIRED)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, timed {3}")
    @MethodSource("table")
    void decidesOnceAndOnlyWhatIsBorneOutByThen(
            Set<FallbackTrigger> triggers, Channel channel, List<Status> history, boolean timed) {
        Policy unlimited = Samples.policy(triggers, Map.of(), Samples.SMS_STEP);
        Policy policy = timed ? unlimited.after(AFTER) : unlimited;
        List<Step> steps = new ArrayList<>(List.of(new Step.Watch(), new Step.Deadline()));
        history.forEach(status -> steps.add(new Step.Result(status)));
        steps.add(new Step.Result(history.getLast()));

        Permutations.each(steps, order -> {
            Machine machine = new Machine();
            play(machine, policy, order);
            if (timed) {
                assertThat(machine.decisions)
                        .as("%s, before the watch lapses", order)
                        .isNotEmpty();
            }
            machine.purge(Samples.START.plus(Duration.ofDays(30)));

            assertThat(machine.witness.violations()).as("%s", order).isEmpty();
            assertThat(Checker.violations(
                            machine.decisions,
                            Map.of(ID, Set.of(Status.FALLBACK_TRIGGERED, Status.FALLBACK_NOT_NEEDED))))
                    .as("%s", order)
                    .isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}, {1}: {2}, timed {3}")
    @MethodSource("table")
    void sendsNothingMoreOnceItIsCancelled(
            Set<FallbackTrigger> triggers, Channel channel, List<Status> history, boolean timed) {
        Policy unlimited = Samples.policy(triggers, Map.of(), Samples.SMS_STEP);
        Policy policy = timed ? unlimited.after(AFTER) : unlimited;
        List<Step> steps = new ArrayList<>(List.of(new Step.Watch(), new Step.Deadline(), new Step.Cancel()));
        history.forEach(status -> steps.add(new Step.Result(status)));

        Permutations.each(steps, order -> {
            Machine machine = new Machine();
            play(machine, policy, order);
            machine.purge(Samples.START.plus(Duration.ofDays(30)));

            assertThat(machine.witness.violations()).as("%s", order).isEmpty();
            assertThat(Checker.violations(
                            machine.decisions,
                            Map.of(ID, Set.of(Status.FALLBACK_TRIGGERED, Status.FALLBACK_NOT_NEEDED))))
                    .as("%s", order)
                    .isEmpty();
        });
    }

    /** What waits when it is told of is decided by it, and stays so. */
    private static void cancel(Machine machine) {
        boolean waits = machine.waits(ID);
        machine.accept(new CancelFallback(ID, Samples.START), Samples.START);
        assertThat(machine.decisions)
                .filteredOn(decision -> decision.cause() == Cause.CANCELLED)
                .hasSize(waits ? 1 : 0);
    }

    /** Hold answers what it was asked for once its time has passed, and at once what is asked for later. */
    private static void play(Machine machine, Policy policy, List<Step> order) {
        boolean passed = false;
        for (Step step : order) {
            switch (step) {
                case Step.Watch _ -> machine.accept(Samples.watch(ID, policy), Samples.START);
                case Step.Result(Status status) -> machine.accept(Samples.result(ID, status), Samples.START);
                case Step.Deadline _ -> passed = true;
                case Step.Cancel _ -> cancel(machine);
            }
            if (passed) {
                List<DeadlineHold> asked = List.copyOf(machine.deadlines);
                machine.deadlines.clear();
                asked.forEach(hold -> machine.accept(
                        new DeliveryDeadline(hold.requestId(), hold.step(), hold.dueAt()), hold.dueAt()));
            }
        }
    }
}
