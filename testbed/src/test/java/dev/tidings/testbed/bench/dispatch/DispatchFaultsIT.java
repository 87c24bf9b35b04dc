package dev.tidings.testbed.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.OnUncertain;
import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Call;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two dispatchers as processes, and what happens to them. What they said is held against what the provider saw. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DispatchFaultsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Twice a session: others have its partitions by then. A whole minute takes {@code -Dtidings.test.standstill-s=60}. */
    private static final Duration STANDSTILL = Duration.ofSeconds(Integer.getInteger("tidings.test.standstill-s", 12));

    private static final int REBALANCES = Integer.getInteger("tidings.test.rebalances", 1);
    private static final Duration BETWEEN_REBALANCES = Duration.ofMillis(2500);
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int RATE = 100;
    private static final int MOST = 60_000;
    private static final int RECIPIENTS = 200;
    private static final int HOT = 40;
    private static final int HOT_FROM = MOST - HOT;
    private static final int HANGING = 3;

    /** Calls to the account that hangs which each dispatcher may have under way. */
    private static final int HANGING_AT_ONCE = 48;

    private static final int IN_FLIGHT = 400;

    /** With so many in flight a dispatcher has room for this many of one lane, and reads no more when a poll has no room. */
    private static final int BUFFER = IN_FLIGHT * 16 / Lane.values().length - 256;

    /** As shipped. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static Stage stage;
    private static ServiceProcess first;
    private static RecordPublisher publisher;
    private static HoldsPlayer holds;
    private static LiveLoad load;
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Timeline TIMELINE = Timeline.of(CLOCK);
    private static final Workload WORKLOAD = Workload.uniform(MOST, RECIPIENTS, HANGING);

    @BeforeAll
    static void start() {
        Setting setting = new Setting(
                new Installation(ROOT, folder),
                6,
                Setting.QUICK_JVM,
                // Nobody sends receipts here.
                Map.of("TIDINGS_DISPATCH_RECEIPT_WAIT", "1s"),
                IN_FLIGHT,
                BrokerConfig.Speed.SOON_READY);
        stage = Stage.start(setting, CLOCK, HANGING + 1, folder);
        stage.declare(List.of(Accounts.entry(HANGING, stage.provider().url(), Accounts.NO_LIMIT, HANGING_AT_ONCE)));
        first = stage.dispatcher("first");
        ServiceProcess second = stage.dispatcher("second");
        stage.started(first.launch());
        stage.started(second.launch());
        first.awaitReady();
        second.awaitReady();
        stage.provider().delay(LATENCY);
        publisher = new RecordPublisher(stage.bootstrapServers());
        holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, CLOCK);
        Tasks tasks = new Tasks(WORKLOAD, OnUncertain.RESEND, CLOCK);
        load = new LiveLoad(number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)), TIMELINE, MOST / 2);
    }

    @AfterAll
    static void stop() {
        // Whatever the start came to.
        try {
            if (holds != null) {
                holds.close();
            }
            if (publisher != null) {
                publisher.close();
            }
        } finally {
            if (stage != null) {
                stage.close();
            }
        }
    }

    @Test
    void whatAStandingProcessHadBegunComesTwiceAtMostAndIsSaidSo() throws IOException, InterruptedException {
        LiveLoad.Series before = load.run(RATE, Duration.ofSeconds(3));
        signal("STOP");
        int open;
        LiveLoad.Series meanwhile;
        try {
            open = OpenAttempts.count(stage.bootstrapServers());
            meanwhile = load.run(RATE, STANDSTILL);
        } finally {
            signal("CONT");
        }
        LiveLoad.Series after = load.run(RATE, Duration.ofSeconds(3));

        Predicate<Integer> ours = number -> before.has(number) || meanwhile.has(number) || after.has(number);
        awaitEnded(before.first(), after.end());
        Calls calls = calls(ours);
        assertThat(calls.numbers()).hasSize(after.end() - before.first());
        assertThat(open).as("attempts that were open when it stood still").isPositive();
        assertThat(calls.repeated()).isLessThanOrEqualTo(open);
        await("warned of each repeat", found -> twice(calls).allMatch(found::warns));
        first.awaitReady();
    }

    /** Not next to the standstill, whose end is a rebalance too. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void rebalancesRepeatNothingAndKeepTheOrder() {
        int begin = load.run(RATE, BETWEEN_REBALANCES).first();
        int end = 0;
        for (int i = 0; i < REBALANCES; i++) {
            try (Guest guest = Guest.join(stage.bootstrapServers())) {
                long patience = TIMELINE.nanos() + PATIENCE.toNanos();
                while (guest.partitions() == 0 && TIMELINE.nanos() < patience) {
                    load.run(RATE, LOOK);
                }
                assertThat(guest.partitions())
                        .as("partitions that the guest took from the dispatchers")
                        .isPositive();
            }
            end = load.run(RATE, BETWEEN_REBALANCES).end();
        }

        awaitEnded(begin, end);
        int last = end;
        Calls calls = calls(number -> begin <= number && number < last);
        assertThat(calls.numbers()).hasSize(last - begin);
        assertThat(calls.repeated()).isZero();
        assertThat(calls.outOfOrder()).isZero();
    }

    @Test
    void aHotRecipientHoldsUpNobodyElse() {
        Workload toOne = Workload.uniform(MOST, 1, 1);
        String hotPhone = toOne.phone(HOT_FROM);
        Tasks hot = new Tasks(toOne, OnUncertain.RESEND, CLOCK);
        IntStream.range(HOT_FROM, MOST).forEach(number -> publisher.publish(hot.record(Lane.NORMAL.topic(), number)));
        LiveLoad.Series others = load.run(400, Duration.ofMillis(500));

        awaitEnded(HOT_FROM, MOST);
        awaitEnded(others.first(), others.end());
        List<Call> toTheHot = calls(number -> number >= HOT_FROM).all();
        assertThat(toTheHot).extracting(Call::number).isSorted().hasSize(HOT);
        assertThat(gaps(toTheHot)).allMatch(gap -> gap >= LATENCY.toMillis());
        // Others that go to the same recipient have to wait.
        assertThat(calls(number -> others.has(number) && !WORKLOAD.phone(number).equals(hotPhone))
                        .all()
                        .getLast()
                        .at())
                .isLessThan(toTheHot.get(HOT / 2).at());
    }

    /**
     * It has more recipients than may be called at once, and more comes for them than a lane's buffer has room for. The last one, since
     * what is turned away here comes back for minutes.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void anAccountThatHangsHoldsUpNobodyElse() {
        Workload workload = Workload.uniform(MOST, 800, HANGING + 1);
        int from = MOST / 2;
        List<Integer> toHanging = numbers(from, number -> workload.account(number) == HANGING);
        List<Integer> others = numbers(from, number -> workload.account(number) != HANGING && number % 100 == 0);
        List<Integer> all =
                Stream.concat(toHanging.stream(), others.stream()).sorted().toList();
        assertThat(toHanging).as("more than both can take in of one lane").hasSizeGreaterThan(2 * BUFFER);
        stage.provider().hang(HANGING);
        Set<Integer> hung;
        try {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, CLOCK);
            all.forEach(number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)));

            Results results = await("the others ended", found -> others.stream().allMatch(found::ended));
            Calls hanging = calls(toHanging::contains);
            Calls answered = calls(others::contains);
            hung = hanging.numbers();
            assertThat(answered.numbers()).hasSameSizeAs(others);
            assertThat(answered.all().getLast().at())
                    .as("the last call of the others, before the first one that hangs has its deadline")
                    .isLessThan(hanging.all().getFirst().at() + ANSWER_WITHIN.toMillis());
            assertThat(toHanging).noneMatch(results::ended);
            assertThat(hung).as("as many as two dispatchers may").hasSizeBetween(HANGING_AT_ONCE, 2 * HANGING_AT_ONCE);
        } finally {
            stage.provider().hangNone();
        }
        await("those that hung ended", found -> hung.stream().allMatch(found::ended));
    }

    private static List<Integer> numbers(int from, Predicate<Integer> which) {
        return IntStream.range(from, from + 12_000).boxed().filter(which).toList();
    }

    private static void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(first.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private static void awaitEnded(int from, int end) {
        await("all ended", found -> IntStream.range(from, end).allMatch(found::ended));
    }

    private static Results await(String what, Predicate<Results> enough) {
        long end = TIMELINE.nanos() + PATIENCE.toNanos();
        Results found = Results.read(stage.bootstrapServers());
        while (!enough.test(found) && TIMELINE.nanos() < end) {
            TIMELINE.pause(LOOK);
            found = Results.read(stage.bootstrapServers());
        }
        assertThat(enough.test(found))
                .as("%s in time, of %s", what, found.counts())
                .isTrue();
        return found;
    }

    private static Calls calls(Predicate<Integer> numbers) {
        return stage.provider().journal().where(call -> numbers.test(call.number()));
    }

    private static Stream<Integer> twice(Calls calls) {
        return calls.numbers().stream()
                .filter(number -> calls.where(call -> call.number() == number).count() > 1);
    }

    private static List<Long> gaps(List<Call> calls) {
        return IntStream.range(1, calls.size())
                .mapToObj(i -> calls.get(i).at() - calls.get(i - 1).at())
                .toList();
    }
}
