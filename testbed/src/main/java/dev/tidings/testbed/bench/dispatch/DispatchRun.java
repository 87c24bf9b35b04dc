package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Measures;
import dev.tidings.testbed.bench.kit.Surroundings;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.Workplace;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;

/** One run: each subject on a stage of its own. One that fails is told of, and the next one is measured. */
final class DispatchRun {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Subject TIDINGS = new Tidings();

    private final Workplace workplace;
    private final Setting setting;
    private final Sizes sizes;
    private final InstantSource clock;
    private final Timeline timeline;
    private final Book book;
    private final List<String> notMeasured = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param name which one, for the words: 2/5
     */
    DispatchRun(
            Workplace workplace,
            Setting setting,
            Sizes sizes,
            InstantSource clock,
            String name,
            Measures measures,
            PrintStream out) {
        this.workplace = workplace;
        this.setting = setting;
        this.sizes = sizes;
        this.clock = clock;
        this.timeline = Timeline.of(clock);
        this.book = new Book(TIDINGS.subject(), name, measures, out);
    }

    /** What could not be measured, and why. */
    List<String> notMeasured() {
        return List.copyOf(notMeasured);
    }

    void run(Set<Scenario> scenarios, List<Subject> peers) {
        for (Scenario scenario : scenarios) {
            switch (scenario) {
                case CPU -> {
                    besideTheClientAlone();
                    peers.forEach(peer -> backlog(Scenario.CPU, peer, Duration.ZERO));
                }
                case LATENCY_100MS -> {
                    backlog(scenario, TIDINGS, LATENCY);
                    peers.forEach(peer -> backlog(scenario, peer, LATENCY));
                }
                case HANGING_ACCOUNT ->
                    with(
                            scenario,
                            TIDINGS,
                            Neighbours.ACCOUNTS,
                            (stage, its) -> neighbours(stage).hanging(its));
                case HANGING_PROVIDER ->
                    with(
                            scenario,
                            TIDINGS,
                            Neighbours.ACCOUNTS,
                            (stage, its) -> neighbours(stage).hangingProvider(its));
                case LIMITED_ACCOUNT ->
                    with(
                            scenario,
                            TIDINGS,
                            Neighbours.ACCOUNTS,
                            (stage, its) -> neighbours(stage).limited(its));
                case BULK_BACKLOG ->
                    with(
                            scenario,
                            TIDINGS,
                            1,
                            (stage, its) -> new BulkBacklog(stage, sizes, timeline, clock).run(its, LATENCY));
                case KILL ->
                    with(scenario, TIDINGS, 1, (stage, its) -> new Kill(stage, sizes, timeline, clock).run(its));
            }
        }
    }

    private Neighbours neighbours(Stage stage) {
        return new Neighbours(stage, sizes, timeline, clock);
    }

    private void besideTheClientAlone() {
        OptionalDouble alone = backlog(Scenario.CPU, new HttpClient(sizes), Duration.ZERO);
        OptionalDouble ours = backlog(Scenario.CPU, TIDINGS, Duration.ZERO);
        if (alone.isPresent() && ours.isPresent() && alone.getAsDouble() > 0) {
            double share = ours.getAsDouble() / alone.getAsDouble();
            book.put(Scenario.CPU.toString(), "share_of_http_client", share);
            book.say(String.format(Locale.ROOT, "cpu  steady: %.2f of the HTTP client alone", share));
        }
    }

    /** Calls a second over the steady half; nothing where it failed. */
    private OptionalDouble backlog(Scenario scenario, Subject subject, Duration latency) {
        double[] steady = {-1};
        with(
                scenario,
                subject,
                1,
                (stage, its) ->
                        steady[0] = new Backlog(stage, sizes, timeline, clock).run(its, scenario, subject, latency));
        return steady[0] < 0 ? OptionalDouble.empty() : OptionalDouble.of(steady[0]);
    }

    private void with(Scenario scenario, Subject subject, int accounts, BiConsumer<Stage, Book> work) {
        Book its = book.as(subject.subject());
        its.say(scenario + "  starting; load " + Surroundings.loadAverage());
        try {
            work.accept(workplace.start(folder -> Stage.start(setting, clock, accounts, folder)), its);
        } catch (RuntimeException e) {
            its.say(scenario + "  ended: " + e);
            notMeasured.add(subject.subject() + ", " + scenario + ": " + e.getMessage());
        } finally {
            workplace.stop();
        }
    }
}
