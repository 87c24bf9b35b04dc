package dev.tidings.testbed.endtoend;

import dev.tidings.testbed.monitoring.Dashboard;
import dev.tidings.testbed.monitoring.PromQl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that Prometheus is asked.
 *
 * @param where it stands, for people
 * @param expression in PromQL
 */
record Question(String where, String expression) {
    /** Of the panels: of everything, over a time that a test has. */
    static List<Question> ofDashboards() throws IOException {
        List<Question> questions = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            dashboard
                    .panels()
                    .forEach(panel -> panel.expressions().stream()
                            .map(expression -> new Question(dashboard + ": " + panel.title(), filled(expression)))
                            .forEach(questions::add));
        }
        return questions;
    }

    static List<Question> ofRunbooks() {
        return Runbook.all().stream()
                .flatMap(runbook -> runbook.questions().stream()
                        .map(expression -> new Question("runbook " + runbook.alert(), expression)))
                .toList();
    }

    Stream<String> metrics() {
        return PromQl.selectors(expression).stream().map(PromQl.Selector::metric);
    }

    private static String filled(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "3m")
                .replace("$price", "0.05")
                .replaceAll("\\$(job|instance|channel|account)", ".+");
    }
}
