package dev.tidings.testbed.bench.kit;

import dev.tidings.contract.Event;
import dev.tidings.local.settings.Installation;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs scenarios, each on a {@link Pipeline} of its own, as often as they are asked for, and tells what was measured. */
public final class PipelineRuns {
    private final String bench;
    private final PipelineOptions options;
    private final PipelineSetting setting;
    private final InstantSource clock;
    private final PrintStream out;
    private final Measures measures = new Measures();
    private final List<String> notMeasured = new ArrayList<>();

    /**
     * None so far.
     *
     * @param bench its name in the report
     */
    public PipelineRuns(
            String bench, PipelineOptions options, PipelineSetting setting, InstantSource clock, PrintStream out) {
        this.bench = bench;
        this.options = options;
        this.setting = setting;
        this.clock = clock;
        this.out = out;
    }

    /**
     * What a benchmark does.
     *
     * @param <S> its scenarios
     */
    public interface Play<S> {
        /** Those that a scenario needs, by name. */
        List<String> services(S scenario);

        /** The catalog's entries, for a provider at that address. */
        List<Event> catalog(URI provider);

        /** Puts down in the book what it measures. */
        void run(S scenario, Pipeline stage, Timeline timeline, Book book);
    }

    /**
     * Runs them.
     *
     * @return the exit status: 1 where something was not measured
     */
    public <S> int of(Set<S> scenarios, Play<S> play) {
        Instant begin = clock.instant();
        Installation installation = setting.installation();
        int times = options.run.times(options.quick());
        try (Workplace workplace = Workplace.in(installation.runDir().resolve("bench"), bench, options.run.keep())) {
            for (int run = 1; run <= times; run++) {
                Book book = new Book("tidings", run + "/" + times, measures, out);
                scenarios.forEach(scenario -> run(workplace, scenario, play, book));
            }
        }
        String machine = Surroundings.machine() + "; " + setting.text();
        Report report = new Report(bench, Surroundings.commit(installation.root()), begin, machine, measures.all());
        return options.run.tell(report, Table.byScenario(report.measures()), notMeasured, out);
    }

    private <S> void run(Workplace workplace, S scenario, Play<S> play, Book book) {
        book.say(scenario + "  starting; load " + Surroundings.loadAverage());
        Timeline timeline = Timeline.of(clock);
        try {
            Pipeline stage = workplace.start(
                    folder -> Pipeline.start(setting, play.services(scenario), play::catalog, clock, folder));
            play.run(scenario, stage, timeline, book);
        } catch (RuntimeException e) {
            book.say(scenario + "  ended: " + e);
            notMeasured.add(scenario + ": " + e.getMessage());
        } finally {
            workplace.stop();
        }
    }
}
