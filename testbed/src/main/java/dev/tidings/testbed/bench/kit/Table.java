package dev.tidings.testbed.bench.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A report for people: one line for each scenario and subject, one column for each metric, medians. */
public final class Table {
    private Table() {}

    public static String of(List<Measure> measures) {
        Set<String> metrics = new LinkedHashSet<>();
        Map<List<String>, Map<String, String>> lines = new LinkedHashMap<>();
        for (Measure one : measures) {
            metrics.add(one.metric());
            lines.computeIfAbsent(List.of(one.scenario(), one.subject()), _ -> new LinkedHashMap<>())
                    .put(one.metric(), text(one.value()));
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("scenario", "subject"));
        head.addAll(metrics);
        rows.add(head);
        lines.forEach((name, figures) -> {
            List<String> row = new ArrayList<>(name);
            metrics.forEach(metric -> row.add(figures.getOrDefault(metric, "-")));
            rows.add(row);
        });
        return aligned(rows);
    }

    /** A table for each scenario: where they measure different things, one for all would be mostly empty. */
    public static String byScenario(List<Measure> measures) {
        StringBuilder text = new StringBuilder();
        measures.stream()
                .map(Measure::scenario)
                .distinct()
                .forEach(scenario -> text.append('\n')
                        .append(of(measures.stream()
                                .filter(one -> one.scenario().equals(scenario))
                                .toList())));
        return text.toString();
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                // Names to the left, figures to the right.
                line.append(i < 2 ? row.get(i) + space : space + row.get(i)).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 && value != Math.rint(value) ? "%.2f" : "%,.0f", value);
    }
}
