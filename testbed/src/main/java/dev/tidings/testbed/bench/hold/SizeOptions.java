package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Counts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sizes other than the usual ones, for a look at one thing. What others measure by is not set here. */
final class SizeOptions {
    @Option(
            names = "--pending",
            split = ",",
            paramLabel = "N",
            description = "D and G: how many more are held (default: 1m,10m; with --quick 200k)")
    List<String> pending = List.of();

    @Option(
            names = "--remembered",
            paramLabel = "N",
            description = "R: how many ids are remembered (default: 5m; with --quick 200k)")
    @Nullable
    String remembered;

    @Option(names = "--rate", description = "B: a second (default: 5000)")
    @Nullable
    Integer rate;

    @Option(names = "--seconds", description = "B and B2: for how long (default: 60 and 26; with --quick 10)")
    @Nullable
    Integer seconds;

    @Option(names = "--burst", description = "C, E and G: how many (default: 100k; with --quick 30k)")
    @Nullable
    String burst;

    @Option(
            names = "--burst-lead",
            paramLabel = "SECONDS",
            description = "C, E and G: from the first insert until due; twice that where it is cold (default: 12; with"
                    + " --quick 6)")
    @Nullable
    Integer burstLead;

    @Option(names = "--inserts", description = "A: how many (default: 500k; with --quick 100k)")
    @Nullable
    String inserts;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description =
                    "B before anything is measured, after a first C; 0: measure cold (default: 60; with --quick 10)")
    @Nullable
    Integer warmUp;

    /** Those sizes with what the options change. */
    Sizes over(Sizes usual) {
        return new Sizes(
                Counts.of("--inserts", inserts, usual.inserts()),
                rate == null ? usual.steadyRate() : rate,
                span(seconds, usual.steady()),
                usual.costRate(),
                span(seconds, usual.cost()),
                Counts.of("--burst", burst, usual.burst()),
                span(burstLead, usual.burstLead()),
                span(warmUp, usual.warmUp()),
                pending.isEmpty()
                        ? usual.pending()
                        : pending.stream().map(Counts::of).toList(),
                Counts.of("--remembered", remembered, usual.remembered()),
                usual.failover(),
                usual.strippedWithin());
    }

    private static Duration span(@Nullable Integer given, Duration usual) {
        return given == null ? usual : Duration.ofSeconds(given);
    }
}
