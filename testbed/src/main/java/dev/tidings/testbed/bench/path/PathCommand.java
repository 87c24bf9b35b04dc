package dev.tidings.testbed.bench.path;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Counts;
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

/** Measures the whole path. */
@Command(
        name = "path",
        description = {
            "Measures the whole pipeline, from a published request to the provider's call and the result.",
            "",
            "immediate  requests come at an even rate: how long until the provider is called",
            "sustained  many are published at once: how many the whole path does in a second",
            ""
        })
public final class PathCommand implements Callable<Integer> {
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

    @Option(names = "--receipts", description = "the provider reports what became of each message")
    boolean receipts;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "sending accounts that the requests are spread over (default: 1)")
    @Nullable
    String accounts;

    @Mixin
    RunOptions runOptions = new RunOptions();

    @Mixin
    SizeOptions sizeOptions = new SizeOptions();

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;
    private final Measures measures = new Measures();
    private final List<String> notMeasured = new ArrayList<>();

    public PathCommand(Installation installation, InstantSource clock, PrintStream out) {
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
                Counts.of("--accounts", accounts, 1),
                PipelineSetting.jvm(jvm, quick),
                receipts,
                quick ? BrokerConfig.Speed.SOON_READY : BrokerConfig.Speed.LONG_RUN);
        String machine = Surroundings.machine() + "; " + setting.text();
        int times = runOptions.times(quick);
        try (Workplace workplace = Workplace.in(installation.runDir().resolve("bench"), "path", runOptions.keep())) {
            for (int run = 1; run <= times; run++) {
                Book book = new Book("tidings", run + "/" + times, measures, out);
                EnumSet.copyOf(scenarios).forEach(scenario -> run(workplace, scenario, setting, sizes, book));
            }
        }
        Report report = new Report("path", Surroundings.commit(installation.root()), begin, machine, measures.all());
        return runOptions.tell(report, Table.byScenario(report.measures()), notMeasured, out);
    }

    private void run(Workplace workplace, Scenario scenario, PipelineSetting setting, Sizes sizes, Book book) {
        book.say(scenario + "  starting; load " + Surroundings.loadAverage());
        Timeline timeline = Timeline.of(clock);
        try {
            Pipeline stage = workplace.start(folder -> Pipeline.start(
                    setting,
                    Pipeline.WHOLE,
                    provider -> Accounts.catalog(setting.accounts(), provider, Accounts.NO_LIMIT),
                    clock,
                    folder));
            switch (scenario) {
                case IMMEDIATE -> new Immediate(stage, sizes, timeline, clock).run(book);
                case SUSTAINED -> new Sustained(stage, sizes, timeline, clock).run(book);
            }
        } catch (RuntimeException e) {
            book.say(scenario + "  ended: " + e);
            notMeasured.add(scenario + ": " + e.getMessage());
        } finally {
            workplace.stop();
        }
    }
}
