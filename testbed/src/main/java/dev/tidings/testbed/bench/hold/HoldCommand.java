package dev.tidings.testbed.bench.hold;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.UserError;
import dev.tidings.testbed.bench.kit.Measures;
import dev.tidings.testbed.bench.kit.Report;
import dev.tidings.testbed.bench.kit.ReportJson;
import dev.tidings.testbed.bench.kit.Surroundings;
import dev.tidings.testbed.bench.kit.Table;
import dev.tidings.testbed.bench.kit.Timeline;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how messages are held. */
@Command(
        name = "hold",
        description = {
            "Measures how timed sends are taken in, held and released.",
            "",
            "A   inserts while nothing is due",
            "B   5,000/s come and go; B2: 2,000/s, for the CPU",
            "C   100,000 due in the same millisecond",
            "D   B and C with more pending, and a third of the burst cancelled just before",
            "E   kill -9 in the middle of C",
            ""
        })
public final class HoldCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "one run of small sizes, less than five minutes")
    boolean quick;

    @Option(names = "--runs", description = "how often, for medians (default: 5; with --quick 1)")
    @Nullable
    Integer runs;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there")
    @Nullable
    Path json;

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "of every keyed topic (default: ${DEFAULT-VALUE})")
    int partitions = 12;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            description = "the scheduler's JVM options, in one argument (default: -Xmx512m -XX:+UseSerialGC)")
    @Nullable
    String jvm;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a variable for the scheduler, for example TIDINGS_STORE_MEMORY=384MB; repeatable")
    Map<String, String> variables = new TreeMap<>();

    @Option(names = "--keep", description = "keep data and logs")
    boolean keep;

    @Mixin
    SizeOptions sizeOptions = new SizeOptions();

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;

    public HoldCommand(Installation installation, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Instant begin = clock.instant();
        Sizes sizes = sizeOptions.over(quick ? Sizes.QUICK : Sizes.FULL);
        int times = runs == null ? (quick ? 1 : 5) : runs;
        if (times < 1) {
            throw new UserError("--runs is \"" + times + "\": one run at least is needed.");
        }
        TidingsOptions tidings = new TidingsOptions(
                installation, partitions, jvm == null ? TidingsOptions.JVM : List.of(jvm.split(" ", -1)), variables);
        String machine = Surroundings.machine() + "; " + tidings.text();
        out.println(machine);
        Measures measures = new Measures();
        HoldSubject.Start start = (folder, releases) -> TidingsSubject.start(tidings, clock, folder, releases);
        try (Workplace workplace = Workplace.in(installation.runDir().resolve("bench"), keep)) {
            for (int run = 1; run <= times; run++) {
                measure(workplace, start, sizes, new Book("tidings", run + "/" + times, measures, out));
            }
        }
        Report report = new Report("hold", Surroundings.commit(installation.root()), begin, machine, measures.all());
        out.println();
        out.println("commit " + report.commit() + ", " + report.date() + ", medians of " + times
                + " runs; load at the end " + Surroundings.loadAverage());
        out.print(Table.of(report.measures()));
        if (json != null) {
            ReportJson.write(report, json);
            out.println("Written to " + json);
        }
        return 0;
    }

    private void measure(Workplace workplace, HoldSubject.Start start, Sizes sizes, Book book) {
        Timeline timeline = Timeline.of(clock);
        Meter meter = new Meter(timeline);
        book.say("starting; load " + Surroundings.loadAverage());
        try (Session session = new Session(workplace.start(start, meter), meter, timeline)) {
            new HoldRun(session, sizes, book, timeline).run(scenarios);
            if (meter.strays() > 0) {
                book.say(meter.strays() + " releases of what was not due");
            }
        }
    }
}
