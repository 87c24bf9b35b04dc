package dev.tidings.testbed.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.OnUncertain;
import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
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
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two dispatchers as processes, and what happens to them. What they said is held against what the provider saw. */
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
    private static final int BESIDE_HANGING = 80;

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
                400,
                BrokerConfig.Speed.SOON_READY);
        stage = Stage.start(setting, CLOCK, HANGING + 1, folder);
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

    @Test
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

    @Test
    void anAccountThatHangsHoldsUpNobodyElse() {
        int from = MOST / 2;
        int end = from + BESIDE_HANGING;
        Workload workload = Workload.uniform(MOST, RECIPIENTS, HANGING + 1);
        List<Integer> others = IntStream.range(from, end)
                .filter(number -> workload.account(number) != HANGING)
                .boxed()
                .toList();
        stage.provider().hang(HANGING);
        try {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, CLOCK);
            IntStream.range(from, end).forEach(number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)));

            Results results = await("the others ended", found -> others.stream().allMatch(found::ended));
            assertThat(calls(others::contains).numbers()).hasSameSizeAs(others);
            // Its deadline is not over yet: the others did not wait for it.
            assertThat(IntStream.range(from, end).filter(number -> !others.contains(number)))
                    .isNotEmpty()
                    .noneMatch(results::ended);
        } finally {
            stage.provider().hangNone();
        }
        awaitEnded(from, end);
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
