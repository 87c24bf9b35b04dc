package dev.tidings.testbed.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What dashboards name and others write: the metrics' page, the alerts and their runbooks. */
final class Repository {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern METRIC = Pattern.compile("^\\| `([a-z0-9_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern ALERT = Pattern.compile("^ *- alert: (\\w+)", Pattern.MULTILINE);
    private static final Pattern RUNBOOK = Pattern.compile("^ *runbook_url: (\\S+)", Pattern.MULTILINE);

    private Repository() {}

    /** The first column of the page's tables. */
    static Set<String> documentedMetrics() throws IOException {
        return found(METRIC, Files.readString(ROOT.resolve("deploy/metrics.md")));
    }

    static Set<String> alerts() throws IOException {
        return found(ALERT, rules());
    }

    static Set<String> runbookUrls() throws IOException {
        return found(RUNBOOK, rules());
    }

    private static String rules() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/monitoring/prometheus/rules"))) {
            return files.sorted().map(Repository::text).collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }
}
