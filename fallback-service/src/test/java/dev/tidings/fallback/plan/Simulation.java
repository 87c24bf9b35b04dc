package dev.tidings.fallback.plan;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One partition of a small world, all of it from one seed: requests whose watches, results and deadlines stand in three topics
 * with repeats; hold, whose clock is not the reader's, and which answers what was asked of it in a committed transaction; a
 * provider that sends what goes out; and a reader that takes from any topic, commits now and then, crashes, is set back to an
 * earlier offset, and forgets. A crash loses what was not committed: states, offsets and decisions alike.
 */
final class Simulation {
    /** A way to break the shell, which the checker has to notice. */
    enum Sabotage {
        NONE(""),
        /** Decided requests are not remembered, nor that a step went out. */
        FORGETS_DECISIONS(" messages of step 2"),
        /** The state is gone after a crash, and the offsets are not. */
        LOSES_STATE_IN_A_CRASH(" has 0 decisions"),
        /** What was decided leaves although its transaction is lost. */
        SENDS_BEFORE_IT_COMMITS(" messages of step 2"),
        /** A result that comes before its watch is not remembered. */
        FORGETS_EARLY_RESULTS(" was never decided"),
        /** Receipts are read and not looked at: an SMS follows a message that was delivered in time. */
        OVERLOOKS_RECEIPTS(" fired although the policy did not"),
        /** What hold is asked for never reaches it: requests wait until their watch lapses. */
        LOSES_DEADLINES(" was never decided"),
        /** Watches are judged that may have been decided and forgotten. */
        JUDGES_OLD_WATCHES(" has 2 decisions");

        private final String sign;

        Sabotage(String sign) {
            this.sign = sign;
        }

        /** Whether it shows in a broken invariant as it has to. */
        boolean shows(String violation) {
            return violation.contains(sign);
        }
    }

    private static final int REQUESTS = 12;
    private static final int WATCHES = 0;
    private static final int RESULTS = 1;
    private static final int DEADLINES = 2;
    private static final Set<Status> ANY_DECISION = Set.of(Status.FALLBACK_TRIGGERED, Status.FALLBACK_NOT_NEEDED);

    private final Random random;
    private final Sabotage sabotage;
    private final List<List<Event>> topics = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<DeadlineHold> held = new ArrayList<>();
    private final Map<String, Set<Status>> right = new HashMap<>();
    private final Set<String> ruled = new HashSet<>();
    private final List<Decision> visible = new ArrayList<>();
    private final Duration holdsClock;
    private Instant now = Samples.START;

    private Machine machine;
    private int[] offsets = {0, 0, 0};
    private Map<String, FallbackState.Kept> committedStates = Map.of();
    private int[] committedOffsets = {0, 0, 0};
    private Witness committedWitness = new Witness();

    Simulation(long seed, Sabotage sabotage) {
        this.random = new Random(seed);
        this.sabotage = sabotage;
        // Behind by up to a minute, or ahead by as much.
        this.holdsClock = Duration.ofSeconds(random.nextInt(121) - 60L);
        this.machine = machine();
        write();
    }

    /** Runs to the end and gives the broken invariants. */
    List<String> run() {
        List<String> violations = new ArrayList<>();
        int disturbances = 0;
        while (left() || !held.isEmpty() || !machine.deadlines.isEmpty() || !machine.decisions.isEmpty()) {
            read();
            now = now.plus(Duration.ofSeconds(random.nextInt(60)));
            answer();
            int chance = random.nextInt(20);
            if (chance < 8) {
                commit();
            } else if (chance < 11 && disturbances++ < 30) {
                violations.addAll(unruled(machine.witness.violations()));
                crash();
            } else if (chance == 11 && disturbances++ < 30) {
                setBack();
            } else if (chance < 14) {
                machine.purge(now);
            }
        }
        violations.addAll(unruled(machine.witness.violations()));
        forgetAndReadAgain();
        forgetAll();
        violations.addAll(Checker.violations(visible, right));
        visible.stream()
                .filter(decision -> decision.cause() == Cause.NO_REPORT || decision.cause() == Cause.NO_RESULT)
                .forEach(decision -> violations.add(decision.result().requestId() + " was never decided"));
        return violations;
    }

