package dev.tidings.fallback.plan;

import dev.tidings.contract.Event;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One partition of a small world, all of it from one seed: requests whose watches and results stand in two topics with
 * repeats, a reader that takes from either, commits now and then, crashes, is set back to an earlier offset, and forgets.
 * A crash loses what was not committed: states, offsets and decisions alike.
 */
final class Simulation {
    /** A way to break the shell, which the checker has to notice. */
    enum Sabotage {
        NONE,
        /** Decided requests are not remembered. */
        FORGETS_DECISIONS,
        /** The state is gone after a crash, and the offsets are not. */
        LOSES_STATE_IN_A_CRASH,
        /** What was decided leaves although its transaction is lost. */
        SENDS_BEFORE_IT_COMMITS,
        /** A result that comes before its watch is not remembered. */
        FORGETS_EARLY_RESULTS
    }

    private static final int REQUESTS = 12;

    private final Random random;
    private final Sabotage sabotage;
    private final List<List<Event>> topics = List.of(new ArrayList<>(), new ArrayList<>());
    private final Map<String, Set<Status>> right = new HashMap<>();
    private final List<Decision> visible = new ArrayList<>();
    private Instant now = Samples.START;

    private Machine machine = machine();
    private int[] offsets = {0, 0};
    private Map<String, FallbackState.Kept> committedStates = Map.of();
    private int[] committedOffsets = {0, 0};

    Simulation(long seed, Sabotage sabotage) {
        this.random = new Random(seed);
        this.sabotage = sabotage;
        write();
    }

    /** Runs to the end and gives the broken invariants. */
    List<String> run() {
        int disturbances = 0;
        while (offsets[0] < topics.get(0).size() || offsets[1] < topics.get(1).size()) {
            read();
            now = now.plus(Duration.ofSeconds(random.nextInt(600)));
            int chance = random.nextInt(20);
            if (chance < 8) {
                commit();
            } else if (chance < 11 && disturbances++ < 30) {
                crash();
            } else if (chance == 11 && disturbances++ < 30) {
                setBack();
            } else if (chance < 14) {
                machine.purge(now);
            }
        }
        commit();
        forgetAll();
        return Checker.violations(visible, right);
    }

    private void write() {
        List<Scenario> scenarios = Scenario.all();
        for (int i = 0; i < REQUESTS; i++) {
            Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
            String id = "r" + i;
            right.put(id, scenario.right());
            repeat(topics.get(0), Samples.watch(id, scenario.policy()));
            scenario.statuses().forEach(status -> repeat(topics.get(1), Samples.result(id, status)));
        }
    }

    private void repeat(List<Event> topic, Event event) {
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
            topic.add(random.nextInt(topic.size() + 1), event);
        }
    }

    private void read() {
        int topic = random.nextInt(2);
        if (offsets[topic] < topics.get(topic).size()) {
            machine.accept(topics.get(topic).get(offsets[topic]++), now);
        }
    }

    private void commit() {
        visible.addAll(machine.decisions);
        machine.decisions.clear();
        committedStates = Map.copyOf(machine.states);
        committedOffsets = offsets.clone();
    }

    private void crash() {
        if (sabotage == Sabotage.SENDS_BEFORE_IT_COMMITS) {
            visible.addAll(machine.decisions);
        }
        machine = machine();
        if (sabotage != Sabotage.LOSES_STATE_IN_A_CRASH) {
            machine.states.putAll(committedStates);
        }
        offsets = committedOffsets.clone();
    }

    /** An operator, or a lost commit, makes a part of the topics be read again. */
    private void setBack() {
        commit();
        for (int topic = 0; topic < offsets.length; topic++) {
            offsets[topic] = random.nextInt(offsets[topic] + 1);
        }
        commit();
    }

    /** Nothing is kept for ever. */
    private void forgetAll() {
        machine.purge(now.plus(Duration.ofDays(400)));
        commit();
        if (!machine.states.isEmpty()) {
            throw new AssertionError("kept for ever: " + machine.states);
        }
    }

    private Machine machine() {
        return new Machine() {
            @Override
            void store(String requestId, FallbackState.Kept next) {
                boolean forgets = switch (next) {
                    case FallbackState.Decided _ -> sabotage == Sabotage.FORGETS_DECISIONS;
                    case FallbackState.Reported _, FallbackState.ReportedAgain _ ->
                        sabotage == Sabotage.FORGETS_EARLY_RESULTS;
                    case FallbackState.Watching _, FallbackState.Lost _ -> false;
                };
                if (forgets) {
                    states.remove(requestId);
                } else {
                    super.store(requestId, next);
                }
            }
        };
    }
}
