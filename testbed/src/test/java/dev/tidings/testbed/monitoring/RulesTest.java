package dev.tidings.testbed.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.broker.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each alert says what somebody who is woken needs, has a page that helps, and is tested both ways; Prometheus' own tools agree. */
class RulesTest {
    private static final Path MONITORING = Repository.ROOT.resolve("deploy/monitoring");
    private static final Path RUNBOOKS = Repository.ROOT.resolve("deploy/runbooks");

    /** It has nothing to say in numbers, and no state in which it does not fire. */
    private static final String WATCHDOG = "TidingsWatchdog";

    static Set<String> alerts() throws IOException {
        return Repository.alerts();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachSaysHowUrgentItIsWhatItIsAndWhereHelpIs(String alert) throws IOException {
        String rule = between(text("prometheus/rules/alerts.yml"), "- alert: " + alert + "\n", "\n\n");

        assertThat(rule).containsPattern("severity: (page|ticket|none)\n");
        assertThat(rule).contains("summary: ", "description: ");
        assertThat(rule).contains("/deploy/runbooks/" + alert + ".md");
        if (!alert.equals(WATCHDOG)) {
            assertThat(rule).containsPattern("\\$value|\\$labels");
        }
    }

    @Test
    void eachHasARunbookAndEachRunbookAnAlert() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            Set<String> pages = files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README"))
                    .collect(Collectors.toSet());
            assertThat(pages).containsExactlyInAnyOrderElementsOf(alerts());
        }
        assertThat(Files.readString(RUNBOOKS.resolve("README.md"))).contains(alerts());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachRunbookLeadsFromTheAlertToItsCure(String alert) throws IOException {
        String page = Files.readString(RUNBOOKS.resolve(alert + ".md"));

        assertThat(page).startsWith("# " + alert + "\n");
        assertThat(page.lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## Meaning", "## Impact", "## Diagnosis", "## Mitigation", "## Provoke it");
        assertThat(page).contains("```promql\n");
        assertThat(Pattern.compile("]\\(([\\w.]+)").matcher(page).results())
                .allSatisfy(link -> assertThat(RUNBOOKS.resolve(link.group(1))).exists());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void eachHasATestThatItFiresAndOneThatItDoesNot(String alert) throws IOException {
        String tests = tests();

        assertThat(tests).contains("alertname: " + alert + "\n        exp_alerts:\n");
        if (!alert.equals(WATCHDOG)) {
            assertThat(tests).contains("alertname: " + alert + "\n        exp_alerts: []\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promtool check config prometheus/prometheus.yml",
                "promtool check rules prometheus/rules/recording.yml prometheus/rules/alerts.yml",
                "promtool test rules prometheus/tests/delivery.yml prometheus/tests/hold.yml prometheus/tests/fallback.yml"
                        + " prometheus/tests/processes.yml prometheus/tests/long.yml",
                "amtool check-config alertmanager/alertmanager.yml"
            })
    void prometheusOwnToolsAgree(String command, @TempDir Path folder) throws Exception {
        List<String> words = List.of(command.split(" "));
        Tools.assumeInstalled(words.getFirst());
        Path said = folder.resolve("said");

        Process tool = new ProcessBuilder(words)
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(tool.waitFor()).as(Files.readString(said)).isZero();
    }

    private static String tests() throws IOException {
        try (Stream<Path> files = Files.list(MONITORING.resolve("prometheus/tests"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(MONITORING.resolve(file));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        int to = text.indexOf(end, from);
        return text.substring(from, to < 0 ? text.length() : to);
    }
}
