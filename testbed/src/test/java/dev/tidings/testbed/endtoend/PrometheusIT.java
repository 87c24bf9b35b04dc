package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.broker.HttpText;
import dev.tidings.testbed.broker.Patiently;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus with the project's rules, in a hurry ({@link Hurried}), beside running services under the demo's traffic: what runbooks provoke
 * fires, their commands work, their cures do, and whatever dashboards, rules and runbooks ask has an answer.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrometheusIT {
    private static final int FIRST_PORT = 28_090;

    /** Provoked together: several need the same. */
    private static final List<String> OF_PROVIDERS = List.of(
            "TidingsDeadLetters",
            "TidingsDeliverySuccessBurnFast",
            "TidingsDeliverySuccessBurnSlow",
            "TidingsBreakerOpen",
            "TidingsFallbackSurge",
            "TidingsSmsCapNear",
            "TidingsSmsCapReached",
            "TidingsReceiptsNotMatching");

    private static final List<String> OF_THE_BOOKS = List.of("TidingsBooksNotBalanced");

    /** The second takes away what the first one's services need, and gives it back before they are cured. */
    private static final List<String> OF_PROCESSES = List.of("TidingsTargetDown", "TidingsSchedulerStalled");

    /** What a standstill leaves behind. */
    private static final List<String> AFTERWARDS = List.of("TidingsScheduleLatenessBurnFast");

    private static final List<String> ALWAYS = List.of("TidingsWatchdog");

    /** The books are there for as long as they are compared over, and nothing was started meanwhile. */
    private static final String BOOKS_ARE_COMPARABLE =
            "tidings:books:sum{book=\"dispatch\"} offset 31s and on () changes(tidings:epoch:sum[31s]) == 0";

    /** In expressions: ours, recorded ones, and those of Kafka and the platform. */
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:[a-z]+:\\w+:\\w+|(?:tidings|kafka|jvm|process)_\\w+|up\\b(?=\\{))");

    /** What a histogram or a summary adds to its name. */
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count|max)$");

    private static final Pattern FAMILY = Pattern.compile("^# TYPE (tidings_\\w+) ", Pattern.MULTILINE);

    @TempDir
    private static Path data;

    private static LocalInstallation tidings;
    private static Prometheus prometheus;
    private static Process traffic;
    private static Stopwatch fired;

    @BeforeAll
    static void up() throws IOException {
        Tools.assumeInstalled("prometheus", "promtool", "curl", "kcat");
        tidings = new LocalInstallation(data, FIRST_PORT);
        tidings.tidings("up", "--detach");
        prometheus = Prometheus.watching(tidings, Files.createDirectory(data.resolve("prometheus")), FIRST_PORT + 9);
        fired = new Stopwatch(prometheus);
        traffic = tidings.begin("demo", "--rate", "40", "--for", "10m");
    }

    @AfterAll
    static void down() {
        if (traffic != null) {
            traffic.destroy();
        }
        if (prometheus != null) {
            prometheus.close();
        }
        if (tidings != null) {
            tidings.close();
        }
    }

    @Test
    @Order(1)
    void whatRunbooksProvokeFiresAndWhatTheySayWorks() {
        fired.await(ALWAYS);
        // A channel that never reported is not missed when it is silent.
        awaitData("sum(tidings_results_total{channel=\"viber\", status=\"delivered\"}) > 0");

        List<Runbook> ofProviders = runbooks(OF_PROVIDERS);
        provoke(ofProviders);
        fired.await(OF_PROVIDERS);
        run(ofProviders.stream().map(Runbook::diagnosis));

        List<Runbook> ofTheBooks = runbooks(OF_THE_BOOKS);
        awaitData(BOOKS_ARE_COMPARABLE);
        provoke(ofTheBooks);
        fired.await(OF_THE_BOOKS);
        run(ofTheBooks.stream().map(Runbook::diagnosis));
        run(Stream.concat(ofTheBooks.stream(), ofProviders.stream()).map(Runbook::cure));

        List<Runbook> ofProcesses = runbooks(OF_PROCESSES);
        provoke(ofProcesses);
        fired.await(OF_PROCESSES);
        run(ofProcesses.stream().map(Runbook::diagnosis));
        run(ofProcesses.reversed().stream().map(Runbook::cure));
        fired.await(AFTERWARDS);
        fired.awaitQuiet(OF_PROCESSES);
        System.out.println(fired.table());
    }

    @Test
    @Order(2)
    void everyExpressionHasAnAnswer() {
        Map<String, String> mayBeEmpty = Page.of("deploy/monitoring/README.md").reasons("May be empty");
        Set<String> empty = new TreeSet<>();
        for (Dashboards.Question question : Dashboards.questions()) {
            collect(empty, question.panel(), question.asked());
        }
        for (Runbook runbook : Runbook.all()) {
            runbook.questions().forEach(question -> collect(empty, "runbook " + runbook.alert(), question));
        }
        for (Prometheus.Rule rule : prometheus.rules()) {
            assertThat(rule.trouble()).as(rule.name()).isEmpty();
            if (!(rule.isAlert() && fired.alerts().contains(rule.name()))) {
                collect(empty, rule.name(), rule.query());
            }
        }
        empty.removeAll(mayBeEmpty.keySet());
        assertThat(empty).isEmpty();
    }

    @Test
    @Order(3)
    void everyMetricThatIsNamedIsThere() {
        assertThat(prometheus.names()).containsAll(named());
    }

    @Test
    @Order(3)
    void everyMetricOfOursIsUsedOrSaidToBeSpare() {
        Set<String> used = named().stream()
                .flatMap(name -> Stream.of(name, PART.matcher(name).replaceFirst("")))
                .collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        for (String url : tidings.metricsUrls()) {
            FAMILY.matcher(HttpText.get(url))
                    .results()
                    .map(family -> family.group(1))
                    // The longest of late is a family of its own.
                    .filter(family -> !used.contains(family)
                            && !used.contains(PART.matcher(family).replaceFirst("")))
                    .forEach(unused::add);
        }
        assertThat(unused)
                .containsExactlyInAnyOrderElementsOf(
                        Page.of("deploy/monitoring/README.md").reasons("Spare").keySet());
    }

    @Test
    @Order(3)
    void everyServicesMetricsAreAsPrometheusAdvises() throws IOException {
        for (String url : tidings.metricsUrls()) {
            Path page = Files.writeString(data.resolve("metrics.txt"), HttpText.get(url));
            assertThat(tidings.shell("promtool check metrics < " + page))
                    .as(url)
                    .isEmpty();
        }
    }

    private static List<Runbook> runbooks(List<String> alerts) {
        return alerts.stream().map(Runbook::of).toList();
    }

    private static void provoke(List<Runbook> runbooks) {
        run(runbooks.stream().map(Runbook::provocation));
        fired.provoked();
    }

    /** Runs all that these runbooks print, each line once. */
    private static void run(Stream<List<String>> commands) {
        String script = commands.flatMap(List::stream).distinct().collect(Collectors.joining("\n"));
        tidings.shell("set -x\n" + tidings.here(script));
    }

    private static void awaitData(String expression) {
        Patiently.await(expression, () -> prometheus.hasData(expression), Boolean::booleanValue);
    }

    private static void collect(Set<String> empty, String where, String expression) {
        if (!prometheus.hasData(expression)) {
            empty.add(where);
        }
    }

    private static Set<String> named() {
        Stream<String> expressions = Stream.of(
                        Dashboards.questions().stream().map(Dashboards.Question::asked),
                        Runbook.all().stream().flatMap(runbook -> runbook.questions().stream()),
                        prometheus.rules().stream().map(Prometheus.Rule::query))
                .flatMap(part -> part);
        return expressions
                .flatMap(expression -> METRIC.matcher(expression).results().map(match -> match.group()))
                .collect(Collectors.toSet());
    }
}
