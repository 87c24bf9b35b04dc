package dev.tidings.testbed.bench.fallback;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Very many deadlines in the same millisecond: when is each of them decided, and its SMS asked for, for a reader to see? */
final class Deadlines {
    private static final String SCENARIO = Scenario.DEADLINES.toString();
    /** What comes later is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A repeat would come at once; this long it is waited for. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final Pipeline stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;
    private int next;

    Deadlines(Pipeline stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The first round is what a cold start costs; those between are told, and the last one is kept too. */
    void run(Book book) {
        for (int round = 1; round <= sizes.rounds(); round++) {
            Book into = round == 1 || round == sizes.rounds() ? book : book.aside();
            round(into, round == 1 ? SCENARIO + "-cold" : SCENARIO);
        }
    }

    private void round(Book book, String scenario) {
        int first = next;
        next += sizes.deadlines();
        Watches watches = new Watches(clock.instant().truncatedTo(ChronoUnit.MILLIS), sizes.lead());
        Outcomes outcomes = Outcomes.read(stage.bootstrapServers(), first, sizes.deadlines(), timeline);
        Map<String, Double> before;
        try (outcomes) {
            watches.publish(stage, first, sizes.deadlines());
            if (!watches.areHeld(stage, timeline, until(watches))) {
                throw new SubjectFailedException(sizes.deadlines() + " deadlines were not held within "
                        + sizes.lead().toSeconds() + " s, before they were due: --lead gives it more time");
            }
            before = stage.cpu();
            outcomes.awaitFired(until(watches).plus(PATIENCE));
            timeline.waitFor(SETTLE);
        }
        tell(book, scenario, watches, outcomes);
        stage.cpu().forEach((name, seconds) -> {
            double micros = (seconds - before.getOrDefault(name, 0.0)) * 1e6 / sizes.deadlines();
            book.as(name).put(scenario, "cpu_us_per_message", micros);
        });
    }

    private Duration until(Watches watches) {
        return Duration.ofMillis(Math.max(1, watches.deadline() - timeline.millis()));
    }

    private void tell(Book book, String scenario, Watches watches, Outcomes outcomes) {
        double[] late = Arrays.stream(outcomes.firedAt())
                .mapToDouble(at -> (double) (at - watches.deadline()))
                .toArray();
        double first = Arrays.stream(late).min().orElse(0);
        int repeated = outcomes.repeatedDecisions() + outcomes.repeatedTasks();
        Percentiles lateness = Percentiles.of(late);
        book.put(scenario, "first_out_ms", first);
        book.put(scenario, "lateness_p50_ms", lateness.p50());
        book.put(scenario, "lateness_p99_ms", lateness.p99());
        book.put(scenario, "last_out_ms", lateness.max());
        book.put(scenario, "early", (double)
                Arrays.stream(late).filter(by -> by < 0).count());
        book.put(scenario, "lost", outcomes.lost());
        book.put(scenario, "repeated", repeated);
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d at once: decided after %.0f (first), p50 %.0f, p99 %.0f, %.0f ms (last); lost %d, repeated %d",
                scenario,
                sizes.deadlines(),
                first,
                lateness.p50(),
                lateness.p99(),
                lateness.max(),
                outcomes.lost(),
                repeated));
    }
}