    /** Where rules for reasons are at work, the scenario knows what is right, and the witness does not. */
    private List<String> unruled(List<String> violations) {
        return violations.stream()
                .filter(violation -> ruled.stream().noneMatch(id -> violation.startsWith(id + " ")))
                .toList();
    }

    private void write() {
        List<Scenario> scenarios = Scenario.all();
        for (int i = 0; i < REQUESTS; i++) {
            String id = "r" + i;
            if (random.nextBoolean()) {
                Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
                right.put(id, scenario.right());
                ruled.add(id);
                write(id, scenario.policy(), scenario.statuses());
            } else {
                right.put(id, ANY_DECISION);
                write(id, waiting(), history());
            }
        }
    }

    private void write(String id, Policy policy, List<Status> statuses) {
        repeat(WATCHES, Samples.watch(id, policy));
        statuses.forEach(status -> repeat(RESULTS, Scenario.result(id, status)));
        if (random.nextInt(4) == 0) {
            repeat(WATCHES, new CancelFallback(id, Samples.START));
            right.computeIfPresent(id, (_, decisions) -> either(decisions));
        }
    }

    /** What is cancelled before it is decided needs nothing. */
    private static Set<Status> either(Set<Status> decisions) {
        return decisions.contains(Status.FALLBACK_NOT_NEEDED) ? decisions : ANY_DECISION;
    }

    private Policy waiting() {
        Set<FallbackTrigger> some = new HashSet<>();
        some.add(random.nextBoolean() ? FallbackTrigger.UNDELIVERED : FallbackTrigger.UNREAD);
        for (FallbackTrigger trigger : FallbackTrigger.values()) {
            if (trigger != FallbackTrigger.UNRECOGNIZED && random.nextInt(3) == 0) {
                some.add(trigger);
            }
        }
        Policy policy =
                Samples.policy(some, Map.of(), Samples.SMS_STEP).after(Duration.ofSeconds(10L + random.nextInt(600)));
        return random.nextInt(3) > 0
                ? policy
                : policy.steps(
                        Samples.viber(
                                Duration.ofSeconds(10L + random.nextInt(600)),
                                FallbackTrigger.SEND_FAILED,
                                FallbackTrigger.UNDELIVERED),
                        Samples.SMS_STEP);
    }

    private List<Status> history() {
        List<List<Status>> all = List.of(
                List.of(Status.SENT),
                List.of(Status.SENT, Status.DELIVERED),
                List.of(Status.SENT, Status.DELIVERED, Status.READ),
                List.of(Status.SENT, Status.READ),
                List.of(Status.SENT, Status.UNDELIVERED),
                List.of(Status.SENT, Status.UNDELIVERED, Status.DELIVERED),
                List.of(Status.UNKNOWN),
                List.of(Status.UNKNOWN, Status.DELIVERED),
                List.of(Status.UNKNOWN, Status.UNDELIVERED),
                List.of(Status.FAILED),
                List.of(Status.EXPIRED));
        return all.get(random.nextInt(all.size()));
    }

