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
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Several accounts share the dispatcher under an even load, and then one of them is in trouble, or all but one: what do the others notice? */
final class Neighbours {
    static final int ACCOUNTS = 4;
    /** In trouble, where one is. */
    private static final int FIRST = 0;
    /** Not in trouble, where all others are. */
    private static final int LAST = ACCOUNTS - 1;
    /** For what is under way at the end; what does not come is counted as late by at least as much as this. */
    private static final Duration SETTLE = Duration.ofSeconds(3);
    /** Until a new entry of the catalog is known, and what was allowed before is used up. */
    private static final Duration IN_FORCE = Duration.ofSeconds(2);
    /** Longer than any call may take. */
    private static final Duration CALLS_END = Duration.ofSeconds(12);
    /** A stuck account books as far apart as its calls take: of those that waited the last is due after more than a minute. */
    private static final Duration ALL_BACK_WITHIN = Duration.ofMinutes(4);

    private static final String COLD = "-cold";
    private static final String WARM = "";

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

    /**
     * What befalls some of them.
     *
     * @param accounts which
     * @param recipients of all accounts: to each goes one call at a time
     * @param ends undoes what the begin did, where there is a second round
     */
    private record Trouble(Scenario scenario, IntPredicate accounts, int recipients, Runnable begins, Runnable ends) {
        boolean isOf(Call call) {
            return IntStream.range(0, ACCOUNTS)
                    .filter(accounts)
                    .anyMatch(account -> call.account().equals(Accounts.phoneNumberId(account)));
        }
    }

    /** One account's calls get no answer. */
    void hanging(Book book) {
        twice(
                book,
                new Trouble(
                        Scenario.HANGING_ACCOUNT,
                        account -> account == FIRST,
                        sizes.recipients(),
                        () -> stage.provider().hang(FIRST),
                        () -> stage.provider().hangNone()));
    }

    /** No account but one gets an answer, and nothing but the dispatcher's places bounds how many calls they have under way. */
    void hangingProvider(Book book) {
        stage.declare(Accounts.catalog(ACCOUNTS, stage.provider().url(), Accounts.NO_LIMIT));
        Trouble trouble = new Trouble(
                Scenario.HANGING_PROVIDER,
                account -> account != LAST,
                sizes.recipients() * ACCOUNTS,
                () -> IntStream.range(0, LAST).forEach(stage.provider()::hang),
                () -> stage.provider().hangNone());
        run(trouble, round -> round.run(book, COLD));
    }

    /** One account may send two fifths of what it is given, and the catalog says so. */
    void limited(Book book) {
        int limit = Math.max(1, sizes.liveRate() / ACCOUNTS * 2 / 5);
        Trouble trouble = new Trouble(
                Scenario.LIMITED_ACCOUNT,
                account -> account == FIRST,
                sizes.recipients(),
                () -> stage.declare(List.of(Accounts.entry(
                        FIRST,
                        stage.provider().url(),
                        limit,
                        Math.max(1, stage.setting().inFlight() / ACCOUNTS)))),
                stage::declareAll);
        long from = twice(book, trouble);
        Calls its = stage.provider().journal().where(call -> call.at() >= from && trouble.isOf(call));
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
    private long twice(Book book, Trouble trouble) {
        return run(trouble, round -> {
            round.run(book, COLD);
            trouble.ends().run();
            awaitAllBack(round.holds());
            return round.run(book, WARM);
        });
    }

    private long run(Trouble trouble, ToLongFunction<Round> rounds) {
        Workload workload = Workload.uniform(EvenLoad.most(sizes), trouble.recipients(), ACCOUNTS);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, clock);
            EvenLoad even = new EvenLoad(
                    stage, sizes, timeline, number -> publisher.publish(tasks.record(Lane.NORMAL.topic(), number)));
            even.warmUp();
            return rounds.applyAsLong(new Round(trouble, workload, even, holds));
        }
    }

    /** Undisturbed, and then with the trouble. */
    private final class Round {
        private final Trouble trouble;
        private final Workload workload;
        private final EvenLoad even;
        private final HoldsPlayer holds;

        Round(Trouble trouble, Workload workload, EvenLoad even, HoldsPlayer holds) {
            this.trouble = trouble;
            this.workload = workload;
            this.even = even;
            this.holds = holds;
        }

        HoldsPlayer holds() {
            return holds;
        }

        /** Since when the trouble was surely in force. */
        long run(Book book, String temperature) {
            String scenario = trouble.scenario() + temperature;
            int before = holds.held();
            LiveLoad.Series quiet = even.undisturbed();
            trouble.begins().run();
            long from = timeline.millis() + IN_FORCE.toMillis();
            LiveLoad.Series troubled = even.disturbed();
            timeline.waitFor(SETTLE);
            long now = timeline.millis();
            Calls others = stage.provider().journal().where(call -> !trouble.isOf(call));
            EvenLoad.tell(book, scenario, ofOthers(others, quiet, now), ofOthers(others, troubled, now));
            int held = holds.held() - before;
            book.put(scenario, "held_again", held);
            book.say(String.format(Locale.ROOT, "%s  %,d to be tried later", scenario, held));
            return from;
        }

        private Percentiles ofOthers(Calls others, LiveLoad.Series series, long now) {
            double[] waits = even.load().waits(others, series, now);
            return Percentiles.of(IntStream.range(0, waits.length)
                    .filter(i -> !trouble.accounts().test(workload.account(series.first() + i)))
                    .mapToDouble(i -> waits[i])
                    .toArray());
        }
    }

    /** What was put off comes back as its account can send it, and what was called without an answer once it is certain that there is none. */
    private void awaitAllBack(HoldsPlayer holds) {
        long end = timeline.nanos() + ALL_BACK_WITHIN.toNanos();
        // The calls that hang end meanwhile, and are held as well.
        timeline.waitFor(CALLS_END);
        int held;
        do {
            if (timeline.nanos() > end) {
                throw new SubjectFailedException(holds.waiting() + " are still to be tried later");
            }
            held = holds.held();
            // What is back may be put off once more.
            timeline.waitFor(SETTLE);
        } while (holds.waiting() > 0 || holds.held() > held);
    }
}
