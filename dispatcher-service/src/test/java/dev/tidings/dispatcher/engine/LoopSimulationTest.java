package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.dispatch.TaskId;
import dev.tidings.dispatcher.dispatch.Tasks;
import dev.tidings.runtime.CounterFamily;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Two dispatchers in virtual time, with kills, stops, standstills, rebalances, a Kafka that is slow and fails, and a provider that does
 * whatever providers do. Afterwards the provider's journal, the results and the commits are compared (I1, I3 to I7, I9, I10).
 */
class LoopSimulationTest {
    private static final int LIVES = 120;
    private static final int UNDISTURBED = 20;
    private static final int SABOTAGED = 60;
    private static final int BESIDE_A_DEAD_ACCOUNT = 24;
    private static final int TASKS = 60;
    private static final Duration TURN = Duration.ofMillis(60);

    /** After so long the group takes a silent member for dead. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    /**
     * How long the others' tasks may take from their lane to their call while an account is dead. For its calls, which last for ten
     * seconds, they don't wait at all, but for two writes, which take two seconds each at worst: of their own start, and of
     * what another one that has the place or the recipient writes. A second is left for being read and for calls that are answered.
     */
    private static final Duration CALLED_WITHIN = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** What comes of a judgement, a retry or a receipt after the last end has come by then: an attempt is judged within 17 s. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);

    @BeforeAll
    static void quiet() {
        level(LogLevel.OFF);
    }

    @AfterAll
    static void loud() {
        level(null);
    }

    private static void level(@Nullable LogLevel level) {
        LoggingSystem.get(LoopSimulationTest.class.getClassLoader()).setLogLevel("dev.tidings.dispatcher", level);
    }

    /** Nobody dies and nobody gives anything back: what was read has ended, or hold has it (I12). */
    @Test
    void theBooksAreBalancedInTheEnd() {
        for (long seed = 0; seed < UNDISTURBED; seed++) {
            named(seed, life -> {
                life.liveUndisturbed();
                life.assertBooksAreBalanced();
            });
        }
    }

    @Test
    void everyTaskEndsAndNothingIsSentTwiceWithoutSayingSo() {
        Map<TakenOver, Double> takenOver = new EnumMap<>(TakenOver.class);
        for (long seed = 0; seed < LIVES; seed++) {
            named(seed, life -> {
                life.live();
                for (TakenOver as : TakenOver.values()) {
                    takenOver.merge(as, life.takenOver(as), Double::sum);
                }
            });
        }
        assertThat(takenOver.values()).as("what was taken over: %s", takenOver).allMatch(count -> count > LIVES / 4.0);
    }

    /** For a while an account takes nothing: the others' tasks are called as in the same lives without it (I10). */
    @Test
    void aDeadAccountHoldsUpNobodyElse() {
        List<Duration> beside = new ArrayList<>();
        List<Duration> before = new ArrayList<>();
        int[] full = new int[1];
        for (long seed = 0; seed < BESIDE_A_DEAD_ACCOUNT; seed++) {
            named(seed, life -> {
                life.liveBesideADeadAccount();
                beside.addAll(life.waitsOfOthers());
                full[0] += life.wasWatchedFull() ? 1 : 0;
            });
            named(seed, life -> {
                life.liveBesideALivingAccount();
                before.addAll(life.waitsOfOthers());
            });
        }
        assertThat(full[0])
                .as("lives in which as many calls of it hung as may")
                .isGreaterThan(BESIDE_A_DEAD_ACCOUNT / 3);
        // The two differ by what chance does to writes.
        assertThat(millis(beside))
                .as("I10: wait on average, of seeds below %d", BESIDE_A_DEAD_ACCOUNT)
                .isLessThan(1.5 * millis(before));
    }

    private static double millis(List<Duration> waits) {
        return waits.stream().mapToLong(Duration::toMillis).average().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noticesABrokenShell(Sabotage sabotage) {
        assertNoticed(sabotage, Life::live, sabotage.invariant);
    }

    @Test
    void noticesThatOthersWaitForADeadAccountThatNothingBounds() {
        assertNoticed(Sabotage.ACCOUNTS_TAKE_ANY_NUMBER, Life::liveBesideADeadAccount, "I10: called in time");
    }

    private static void assertNoticed(Sabotage sabotage, Consumer<Life> way, String invariant) {
        assertThat(LongStream.range(0, SABOTAGED).anyMatch(seed -> isNoticed(seed, sabotage, way, invariant)))
                .as("some seed below %d shows it: %s", SABOTAGED, invariant)
                .isTrue();
    }

    private static boolean isNoticed(long seed, Sabotage sabotage, Consumer<Life> way, String invariant) {
        try {
            way.accept(new Life(seed, sabotage));
            return false;
        } catch (AssertionError e) {
            Throwable first = e.getCause() == null ? e : e.getCause();
            return String.valueOf(first.getMessage()).contains(invariant);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /** Whatever is found in a life, its seed is told. */
    private static void named(long seed, Consumer<Life> way) {
        try {
            way.accept(new Life(seed, Sabotage.NONE));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static final class Life {
        private final SplittableRandom random;
        private final SimulatedThreads threads = new SimulatedThreads(NOW);
        private final SimulatedKafka kafka;
        private final SimulatedProvider provider;
        private final List<Set<TopicPartition>> owned = List.of(new HashSet<>(), new HashSet<>());
        private final List<SimulatedDispatcher> dispatchers = new ArrayList<>();
        private final List<SimulatedDispatcher> all = new ArrayList<>();
        private final Sabotage sabotage;
        /** By request: faults that came upon a call of it. */
        private final Map<String, Integer> doubts = new HashMap<>();

        private final Map<String, SendTask> asked = new HashMap<>();
        /** By request: when it came into its lane. */
        private final Map<String, Instant> cameAt = new HashMap<>();

        /** The account that most tasks are for, where others are looked at beside it. */
        private String watched = "";

        private final Set<TaskId> released = new HashSet<>();

        Life(long seed, Sabotage sabotage) {
            this.sabotage = sabotage;
            random = new SplittableRandom(seed);
            kafka = new SimulatedKafka(random, threads.clock);
            provider = new SimulatedProvider(threads, random, kafka::report);
        }

        void live() {
            ask();
            begin();
            for (int i = random.nextInt(6); i > 0; i--) {
                threads.at(Duration.ofMillis(random.nextInt(30_000)), SimulatedProcess.NONE, this::fault);
            }
            if (random.nextInt(3) == 0) {
                dies(random.nextBoolean() ? SimulatedProvider.FREE : SimulatedProvider.LIMITED);
            }
            toTheEnd();
            check();
        }

        void liveUndisturbed() {
            ask();
            begin();
            toTheEnd();
            check();
        }

        /** Nothing else goes wrong, but that Kafka is slow at times. */
        void liveBesideADeadAccount() {
            askBesideWatched();
            dies(watched);
            liveBesideWatched();
        }

        /** The same tasks. */
        void liveBesideALivingAccount() {
            askBesideWatched();
            liveBesideWatched();
        }

        private void liveBesideWatched() {
            provider.isWell = true;
            begin();
            toTheEnd();
            assertThat(waitsOfOthers())
                    .as("I10: called in time beside %s", watched)
                    .allMatch(wait -> wait.compareTo(CALLED_WITHIN) <= 0);
            check();
        }

        private void dies(String account) {
            SimulatedProvider.Agony how =
                    random.nextInt(3) == 0 ? SimulatedProvider.Agony.REFUSED : SimulatedProvider.Agony.HANGING;
            Instant from = NOW.plusMillis(random.nextInt(3_000));
            provider.dies(account, how, from, Duration.ofSeconds(random.nextInt(10, 25)));
        }

        private void ask() {
            for (int i = 0; i < TASKS; i++) {
                Tasks one = task("r" + i)
                        .to("key" + random.nextInt(12))
                        .over(random.nextInt(3) == 0 ? SimulatedProvider.FREE : SimulatedProvider.LIMITED)
                        .validFor(Duration.ofSeconds(random.nextInt(20, 400)));
                SendTask made = (random.nextInt(3) == 0 ? one.resending() : one).make();
                ask(made, Duration.ofMillis(random.nextInt(3) * 4_000L + random.nextInt(200)));
            }
        }

        private void ask(SendTask task, Duration when) {
            asked.put(task.requestId(), task);
            threads.at(when, SimulatedProcess.NONE, () -> {
                cameAt.put(task.requestId(), threads.clock.instant());
                kafka.add(task);
            });
        }

        /** Most tasks are one account's, and come in heaps; the others' come at any time, for accounts that no rate holds back. */
        private void askBesideWatched() {
            watched = SimulatedProvider.ACCOUNTS.get(random.nextInt(SimulatedProvider.ACCOUNTS.size()));
            List<String> others = SimulatedProvider.ACCOUNTS.stream()
                    .filter(account -> !account.equals(watched) && !account.equals(SimulatedProvider.LIMITED))
                    .toList();
            for (int i = 0; i < TASKS; i++) {
                boolean isHeap = random.nextInt(3) > 0;
                String account = isHeap ? watched : others.get(random.nextInt(others.size()));
                int when = isHeap ? random.nextInt(3) * 4_000 + random.nextInt(200) : random.nextInt(16_000);
                // Each has recipients of its own: the second message to one waits for the call of the first.
                ask(
                        task("r" + i)
                                .to(account + random.nextInt(30))
                                .over(account)
                                .validFor(Duration.ofSeconds(random.nextInt(30, 60)))
                                .make(),
                        Duration.ofMillis(when));
            }
        }

        /** From the lane to the call; one that was not called has waited until the end. */
        List<Duration> waitsOfOthers() {
            Instant end = threads.clock.instant();
            Map<String, Instant> called = new HashMap<>();
            provider.calls.forEach(call -> called.putIfAbsent(call.task().requestId(), call.at()));
            return asked.values().stream()
                    .filter(task -> !task.channel().equals(watched))
                    .map(SendTask::requestId)
                    .map(id -> Duration.between(Objects.requireNonNull(cameAt.get(id)), called.getOrDefault(id, end)))
                    .toList();
        }

        boolean wasWatchedFull() {
            return provider.mostAtOnce.entrySet().stream()
                    .anyMatch(each -> each.getKey().channel().equals(watched)
                            && each.getValue() == SimulatedProvider.atOnce(watched));
        }

        double takenOver(TakenOver as) {
            return all.stream()
                    .mapToDouble(one -> one.meters
                            .get("tidings.tasks.taken.over")
                            .tag("as", CounterFamily.lower(as))
                            .counter()
                            .count())
                    .sum();
        }

        private void begin() {
            for (int i = 0; i < 2; i++) {
                start(i);
                owned.get(i).add(SimulatedKafka.partition(i));
            }
        }

        private void toTheEnd() {
            while (!isOver() && threads.step()) {
                assertThat(Duration.between(NOW, threads.clock.instant())).isLessThan(LONGEST);
            }
            Instant end = threads.clock.instant().plus(AFTERWARDS);
            while (threads.clock.instant().isBefore(end)) {
                threads.step();
            }
        }

        void assertBooksAreBalanced() {
            int inLanes = kafka.log(SimulatedKafka.partition(0)).size()
                    + kafka.log(SimulatedKafka.partition(1)).size();
            double ended = counted("tidings.results");
            double again = counted("tidings.retries");
            assertThat(again).isPositive();
            assertThat(inLanes - ended - again)
                    .as("I12: in the lanes, and neither ended nor to be tried again")
                    .isZero();
            assertThat(dispatchers.stream()
                            .flatMap(one -> one.meters.get("tidings.dispatch.lag").gauges().stream())
                            .mapToDouble(Gauge::value)
                            .sum())
                    .as("I12: lag")
                    .isZero();
        }

        private double counted(String name) {
            return dispatchers.stream()
                    .flatMap(one -> one.meters.get(name).counters().stream())
                    .mapToDouble(Counter::count)
                    .sum();
        }

        private void start(int index) {
            SimulatedDispatcher dispatcher = new SimulatedDispatcher(
                    threads, kafka, provider, random, owned.get(index), sabotage, _ -> release());
            all.add(dispatcher);
            if (index < dispatchers.size()) {
                dispatchers.set(index, dispatcher);
            } else {
                dispatchers.add(dispatcher);
            }
            turns(dispatcher);
        }

        private void turns(SimulatedDispatcher dispatcher) {
            threads.at(
                    TURN,
                    dispatcher.process,
                    () -> threads.start(dispatcher.process, () -> {
                        dispatcher.turn();
                        turns(dispatcher);
                    }));
        }

        /** What hold does with retries. */
        private void release() {
            for (RetryHold hold : kafka.holds.values()) {
                if (released.add(TaskId.of(hold.task()))) {
                    Duration wait = Duration.between(threads.clock.instant(), hold.dueAt());
                    threads.at(
                            wait.isNegative() ? Duration.ZERO : wait,
                            SimulatedProcess.NONE,
                            () -> kafka.release(hold.task()));
                }
            }
        }

        private boolean isOver() {
            return kafka.results.values().stream()
                            .map(DeliveryResult::requestId)
                            .distinct()
                            .count()
                    == asked.size();
        }

        private void fault() {
            int index = random.nextInt(2);
            switch (random.nextInt(5)) {
                case 0 -> kill(index);
                case 1 -> freeze(index, Duration.ofMillis(random.nextInt(500, 20_000)));
                case 2 -> stop(index);
                case 3 -> cutOff(index, Duration.ofMillis(random.nextInt(500, 20_000)));
                default -> rebalance(index);
            }
        }

        private void kill(int index) {
            SimulatedDispatcher killed = dispatchers.get(index);
            if (!killed.process.gone) {
                doubt(killed.process);
                killed.process.gone = true;
                threads.at(SESSION, SimulatedProcess.NONE, () -> takeFrom(index, killed));
                startAgain(index);
            }
        }

        /** In order: what runs ends, and nothing is in doubt. */
        private void stop(int index) {
            SimulatedDispatcher stopped = dispatchers.get(index);
            if (!stopped.process.gone && stopped.isThawed()) {
                stopped.stop(() -> {
                    takeFrom(index, stopped);
                    startAgain(index);
                });
            }
        }

        private void startAgain(int index) {
            threads.at(Duration.ofMillis(random.nextInt(500, 12_000)), SimulatedProcess.NONE, () -> {
                start(index);
                rebalance(1 - index);
            });
        }

        /** Of these calls it may stay unknown what came of them. */
        private void doubt(SimulatedProcess process) {
            provider.calls.stream()
                    .filter(call -> call.process() == process && !kafka.isFinished(call.task()))
                    .forEach(call -> doubts.merge(call.task().requestId(), 1, Integer::sum));
        }

        private void freeze(int index, Duration time) {
            SimulatedDispatcher frozen = dispatchers.get(index);
            if (!frozen.process.gone && frozen.isThawed()) {
                doubt(frozen.process);
                frozen.process.frozenUntil = threads.clock.instant().plus(time);
                if (time.compareTo(SESSION) > 0) {
                    threads.at(SESSION, SimulatedProcess.NONE, () -> takeFrom(index, frozen));
                    threads.at(time.plusSeconds(1), SimulatedProcess.NONE, () -> rebalance(1 - index));
                }
            }
        }

        /** It turns, reads and writes, and the group hears nothing of it. */
        private void cutOff(int index, Duration time) {
            SimulatedDispatcher alone = dispatchers.get(index);
            if (!alone.process.gone && alone.isThawed() && !alone.isCutOff()) {
                alone.process.cutOffUntil = threads.clock.instant().plus(time);
                Duration left = Duration.between(threads.clock.instant(), alone.heartbeat.plus(SESSION));
                if (time.compareTo(left) > 0) {
                    threads.at(left, SimulatedProcess.NONE, () -> takeFrom(index, alone));
                    threads.at(time.plusSeconds(1), SimulatedProcess.NONE, () -> rebalance(1 - index));
                }
            }
        }

        /** The group gives what a silent member had to the other one, unless that is silent too, or it has come back. */
        private void takeFrom(int index, SimulatedDispatcher silent) {
            if (dispatchers.get(index) == silent) {
                silent.isEvicted = true;
                Set<TopicPartition> left = Set.copyOf(owned.get(index));
                owned.get(index).clear();
                owned.get(1 - index).addAll(left);
            }
        }

        /** One of two partitions goes over, once its owner has given it back. */
        private void rebalance(int from) {
            SimulatedDispatcher owner = dispatchers.get(from);
            if (owned.get(from).size() == 2 && !owner.process.gone && owner.isThawed()) {
                TopicPartition partition = SimulatedKafka.partition(random.nextInt(2));
                owned.get(from).remove(partition);
                handOver(partition, owner, 1 - from);
            }
        }

        private void handOver(TopicPartition partition, SimulatedDispatcher owner, int to) {
            threads.at(TURN, SimulatedProcess.NONE, () -> {
                if (owner.hasGivenBack(partition)) {
                    owned.get(to).add(partition);
                } else {
                    handOver(partition, owner, to);
                }
            });
        }

        private void check() {
            Map<String, List<DeliveryResult>> ends = new HashMap<>();
            kafka.results
                    .values()
                    .forEach(result -> ends.computeIfAbsent(result.requestId(), _ -> new ArrayList<>())
                            .add(result));
            asked.forEach((id, task) -> check(task, ends.getOrDefault(id, List.of())));
            checkOrder();
            checkLimit();
            checkAtOnce();
        }

        /** Also of an account that is dead, also while processes come and go. */
        private void checkAtOnce() {
            provider.mostAtOnce.forEach((line, most) -> assertThat(most)
                    .as("I10: calls of %s at once from one process", line.channel())
                    .isLessThanOrEqualTo(SimulatedProvider.atOnce(line.channel())));
        }

        private void check(SendTask task, List<DeliveryResult> ends) {
            String id = task.requestId();
            assertThat(ends).as("I1: %s ends once", id).hasSize(1);
            DeliveryResult end = ends.getFirst();
            long accepted = provider.accepted.stream().filter(id::equals).count();
            switch (end.status()) {
                case SENT -> assertThat(accepted).as("I4: %s was sent", id).isPositive();
                case FAILED, EXPIRED ->
                    assertThat(accepted).as("I4: %s was not sent", id).isZero();
                default -> assertThat(end.status()).isEqualTo(Status.UNKNOWN);
            }
            long unclear = provider.unclear.stream().filter(id::equals).count();
            assertThat(accepted - 1)
                    .as("I3: %s is repeated only where it was unclear, or in flight at a fault", id)
                    .isLessThanOrEqualTo(unclear + doubts.getOrDefault(id, 0));
            if (accepted > 1) {
                assertThat(task.onUncertain())
                        .as("I3: %s, sent %d times, may be", id, accepted)
                        .isEqualTo(OnUncertain.RESEND);
                assertThat(end.possibleDuplicate()).as("I3: %s says so", id).isTrue();
            }
            assertThat(provider.calls)
                    .as("I9: %s", id)
                    .filteredOn(call -> call.task().requestId().equals(id))
                    .allMatch(call -> call.at().isBefore(task.validUntil()))
                    .as("I1: nobody is called for %s after its end", id)
                    .allMatch(call -> !call.at().isAfter(Objects.requireNonNull(kafka.endedAt.get(id))));
        }

        private void checkOrder() {
            for (int i = 0; i < SimulatedKafka.PARTITIONS; i++) {
                Map<String, Long> last = new HashMap<>();
                Map<String, Long> offsets = new HashMap<>();
                kafka.log(SimulatedKafka.partition(i)).forEach((offset, task) -> {
                    if (task.attempt() == 1) {
                        offsets.put(task.requestId(), offset);
                    }
                });
                for (SimulatedProvider.Call call : provider.calls) {
                    Long offset = offsets.get(call.task().requestId());
                    if (call.task().attempt() == 1 && offset != null) {
                        Long before = last.put(call.task().recipientKey(), offset);
                        assertThat(before == null || before < offset)
                                .as(
                                        "I5: %s in its recipient's order, once",
                                        call.task().requestId())
                                .isTrue();
                    }
                }
            }
        }

        /** The two partitions of one lane have two of eight parts of the limit; rates are whole numbers of messages. */
        private void checkLimit() {
            List<Instant> limited = provider.calls.stream()
                    .filter(call -> call.task().channel().equals(SimulatedProvider.LIMITED))
                    .map(SimulatedProvider.Call::at)
                    .sorted()
                    .toList();
            all.forEach(this::checkBegin);
            int most = SimulatedProvider.PER_SECOND * SimulatedKafka.PARTITIONS / 8;
            for (int i = 0; i + most < limited.size(); i++) {
                assertThat(Duration.between(limited.get(i), limited.get(i + most)))
                        .as("I6: %d calls from %s on", most + 1, limited.get(i))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }
        }

        /** Others may just have used what is this one's now: its rate begins with a second in which nothing goes. */
        private void checkBegin(SimulatedDispatcher dispatcher) {
            for (Instant division : dispatcher.divisions) {
                assertThat(provider.calls)
                        .filteredOn(call -> call.process() == dispatcher.process
                                && call.task().channel().equals(SimulatedProvider.LIMITED)
                                && call.at().isAfter(division))
                        .as("I6: the rate begins as if it had been used up at %s", division)
                        .allMatch(call -> !call.at().isBefore(division.plusSeconds(1)));
            }
        }
    }
}