    private void repeat(int topic, Event event) {
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
            List<Event> events = topics.get(topic);
            // Never before what has been read: offsets only grow.
            int from = offsets[topic];
            events.add(from + random.nextInt(events.size() - from + 1), event);
        }
    }

    private boolean left() {
        return IntStream.range(0, offsets.length)
                .anyMatch(topic -> offsets[topic] < topics.get(topic).size());
    }

    private void read() {
        int topic = random.nextInt(offsets.length);
        if (offsets[topic] < topics.get(topic).size()) {
            Event event = topics.get(topic).get(offsets[topic]++);
            if (!isOld(event)) {
                machine.accept(event, now);
            }
        }
    }

    /** As the shell tells it. */
    private boolean isOld(Event event) {
        return sabotage != Sabotage.JUDGES_OLD_WATCHES
                && event instanceof FallbackWatch
                && Samples.START.isBefore(now.minus(FallbackState.OLDEST_WATCH));
    }

    /** Hold answers what is due by its own clock. */
    private void answer() {
        Instant holdsNow = now.plus(holdsClock);
        List<DeadlineHold> due =
                held.stream().filter(hold -> !hold.dueAt().isAfter(holdsNow)).toList();
        held.removeAll(due);
        due.forEach(hold -> repeat(DEADLINES, new DeliveryDeadline(hold.requestId(), hold.step(), hold.dueAt())));
    }

    private void commit() {
        visible.addAll(machine.decisions);
        List<SendTask> released = machine.decisions.stream()
                .filter(Decision.Triggered.class::isInstance)
                .map(decision -> ((Decision.Triggered) decision).task())
                .toList();
        machine.decisions.clear();
        if (sabotage != Sabotage.LOSES_DEADLINES) {
            held.addAll(machine.deadlines);
        }
        machine.deadlines.clear();
        committedStates = Map.copyOf(machine.states);
        committedOffsets = offsets.clone();
        committedWitness = machine.witness.copy();
        released.forEach(this::send);
    }

    /** A provider does something with what went out. */
    private void send(SendTask task) {
        List<Status> chances = List.of(Status.SENT, Status.FAILED, Status.UNKNOWN, Status.EXPIRED);
        Status end = chances.get(random.nextInt(chances.size()));
        repeat(RESULTS, result(task, end));
        if (end == Status.SENT && random.nextBoolean()) {
            repeat(RESULTS, result(task, random.nextBoolean() ? Status.DELIVERED : Status.UNDELIVERED));
        }
    }

    private DeliveryResult result(SendTask task, Status status) {
        return Samples.due(
                Samples.result(
                        task.requestId(), task.step(), status, status == Status.FAILED ? Reason.PROVIDER_ERROR : null),
                task.dueAt(),
                now);
    }

    private void crash() {
        if (sabotage == Sabotage.SENDS_BEFORE_IT_COMMITS) {
            visible.addAll(machine.decisions);
        }
        machine = machine();
        machine.witness.restore(committedWitness);
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

    /** What was decided is forgotten, and then an operator makes all of the topics be read again. */
    private void forgetAndReadAgain() {
        commit();
        now = now.plus(FallbackState.RETENTION).plus(FallbackState.RETENTION);
        machine.purge(now);
        Arrays.fill(offsets, 0);
        while (left()) {
            read();
        }
    }

    /** Nothing is kept for ever. */
    private void forgetAll() {
        commit();
        machine.purge(now.plus(Duration.ofDays(400)));
        commit();
        if (!machine.states.isEmpty()) {
            throw new AssertionError("kept for ever: " + machine.states);
        }
    }

    private Machine machine() {
        return new Machine() {
            @Override
            boolean looksAt(Report report) {
                return sabotage != Sabotage.OVERLOOKS_RECEIPTS || !report.arrived();
            }

            @Override
            void store(String requestId, FallbackState.Kept next) {
                switch (next) {
                    case FallbackState.Decided _
                    when sabotage == Sabotage.FORGETS_DECISIONS -> states.remove(requestId);
                    case FallbackState.Watching watching
                    when sabotage == Sabotage.FORGETS_DECISIONS ->
                        super.store(
                                requestId,
                                new FallbackState.Watching(
                                        watching.watch(), watching.legs().subList(0, 1), watching.keepUntil()));
                    case FallbackState.Reported _, FallbackState.ReportedAgain _
                    when sabotage == Sabotage.FORGETS_EARLY_RESULTS -> states.remove(requestId);
                    case FallbackState.Decided _,
                            FallbackState.Watching _,
                            FallbackState.Reported _,
                            FallbackState.ReportedAgain _,
                            FallbackState.Lost _ -> super.store(requestId, next);
                }
            }
        };
    }
}
