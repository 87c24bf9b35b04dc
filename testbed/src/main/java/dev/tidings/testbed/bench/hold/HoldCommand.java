package dev.tidings.testbed.bench.hold;

import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Report;
import dev.tidings.testbed.bench.kit.RunOptions;
import dev.tidings.testbed.bench.kit.Surroundings;
import dev.tidings.testbed.bench.kit.Table;
import dev.tidings.testbed.bench.kit.Timeline;
import java.io.PrintStream;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
            "F   two instances, a standby for each: one is killed, comes back, is stopped; a third comes (Tidings only)",
            "G   started anew without its state, with more pending and a burst released before (Tidings only)",
            "R   B with millions of ids remembered (Tidings only)",
            ""
        })
public final class HoldCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "one run of A to E in small sizes, less than five minutes")
    boolean quick;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "some of ${COMPLETION-CANDIDATES} (default: all; with --quick A to E)")
    @Nullable
    Set<Scenario> scenarios;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            description = "the scheduler's JVM options, in one argument (default: -Xmx320m -XX:+UseSerialGC)")
    @Nullable
    String jvm;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a variable for the scheduler, for example TIDINGS_STORE_MEMORY=384MB; repeatable")
    Map<String, String> variables = new TreeMap<>();

    @Option(
            names = "--peers",
            description = "the same for RocketMQ (both modes), db-scheduler on PostgreSQL and Artemis, after Tidings")
    boolean peers;

    @Option(names = "--only", paramLabel = "SUBJECT", description = "that one alone, in this process", hidden = true)
    @Nullable
    String only;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    RunOptions runOptions = new RunOptions();

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
        int times = runOptions.times(quick);
        Runs here = new Runs(Timeline.of(clock), out, installation.runDir().resolve("bench"), runOptions.keep(), times);
        Subjects subjects = new Subjects(here, chosen(), sizes, tidings(), clock);
        if (only != null) {
            subjects.measure(only);
        } else {
            subjects.measureTidings();
            if (peers) {
                subjects.measurePeers(spec.commandLine().getParseResult().originalArgs());
            }
        }
        String machine = Surroundings.machine() + "; " + subjects.settings();
        Report report =
                new Report("hold", Surroundings.commit(installation.root()), begin, machine, subjects.measures());
        return only == null
                ? runOptions.tell(report, Table.of(report.measures()), subjects.notMeasured(), out)
                : runOptions.tell(report, subjects.notMeasured(), out);
    }

    Set<Scenario> chosen() {
        if (scenarios != null) {
            return scenarios;
        }
        return quick ? EnumSet.range(Scenario.A, Scenario.E) : EnumSet.allOf(Scenario.class);
    }

    private TidingsOptions tidings() {
        List<String> options = jvm == null ? TidingsOptions.JVM : List.of(jvm.split(" ", -1));
        return new TidingsOptions(installation, runOptions.partitions(), options, variables, 1);
    }
}
