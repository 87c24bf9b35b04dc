package dev.tidings.testbed.bench.fallback;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Measures;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.PipelineSetting;
import dev.tidings.testbed.bench.kit.Report;
import dev.tidings.testbed.bench.kit.RunOptions;
import dev.tidings.testbed.bench.kit.Surroundings;
import dev.tidings.testbed.bench.kit.Table;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.Workplace;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures fallback where much of it happens at once. */
@Command(
        name = "fallback",
        description = {
            "Measures what happens where very many messages are followed by an SMS at once.",
            "",
            "deadlines  the deadlines of many messages come in the same millisecond: how long until each is decided",
            "open       what it takes to wait for a million of them",
            "storm      every message of a channel fails: one SMS each, and never more than the account allows",
            ""
        })
public final class FallbackCommand implements Callable<Integer> {
    private static final List<String> DECIDING = List.of("scheduler", "fallback");

    @Option(names = "--quick", description = "one run of small sizes, less than three minutes")
    boolean quick;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            description =
                    "each service's JVM options, in one argument (default: -Xmx512m -XX:+UseSerialGC; with --quick also"
                            + " -XX:TieredStopAtLevel=1)")
    @Nullable
    String jvm;

    @Mixin
    RunOptions runOptions = new RunOptions();

    @Mixin
    SizeOptions sizeOptions = new SizeOptions();

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;
    private final Measures measures = new Measures();
    private final List<String> notMeasured = new ArrayList<>();

    public FallbackCommand(Installation installation, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Instant begin = clock.instant();
        Sizes sizes = sizeOptions.over(quick ? Sizes.QUICK : Sizes.FULL);
        PipelineSetting setting = new PipelineSetting(
                installation,
                runOptions.partitions(),
                1,
                PipelineSetting.jvm(jvm, quick),
                false,
                quick ? BrokerConfig.Speed.SOON_READY : BrokerConfig.Speed.LONG_RUN);
        String machine = Surroundings.machine() + "; " + setting.text();
        int times = runOptions.times(quick);
        try (Workplace workplace =
                Workplace.in(installation.runDir().resolve("bench"), "fallback", runOptions.keep())) {
            for (int run = 1; run <= times; run++) {
                Book book = new Book("tidings", run + "/" + times, measures, out);
                EnumSet.copyOf(scenarios).forEach(scenario -> run(workplace, scenario, setting, sizes, book));
            }
        }
        Report report =
                new Report("fallback", Surroundings.commit(installation.root()), begin, machine, measures.all());
        return runOptions.tell(report, Table.byScenario(report.measures()), notMeasured, out);
    }

    private void run(Workplace workplace, Scenario scenario, PipelineSetting setting, Sizes sizes, Book book) {
        book.say(scenario + "  starting; load " + Surroundings.loadAverage());
        Timeline timeline = Timeline.of(clock);
        // Nothing is to be sent of the deadlines: what comes of an SMS is the dispatcher's business.
        List<String> services = scenario == Scenario.STORM ? Pipeline.WHOLE : DECIDING;
        try {
            Pipeline stage = workplace.start(folder -> Pipeline.start(
                    setting,
                    services,
                    provider -> Entries.of(provider, setting.accounts(), sizes.smsLimit()),
                    clock,
                    folder));
            switch (scenario) {
                case DEADLINES -> new Deadlines(stage, sizes, timeline, clock).run(book);
                case OPEN -> new Open(stage, sizes, timeline, clock).run(book);
                case STORM -> new Storm(stage, sizes, timeline, clock).run(book);
            }
        } catch (RuntimeException e) {
            book.say(scenario + "  ended: " + e);
            notMeasured.add(scenario + ": " + e.getMessage());
        } finally {
            workplace.stop();
        }
    }
}
