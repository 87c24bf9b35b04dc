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
    /** For what is under way at the end; what does not come is counted as late by at least as much as this. */
    private static final Duration SETTLE = Duration.ofSeconds(3);
    /** Until a new entry of the catalog is known, and what was allowed before is used up. */
    private static final Duration IN_FORCE = Duration.ofSeconds(2);
    /** Longer than any call may take. */
    private static final Duration CALLS_END = Duration.ofSeconds(12);
    /** A stuck account books as far apart as its calls take: of those that waited the last is due after more than a minute. */
    private static final Duration ALL_BACK_WITHIN = Duration.ofMinutes(4);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String COLD = "-cold";

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
        run(
                book,
                Scenario.HANGING_ACCOUNT,
                () -> stage.provider().hang(TROUBLED),
                () -> stage.provider().hangNone());
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
                        Math.max(1, stage.setting().inFlight() / ACCOUNTS)))),
                stage::declareAll);
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

    /**
     * Two rounds: the first trouble of a process's life, in which its compiler has a great part, and the second.
     *
     * @return since when the second trouble was surely in force, milliseconds since 1970
     */
    private long run(Book book, Scenario scenario, Runnable trouble, Runnable relief) {
        Workload workload = Workload.uniform(EvenLoad.most(sizes), sizes.recipients(), ACCOUNTS);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, clock);
            EvenLoad even = new EvenLoad(
                    stage, sizes, timeline, number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)));
            even.warmUp();
            round(book, scenario + COLD, workload, even, holds, trouble);
            relief.run();
            awaitAllBack(holds);
            return round(book, scenario.toString(), workload, even, holds, trouble);
        }
    }

    private long round(
            Book book, String scenario, Workload workload, EvenLoad even, HoldsPlayer holds, Runnable trouble) {
        int before = holds.held();
        LiveLoad.Series quiet = even.undisturbed();
        trouble.run();
        long from = timeline.millis() + IN_FORCE.toMillis();
        LiveLoad.Series troubled = even.disturbed();
        timeline.waitFor(SETTLE);
        long now = timeline.millis();
        Calls others = stage.provider().journal().where(call -> !isTroubled(call));
        EvenLoad.tell(
                book,
                scenario,
                of(quiet, workload, even.load().waits(others, quiet, now)),
                of(troubled, workload, even.load().waits(others, troubled, now)));
        int held = holds.held() - before;
        book.put(scenario, "held_again", held);
        book.say(String.format(Locale.ROOT, "%s  %,d to be tried later", scenario, held));
        return from;
    }

    /** What was put off comes back as its account can send it, and what was called without an answer once it is certain that there is none. */
    private void awaitAllBack(HoldsPlayer holds) {
        long end = timeline.nanos() + ALL_BACK_WITHIN.toNanos();
        // The calls that hang end meanwhile, and are held as well.
        timeline.waitFor(CALLS_END);
        while (holds.waiting() > 0) {
            if (timeline.nanos() > end) {
                throw new SubjectFailedException(holds.waiting() + " are still to be tried later");
            }
            timeline.pause(LOOK);
        }
        timeline.waitFor(SETTLE);
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
