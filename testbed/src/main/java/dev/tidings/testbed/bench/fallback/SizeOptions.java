package dev.tidings.testbed.bench.fallback;

import dev.tidings.testbed.bench.kit.Counts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sizes other than the usual ones, for a look at one thing. What others measure by is not set here. */
final class SizeOptions {
    @Option(
            names = "--deadlines",
            paramLabel = "N",
            description = "deadlines: how many come at once (default: 20k; with --quick 2k)")
    @Nullable
    String deadlines;

    @Option(
            names = "--lead",
            paramLabel = "SECONDS",
            description = "deadlines: how long before they are published (default: 40; with --quick 15)")
    @Nullable
    String lead;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "deadlines: how often in the same processes (default: 4; with --quick 2)")
    @Nullable
    String rounds;

    @Option(names = "--watches", paramLabel = "N", description = "open: how many (default: 1m; with --quick 20k)")
    @Nullable
    String watches;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "storm: requests a second (default: 1000; with --quick 200)")
    @Nullable
    String rate;

    @Option(names = "--seconds", description = "storm: for how long (default: 60; with --quick 10)")
    @Nullable
    String seconds;

    @Option(
            names = "--sms-limit",
            paramLabel = "N",
            description = "storm: SMS a second that the account allows (default: 500; with --quick 100)")
    @Nullable
    String smsLimit;

    /** Those sizes with what the options change. */
    Sizes over(Sizes usual) {
        return new Sizes(
                Counts.of("--deadlines", deadlines, usual.deadlines()),
                seconds("--lead", lead, usual.lead()),
                Counts.of("--rounds", rounds, usual.rounds()),
                Counts.of("--watches", watches, usual.watches()),
                Counts.of("--rate", rate, usual.rate()),
                seconds("--seconds", seconds, usual.span()),
                Counts.of("--sms-limit", smsLimit, usual.smsLimit()),
                usual.longest());
    }

    private static Duration seconds(String option, @Nullable String given, Duration usual) {
        return Duration.ofSeconds(Counts.of(option, given, Math.toIntExact(usual.toSeconds())));
    }
}
