package dev.tidings.testbed.bench.path;

import dev.tidings.local.settings.UserError;
import dev.tidings.testbed.bench.kit.Counts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sizes other than the usual ones, for a look at one thing. What others measure by is not set here. */
final class SizeOptions {
    @Option(names = "--rate", paramLabel = "N", description = "immediate: requests a second (default: 1000)")
    @Nullable
    String rate;

    @Option(names = "--seconds", description = "immediate: for how long (default: 30; with --quick 10)")
    @Nullable
    Integer seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "immediate: for how long before (default: 120; with --quick 15)")
    @Nullable
    Integer warmUp;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "sustained: requests published at once (default: 200k; with --quick 30k)")
    @Nullable
    String burst;

    @Option(
            names = "--pending",
            paramLabel = "N",
            description = "requests that are held meanwhile, and not due for days (default: none)")
    @Nullable
    String pending;

    /** Those sizes with what the options change. */
    Sizes over(Sizes usual) {
        return new Sizes(
                Counts.of("--rate", rate, usual.rate()),
                span("--seconds", seconds, usual.span()),
                span("--warm-up", warmUp, usual.warmUp()),
                Counts.of("--burst", burst, usual.burst()),
                pending == null ? usual.pending() : Counts.of(pending),
                usual.longest());
    }

    private static Duration span(String option, @Nullable Integer given, Duration usual) {
        if (given != null && given < 1) {
            throw new UserError(option + " is \"" + given + "\": at least a second is needed.");
        }
        return given == null ? usual : Duration.ofSeconds(given);
    }
}
