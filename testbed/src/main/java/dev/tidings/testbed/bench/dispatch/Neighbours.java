package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.OnUncertain;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Call;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.RecordPublisher;
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
    /** For what is under way at the end; what does not come is counted as late by at least as much as this. */
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
        Workload workload = Workload.uniform(EvenLoad.most(sizes), sizes.recipients(), ACCOUNTS);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, clock);
            EvenLoad even = new EvenLoad(
                    stage, sizes, timeline, number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)));
            LiveLoad.Series quiet = even.undisturbed();
            trouble.run();
            long from = timeline.millis() + IN_FORCE.toMillis();
            LiveLoad.Series troubled = even.disturbed();
            timeline.waitFor(SETTLE);
            long now = timeline.millis();
            Calls others = stage.provider().journal().where(call -> !isTroubled(call));
            EvenLoad.tell(
                    book,
                    scenario.toString(),
                    of(quiet, workload, even.load().waits(others, quiet, now)),
                    of(troubled, workload, even.load().waits(others, troubled, now)));
            book.put(scenario.toString(), "held_again", holds.held());
            book.say(String.format(Locale.ROOT, "%s  %,d to be tried later", scenario, holds.held()));
            return from;
        }
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
