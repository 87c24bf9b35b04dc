package dev.tidings.testbed.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.broker.Tools;
import dev.tidings.testbed.monitoring.PromQl.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dashboards keep the rules of Grafana's dashboard-linter, which is a program in another language, and some of our own.
 *
 * @see <a href="https://github.com/grafana/dashboard-linter/blob/main/docs/index.md">the linter's rules</a>
 */
class DashboardsTest {
    /** Raw sums, as deploy/metrics.md has them: rates extrapolate, and would never balance. */
    private static final String THE_BOOKS = "What came in, less what went out, ended or is still there";

    /** Of Grafana's units those that fit: numbers, shares, bytes, times, and things a second. */
    private static final Set<String> UNITS = Set.of(
            "none", "short", "percentunit", "bytes", "s", "ms", "reqps", "mps", "ops", "cps", "wps", "bool_yes_no");

    /** Metrics of Prometheus and Spring Boot, which our page does not list. */
    private static final Pattern NOT_OURS = Pattern.compile("up|(jvm|process)_[a-z_]+");

    /** What a histogram or a summary adds to its name. */
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count|max)$");

    private static final Pattern LABEL_QUERY =
            Pattern.compile("(label_names|label_values|metrics|query_result)\\(.+\\)");

    private static final Pattern TO_DASHBOARD =
            Pattern.compile("/d/([a-z-]+)\\?\\$\\{__url_time_range}&\\$\\{__all_variables}");
    private static final Pattern TO_RUNBOOK = Pattern.compile("\\$\\{runbooks}/(\\w+)\\.md");
    private static final String TO_RUNBOOKS = "${runbooks}";

    /** Always fires, so that its silence is noticed: there is nothing to plot. */
    private static final Set<String> WITHOUT_PANEL = Set.of("TidingsWatchdog");

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.all();
    }

    @Test
    void areTheseWithIdsOfTheirOwn() throws IOException {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .containsExactlyInAnyOrder(
                        "tidings-overview", "tidings-hold", "tidings-dispatch", "tidings-fallback", "tidings-platform");
    }

    /** uneditable-dashboard, and what Grafana needs to know of it. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void areNotToBeEditedInGrafana(Dashboard dashboard) {
        JsonNode json = dashboard.json();
        assertThat(json.path("editable").asBoolean(true)).isFalse();
        assertThat(json.path("title").asText()).startsWith("Tidings / ");
        assertThat(json.path("description").asText()).endsWith(".");
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(json.path("tags").valueStream().map(JsonNode::asText)).containsExactly("tidings");
    }

    /** template-datasource-rule. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void letTheDataSourceBeChosen(Dashboard dashboard) {
        JsonNode variable = dashboard.variable("datasource").orElseThrow();
        assertThat(variable.path("type").asText()).isEqualTo("datasource");
        assertThat(variable.path("label").asText()).isEqualTo("Data source");
        assertThat(variable.path("query").asText()).isEqualTo("prometheus");
    }

    /** template-job-rule, template-instance-rule; the others that ask Prometheus are held to the same. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void letJobAndInstanceBeChosen(Dashboard dashboard) {
        assertThat(dashboard.variable("job")).isPresent();
        assertThat(dashboard.variable("instance")).isPresent();
        assertThat(queries(dashboard)).allSatisfy(variable -> {
            String name = variable.path("name").asText();
            assertThat(variable.path("label").asText()).isEqualToIgnoringCase(name);
            assertThat(variable.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertThat(variable.path("multi").asBoolean()).isTrue();
            assertThat(variable.path("includeAll").asBoolean()).isTrue();
            assertThat(variable.path("allValue").asText()).isEqualTo(".+");
        });
    }

    /** template-label-promql-rule, template-on-time-change-reload-rule. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void askForLabelsWheneverTheTimeChanges(Dashboard dashboard) {
        assertThat(queries(dashboard)).allSatisfy(variable -> {
            assertThat(variable.path("query").asText()).matches(LABEL_QUERY);
            assertThat(variable.path("refresh").asInt()).isEqualTo(2);
        });
    }

    /** panel-title-description-rule, for every kind of panel. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void sayWhatEachPanelShows(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.title()).isNotBlank());
        assertThat(panels(dashboard, panel -> !panel.isRow()))
                .allSatisfy(panel -> assertThat(panel.json().path("description").asText())
                        .hasSizeGreaterThan(15)
                        .endsWith("."));
    }

    /** panel-units-rule, panel-datasource-rule, panel-no-targets-rule. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void haveAUnitADataSourceAndAnExpressionInEachPanel(Dashboard dashboard) {
        assertThat(panels(dashboard, Panel::hasExpressions)).allSatisfy(panel -> {
            assertThat(panel.json()
                            .path("fieldConfig")
                            .path("defaults")
                            .path("unit")
                            .asText())
                    .isIn(UNITS);
            assertThat(panel.json().path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.expressions()).isNotEmpty().noneMatch(String::isBlank);
            assertThat(panel.targets().stream()
                            .map(target -> target.path("refId").asText()))
                    .doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void nameEachLineOfAPlot(Dashboard dashboard) {
        assertThat(panels(dashboard, panel -> panel.type().equals("timeseries")))
                .allSatisfy(panel -> {
                    assertThat(panel.targets().stream()
                                    .map(target -> target.path("legendFormat").asText()))
                            .noneMatch(String::isBlank);
                    assertThat(panel.json()
                                    .path("options")
                                    .path("legend")
                                    .path("showLegend")
                                    .asBoolean())
                            .isTrue();
                });
    }

    /** target-job-rule, target-instance-rule. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void selectByJobAndInstance(Dashboard dashboard) {
        assertThat(selectors(dashboard, panel -> true)).allSatisfy(selector -> {
            assertThat(selector.matches("job=~\"$job\"")).isTrue();
            assertThat(selector.matches("instance=~\"$instance\"")).isTrue();
        });
    }

    /** target-rate-interval-rule. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void takeRatesOverWhatThePlotResolves(Dashboard dashboard) {
        assertThat(selectors(dashboard, panel -> true))
                .filteredOn(selector -> selector.function().matches("i?rate"))
                .allSatisfy(selector -> assertThat(selector.range()).isEqualTo("$__rate_interval"));
    }

    /** target-counter-agg-rule, also where a counter has matchers, which the linter does not see. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void showCountersAsRatesOrIncreases(Dashboard dashboard) {
        assertThat(selectors(dashboard, panel -> !panel.title().equals(THE_BOOKS)))
                .filteredOn(Selector::isCounter)
                .allSatisfy(selector -> assertThat(selector.function()).matches("i?rate|increase"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void showWhatTheMetricsPageLists(Dashboard dashboard) throws IOException {
        Set<String> documented = Repository.documentedMetrics();
        assertThat(selectors(dashboard, panel -> true))
                .extracting(Selector::metric)
                .filteredOn(metric -> !NOT_OURS.matcher(metric).matches())
                .allMatch(metric -> documented.contains(metric)
                        || documented.contains(PART.matcher(metric).replaceFirst("")));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void putNoPanelOverAnother(Dashboard dashboard) {
        List<Panel> panels = dashboard.panels();
        assertThat(panels.stream().map(panel -> panel.json().path("id").asInt()))
                .doesNotHaveDuplicates();
        for (Panel panel : panels) {
            assertThat(panel.at("x")).as("left of %s", panel).isNotNegative();
            assertThat(panel.at("w")).as("width of %s", panel).isPositive();
            assertThat(panel.at("h")).as("height of %s", panel).isPositive();
            assertThat(panel.at("x") + panel.at("w")).as("right of %s", panel).isLessThanOrEqualTo(24);
            assertThat(panels).filteredOn(panel::overlaps).containsExactly(panel);
        }
    }

    @Test
    void beginWithSixNumbers() throws IOException {
        Dashboard overview = dashboards().stream()
                .filter(dashboard -> dashboard.uid().equals("tidings-overview"))
                .findFirst()
                .orElseThrow();
        assertThat(panels(overview, panel -> panel.at("y") == 0))
                .hasSize(6)
                .allMatch(panel -> panel.type().equals("stat"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linkToDashboardsAndRunbooksThatAreThere(Dashboard dashboard) throws IOException {
        Set<String> known = dashboards().stream().map(Dashboard::uid).collect(Collectors.toSet());
        Set<String> alerts = Repository.alerts();
        assertThat(dashboard.links()).allSatisfy(link -> {
            if (link.startsWith("/")) {
                assertThat(link).matches(TO_DASHBOARD);
                assertThat(TO_DASHBOARD.matcher(link).replaceFirst("$1")).isIn(known);
            } else if (!link.equals(TO_RUNBOOKS)) {
                assertThat(link).matches(TO_RUNBOOK);
                String alert = TO_RUNBOOK.matcher(link).replaceFirst("$1");
                assertThat(alert).isIn(alerts);
                assertThat(Repository.ROOT.resolve("deploy/runbooks/" + alert + ".md"))
                        .exists();
            }
        });
        assertThat(dashboard.json().path("links").valueStream()).singleElement().satisfies(all -> {
            assertThat(all.path("type").asText()).isEqualTo("dashboards");
            assertThat(all.path("includeVars").asBoolean()).isTrue();
            assertThat(all.path("keepTime").asBoolean()).isTrue();
        });
    }

    /** Who looks from an alert for what it is about finds it, and finds back. */
    @Test
    void leadToTheRunbookOfEveryAlert() throws IOException {
        Set<String> linked = new TreeSet<>(WITHOUT_PANEL);
        for (Dashboard dashboard : dashboards()) {
            dashboard.links().stream()
                    .filter(link -> TO_RUNBOOK.matcher(link).matches())
                    .forEach(link -> linked.add(TO_RUNBOOK.matcher(link).replaceFirst("$1")));
        }
        assertThat(linked).containsExactlyInAnyOrderElementsOf(Repository.alerts());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void knowTheRunbooksByTheAddressThatTheAlertsGive(Dashboard dashboard) throws IOException {
        String base = dashboard.variable("runbooks").orElseThrow().path("query").asText();
        assertThat(Repository.runbookUrls())
                .isNotEmpty()
                .allMatch(url -> url.substring(0, url.lastIndexOf('/')).equals(base));
    }

    /** target-promql-rule: Prometheus' own parser, with the variables filled in. */
    @Test
    void askInPromQl(@TempDir Path folder) throws Exception {
        Tools.assumeInstalled("promtool");
        List<String> rules = new ArrayList<>();
        for (Dashboard dashboard : dashboards()) {
            for (Panel panel : dashboard.panels()) {
                for (String expression : panel.expressions()) {
                    rules.add("{\"record\": \"a:rule_" + rules.size() + "\", \"expr\": " + quoted(expression) + "}");
                }
            }
        }
        Path file = folder.resolve("rules.yml");
        Files.writeString(
                file, "{\"groups\": [{\"name\": \"dashboards\", \"rules\": [\n" + String.join(",\n", rules) + "\n]}]}");

        Process promtool = new ProcessBuilder("promtool", "check", "rules", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(promtool.waitFor()).as(() -> text(folder.resolve("said"))).isZero();
        assertThat(rules).hasSizeGreaterThan(100);
    }

    private static String quoted(String expression) {
        String filled = expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h")
                .replaceAll("\\$[a-z]+", "1");
        return "\"" + filled.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<JsonNode> queries(Dashboard dashboard) {
        return dashboard.variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .toList();
    }

    private static List<Panel> panels(Dashboard dashboard, Predicate<Panel> which) {
        return dashboard.panels().stream().filter(which).toList();
    }

    private static List<Selector> selectors(Dashboard dashboard, Predicate<Panel> which) {
        return panels(dashboard, which).stream()
                .flatMap(panel -> panel.expressions().stream())
                .flatMap(expression -> PromQl.selectors(expression).stream())
                .toList();
    }
}
