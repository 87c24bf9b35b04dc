package dev.tidings.testbed.bench.dispatch;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Measures;
import dev.tidings.testbed.bench.kit.Report;
import dev.tidings.testbed.bench.kit.RunOptions;
import dev.tidings.testbed.bench.kit.Surroundings;
import dev.tidings.testbed.bench.kit.Table;
import dev.tidings.testbed.bench.kit.Workplace;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

/** Measures how due messages are sent. */
@Command(
        name = "dispatch",
        description = {
            "Measures how due messages are sent to a provider.",
            "",
            "cpu              the provider answers at once: the HTTP client alone, then Tidings",
            "latency-100ms    it takes 100 ms: how close to the shortest possible time",
            "hanging-account  four accounts, one of which gets no answer any more: what the others notice",
            "hanging-provider three of four accounts get none: what the fourth notices",
            "limited-account  four accounts, one of which may only send so many a second",
            "bulk-backlog     a backlog in the bulk lane: what the high lane notices",
            "kill             kill -9 while it sends at 100 ms, and a restart",
            ""
        })
public final class DispatchCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "one run of small sizes, a few minutes")
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
            description = "JVM options of the dispatcher and of whom it is compared with, in one argument"
                    + " (default: -Xmx512m -XX:+UseSerialGC; with --quick also"
                    + " -XX:TieredStopAtLevel=1)")
    @Nullable
    String jvm;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a variable for the dispatcher, for example TIDINGS_DISPATCH_MAX_BUFFERED=4096; repeatable")
    Map<String, String> variables = new TreeMap<>();

    @Option(
            names = "--peers",
            description = "cpu and latency-100ms also for a plain listener, a share group and Parallel Consumer")
    boolean peers;

    @Mixin
    RunOptions runOptions = new RunOptions();

    @Mixin
    SizeOptions sizeOptions = new SizeOptions();

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;

    public DispatchCommand(Installation installation, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Instant begin = clock.instant();
        Sizes sizes = sizeOptions.over(quick ? Sizes.QUICK : Sizes.FULL);
        List<String> options = jvm == null ? (quick ? Setting.QUICK_JVM : Setting.JVM) : List.of(jvm.split(" ", -1));
        Setting setting = new Setting(
                installation,
                runOptions.partitions(),
                options,
                variables,
                sizes.inFlight(),
                quick ? BrokerConfig.Speed.SOON_READY : BrokerConfig.Speed.LONG_RUN);
        int times = runOptions.times(quick);
        String machine = Surroundings.machine() + "; " + setting.text();
        Measures measures = new Measures();
        List<String> notMeasured = new ArrayList<>();
        List<Subject> others = peers(notMeasured);
        try (Workplace workplace =
                Workplace.in(installation.runDir().resolve("bench"), "dispatch", runOptions.keep())) {
            for (int run = 1; run <= times; run++) {
                DispatchRun one = new DispatchRun(workplace, setting, sizes, clock, run + "/" + times, measures, out);
                one.run(EnumSet.copyOf(scenarios), others);
                notMeasured.addAll(one.notMeasured());
            }
        }
        Report report =
                new Report("dispatch", Surroundings.commit(installation.root()), begin, machine, measures.all());
        return runOptions.tell(report, Table.byScenario(report.measures()), notMeasured, out);
    }

    private List<Subject> peers(List<String> notMeasured) {
        List<Subject> built = new ArrayList<>();
        for (PeerConsumer peer : peers ? PeerConsumer.values() : new PeerConsumer[0]) {
            if (peer.built(installation)) {
                built.add(peer);
            } else {
                notMeasured.add(peer.subject() + ": it is not built; ./tidings bench dispatch --peers builds it");
            }
        }
        return built;
    }
}
