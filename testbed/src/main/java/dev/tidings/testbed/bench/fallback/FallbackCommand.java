package dev.tidings.testbed.bench.fallback;

import dev.tidings.contract.Event;
import dev.tidings.local.settings.Installation;
import dev.tidings.testbed.bench.kit.Book;
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

    private static final int ACCOUNTS = 1;

    @Option(
            names = "--scenarios",
            split = ",",
            paramLabel = "NAME",
            description = "some of ${COMPLETION-CANDIDATES} (default: all)")
    Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

    @Mixin
    PipelineOptions options = new PipelineOptions();

    @Mixin
    SizeOptions sizeOptions = new SizeOptions();

    private final Installation installation;
    private final InstantSource clock;
    private final PrintStream out;

    public FallbackCommand(Installation installation, InstantSource clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        Sizes sizes = sizeOptions.over(options.quick() ? Sizes.QUICK : Sizes.FULL);
        PipelineSetting setting = options.setting(installation, ACCOUNTS, false);
        return new PipelineRuns("fallback", options, setting, clock, out)
                .of(EnumSet.copyOf(scenarios), new Play(sizes, clock));
    }

    private record Play(Sizes sizes, InstantSource clock) implements PipelineRuns.Play<Scenario> {
        /** Nothing is to be sent of the deadlines: what comes of an SMS is the dispatcher's business. */
        @Override
        public List<String> services(Scenario scenario) {
            return scenario == Scenario.STORM ? Pipeline.WHOLE : DECIDING;
        }

        @Override
        public List<Event> catalog(URI provider) {
            return Entries.of(provider, ACCOUNTS, sizes.smsLimit());
        }

        @Override
        public void run(Scenario scenario, Pipeline stage, Timeline timeline, Book book) {
            switch (scenario) {
                case DEADLINES -> new Deadlines(stage, sizes, timeline, clock).run(book);
                case OPEN -> new Open(stage, sizes, timeline, clock).run(book);
                case STORM -> new Storm(stage, sizes, timeline, clock).run(book);
            }
        }
    }
}
