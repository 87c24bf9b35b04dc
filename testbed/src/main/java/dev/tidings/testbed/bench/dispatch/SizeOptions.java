package dev.tidings.testbed.bench.dispatch;

import dev.tidings.testbed.bench.kit.Counts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sizes other than the usual ones, for a look at one thing. What others measure by is not set here. */
final class SizeOptions {
    @Option(names = "--tasks", paramLabel = "N", description = "how many (default: 300k; with --quick 10k)")
    @Nullable
    String tasks;

    @Option(names = "--recipients", paramLabel = "N", description = "among whom they are drawn (default: 1000)")
    @Nullable
    String recipients;

    @Option(names = "--in-flight", paramLabel = "N", description = "calls under way at once (default: 1000)")
    @Nullable
    String inFlight;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "hanging-account, hanging-provider, limited-account, bulk-backlog: tasks a second (default: 2000; with --quick 500)")
    @Nullable
    String rate;

    @Option(
            names = "--seconds",
            description = "the same: for how long, undisturbed and then disturbed (default: 20; with --quick 5)")
    @Nullable
    Integer seconds;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            description = "bulk-backlog: tasks in the bulk lane (default: 1m; with --quick 40k)")
    @Nullable
    String backlog;

    /** Those sizes with what the options change. */
    Sizes over(Sizes usual) {
        return new Sizes(
                Counts.of("--tasks", tasks, usual.tasks()),
                Counts.of("--recipients", recipients, usual.recipients()),
                Counts.of("--in-flight", inFlight, usual.inFlight()),
                usual.longest(),
                Counts.of("--rate", rate, usual.liveRate()),
                seconds == null ? usual.live() : Duration.ofSeconds(seconds),
                usual.warmUp(),
                Counts.of("--backlog", backlog, usual.backlog()));
    }
}
