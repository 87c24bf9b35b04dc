package dev.tidings.testbed.bench.path;

import dev.tidings.contract.Event;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Counts;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.PipelineOptions;
import dev.tidings.testbed.bench.kit.PipelineRuns;
import dev.tidings.testbed.bench.kit.PipelineSetting;
import dev.tidings.testbed.bench.kit.Timeline;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
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
    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

    @Option(names = "--receipts", description = "the provider reports what became of each message")
    boolean receipts;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "sending accounts that the requests are spread over (default: 1)")
    @Nullable
    String accounts;

    @Mixin
    PipelineOptions options = new PipelineOptions();

    @Mixin
    SizeOptions sizeOptions = new SizeOptions();

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;

    public PathCommand(Installation installation, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Sizes sizes = sizeOptions.over(options.quick() ? Sizes.QUICK : Sizes.FULL);
        PipelineSetting setting = options.setting(installation, Counts.of("--accounts", accounts, 1), receipts);
        return new PipelineRuns("path", options, setting, clock, out)
                .of(EnumSet.copyOf(scenarios), new Play(setting.accounts(), sizes, clock));
    }

    private record Play(int accounts, Sizes sizes, InstantSource clock) implements PipelineRuns.Play<Scenario> {
        @Override
        public List<String> services(Scenario scenario) {
            return Pipeline.WHOLE;
        }

        @Override
        public List<Event> catalog(URI provider) {
            return Accounts.catalog(accounts, provider, Accounts.NO_LIMIT);
        }

        @Override
        public void run(Scenario scenario, Pipeline stage, Timeline timeline, Book book) {
            switch (scenario) {
                case IMMEDIATE -> new Immediate(stage, sizes, timeline, clock).run(book);
                case SUSTAINED -> new Sustained(stage, sizes, timeline, clock).run(book);
            }
        }
    }
}
