package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.broker.HttpText;
import dev.tidings.testbed.broker.Patiently;
import dev.tidings.testbed.broker.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

    /** Provoked together, since several need the same. */
    private static final List<String> OF_PROVIDERS = List.of(
            "TidingsDeadLetters", "TidingsDeliverySuccessBurnFast", "TidingsBreakerOpen", "TidingsReceiptsNotMatching");

    /** Provoked by the same. */
    private static final List<String> SLOW = List.of("TidingsDeliverySuccessBurnSlow");

    private static final List<String> OF_CAPS = List.of("TidingsSmsCapReached", "TidingsSmsCapNear");

    private static final List<String> OF_THE_BOOKS = List.of("TidingsBooksNotBalanced");

    /** What was broken before is mended while it stands still: that takes no dispatcher. */
    private static final List<String> OF_ONE_ID = List.of("TidingsProcessingStopped");

    /** The second takes away what the first one's services need, and gives it back before they are cured. */
    private static final List<String> OF_PROCESSES = List.of("TidingsTargetDown", "TidingsSchedulerStalled");

    /** Their diagnosis is run when they have fired. */
    private static final Set<String> IN_THEIR_TIME = Stream.of(OF_THE_BOOKS, OF_ONE_ID, OF_PROCESSES)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** What a standstill leaves behind, or a cold start already. */
    private static final List<String> AFTERWARDS = List.of("TidingsScheduleLatenessBurnFast");

    private static final List<String> ALWAYS = List.of("TidingsWatchdog");

    /** The books are there for as long as they are compared over, and nothing was started meanwhile. */
    private static final String BOOKS_ARE_COMPARABLE =
            "tidings:books:sum{book=\"dispatch\"} offset 31s and on () changes(tidings:epoch:sum[31s]) == 0";

    private static final String FALLBACK_WORKS = "tidings:fallback_triggered:ratio15m";

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
        fired = new Stopwatch(prometheus, InstantSource.system());
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

        List<Runbook> soFar = new ArrayList<>(provoke(OF_PROVIDERS));
        soFar.addAll(provoke(OF_CAPS));
        fired.await(OF_PROVIDERS);
        fired.await(OF_CAPS);
        // Of every page, be it about another alert: there is something to see for each.
        run(
                Runbook.all().stream()
                        .filter(page -> !IN_THEIR_TIME.contains(page.alert()))
                        .toList(),
                Runbook::diagnosis);

        awaitData(BOOKS_ARE_COMPARABLE);
        assertThat(fired.alerts())
                .as("the books balance until somebody writes past them")
                .doesNotContainAnyElementsOf(OF_THE_BOOKS);
        List<Runbook> ofTheBooks = provoke(OF_THE_BOOKS);
        fired.await(OF_THE_BOOKS);
        fired.await(SLOW);
        run(ofTheBooks, Runbook::diagnosis);
        soFar.addAll(ofTheBooks);

        List<Runbook> ofOneId = provoke(OF_ONE_ID);
        run(soFar, Runbook::cure);
        fired.await(OF_ONE_ID);
        run(ofOneId, Runbook::diagnosis);
        run(ofOneId, Runbook::cure);

        List<Runbook> ofProcesses = provoke(OF_PROCESSES);
        fired.await(OF_PROCESSES);
        run(ofProcesses, Runbook::diagnosis);
        run(ofProcesses.reversed(), Runbook::cure);
        fired.await(AFTERWARDS);
        fired.awaitQuiet(OF_PROCESSES);
        awaitData(FALLBACK_WORKS);
        System.out.println(fired.table());
    }

    @Test
    @Order(2)
    void everyExpressionHasAnAnswer() throws IOException {
        assertThat(prometheus.rules()).extracting(Prometheus.Rule::trouble).containsOnly("");
        // What fired has had one.
        Set<String> excused = new HashSet<>(fired.alerts());
        excused.addAll(new MonitoringPage().listed("May be empty"));
        assertThat(questions())
                .filteredOn(question -> !excused.contains(question.where()))
                .filteredOn(question -> !prometheus.hasData(question.expression()))
                .isEmpty();
    }

    @Test
    @Order(3)
    void everyMetricThatIsNamedIsThere() throws IOException {
        assertThat(prometheus.names()).containsAll(named());
    }

    @Test
    @Order(3)
    void everyMetricOfOursIsUsedOrSaidToBeSpare() throws IOException {
        Set<String> used = named().stream().map(PrometheusIT::whole).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        for (String url : tidings.metricsUrls()) {
            FAMILY.matcher(HttpText.get(url))
                    .results()
                    .map(family -> whole(family.group(1)))
                    .filter(family -> !used.contains(family))
                    .forEach(unused::add);
        }
        assertThat(unused).containsExactlyInAnyOrderElementsOf(new MonitoringPage().listed("Spare"));
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

    private static List<Runbook> provoke(List<String> alerts) {
        List<Runbook> runbooks = alerts.stream().map(Runbook::of).toList();
        alerts.forEach(fired::provoked);
        run(runbooks, Runbook::provocation);
        return runbooks;
    }

    /** Runs what they all print, each line once. */
    private static void run(List<Runbook> runbooks, Function<Runbook, List<String>> commands) {
        String script = runbooks.stream()
                .flatMap(runbook -> commands.apply(runbook).stream())
                .distinct()
                .collect(Collectors.joining("\n"));
        tidings.shell("set -x\n" + tidings.here(script));
    }

    private static void awaitData(String expression) {
        Patiently.await(expression, () -> prometheus.hasData(expression), Boolean::booleanValue);
    }

    /** The metric that a part of a histogram or a summary belongs to. */
    private static String whole(String name) {
        return PART.matcher(name).replaceFirst("");
    }

    private static List<Question> questions() throws IOException {
        List<Question> questions = new ArrayList<>(Question.ofDashboards());
        questions.addAll(Question.ofRunbooks());
        prometheus.rules().forEach(rule -> questions.add(new Question(rule.name(), rule.query())));
        return questions;
    }

    private static Set<String> named() throws IOException {
        return questions().stream().flatMap(Question::metrics).collect(Collectors.toSet());
    }
}
