package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.OnUncertain;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Call;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Several accounts share the dispatcher under an even load, and then one of them is in trouble: what do the others notice? */
final class Neighbours {
    static final int ACCOUNTS = 4;
    private static final int TROUBLED = 0;
    private static final Duration FIRST_CALL_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(50);
    /** For what is under way at the end, where nothing is in trouble. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The same where not all of it will come; what does not is counted as late by at least as much as this. */
    private static final Duration SETTLE = Duration.ofSeconds(3);
    /** Until a new entry of the catalog is known, and what was allowed before is used up. */
    private static final Duration IN_FORCE = Duration.ofSeconds(2);

    private final Stage stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Neighbours(Stage stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** One account's calls get no answer. */
    void hanging(Book book) {
        run(book, Scenario.HANGING_ACCOUNT, () -> stage.provider().hang(TROUBLED));
    }

    /** One account may send two fifths of what it is given, and the catalog says so. */
    void limited(Book book) {
        int limit = Math.max(1, sizes.liveRate() / ACCOUNTS * 2 / 5);
        long from = run(
                book,
                Scenario.LIMITED_ACCOUNT,
                () -> stage.declare(List.of(Accounts.entry(
                        TROUBLED,
                        stage.provider().url(),
                        limit,
                        Math.max(1, stage.setting().inFlight() / ACCOUNTS)))));
        Calls its = stage.provider().journal().where(call -> call.at() >= from && isTroubled(call));
        double seconds = sizes.live().minus(IN_FORCE).toMillis() / 1000.0;
        int within = its.where(
                        call -> call.at() < from + sizes.live().minus(IN_FORCE).toMillis())
                .count();
        String scenario = Scenario.LIMITED_ACCOUNT.toString();
        book.put(scenario, "limit_per_s", limit);
        book.put(scenario, "rate_per_limit", within / seconds / limit);
        book.put(scenario, "most_in_a_second", its.mostInASecond());
        book.say(String.format(
                Locale.ROOT,
                "%s  limit %d/s: sent %.1f/s, at most %d in any second",
                scenario,
                limit,
                within / seconds,
                its.mostInASecond()));
    }

    /** When the trouble was surely in force, milliseconds since 1970. */
    private long run(Book book, Scenario scenario, Runnable trouble) {
        int most = Math.toIntExact(sizes.liveRate()
                * sizes.warmUp().plus(sizes.live()).plus(sizes.live()).toMillis()
                / 1000);
        Workload workload = Workload.uniform(most + 1, sizes.recipients(), ACCOUNTS);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, clock);
            LiveLoad load = new LiveLoad(
                    number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)), timeline, most + 1);
            begin(load);
            LiveLoad.Series quiet = load.run(sizes.liveRate(), sizes.live());
            awaitCalls(quiet.end());
            trouble.run();
            long from = timeline.millis() + IN_FORCE.toMillis();
            LiveLoad.Series troubled = load.run(sizes.liveRate(), sizes.live());
            timeline.waitFor(SETTLE);
            long now = timeline.millis();
            Calls others = stage.provider().journal().where(call -> !isTroubled(call));
            tell(
                    book,
                    scenario.toString(),
                    of(quiet, workload, load.waits(others, quiet, now)),
                    of(troubled, workload, load.waits(others, troubled, now)),
                    holds.held());
            return from;
        }
    }

    /** The dispatcher is up once it has called for a first task, and warm after a while of the load. */
    private void begin(LiveLoad load) {
        var dispatcher = stage.launchDispatcher();
        load.run(1, Duration.ofSeconds(1));
        long end = timeline.nanos() + FIRST_CALL_WITHIN.toNanos();
        while (stage.provider().calls() == 0) {
            if (timeline.nanos() > end || !dispatcher.alive()) {
                throw new SubjectFailedException("it called nobody\n" + dispatcher.logTail());
            }
            timeline.pause(LOOK);
        }
        awaitCalls(load.run(sizes.liveRate(), sizes.warmUp()).end());
    }

    private void awaitCalls(int count) {
        long end = timeline.nanos() + PATIENCE.toNanos();
        while (stage.provider().calls() < count && timeline.nanos() < end) {
            timeline.pause(LOOK);
        }
    }

    private static void tell(Book book, String scenario, Percentiles quiet, Percentiles troubled, int held) {
        // The journal tells milliseconds: below one there is nothing to compare.
        double ratio = Math.max(1, troubled.p99()) / Math.max(1, quiet.p99());
        book.put(scenario, "quiet_p99_ms", quiet.p99());
        book.put(scenario, "others_p99_ms", troubled.p99());
        book.put(scenario, "p99_ratio", ratio);
        book.put(scenario, "held_again", held);
        book.say(String.format(
                Locale.ROOT,
                "%s  the others' p50, p99, max: %.0f, %.0f, %.0f ms undisturbed, then %.0f, %.0f, %.0f: %.2f times;"
                        + " %,d to be tried later",
                scenario,
                quiet.p50(),
                quiet.p99(),
                quiet.max(),
                troubled.p50(),
                troubled.p99(),
                troubled.max(),
                ratio,
                held));
    }

    private static Percentiles of(LiveLoad.Series series, Workload workload, double[] waits) {
        return Percentiles.of(IntStream.range(0, waits.length)
                .filter(i -> workload.account(series.first() + i) != TROUBLED)
                .mapToDouble(i -> waits[i])
                .toArray());
    }

    private static boolean isTroubled(Call call) {
        return call.account().equals(Accounts.phoneNumberId(TROUBLED));
    }
}
