package dev.tidings.testbed.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * deploy/metrics.md, read.
 *
 * @param sections the metrics under each heading
 */
record MetricsPage(Map<String, List<Row>> sections) {
    private static final String PREAMBLE = "";
    private static final Pattern HEADING = Pattern.compile("## (.+)");
    private static final Pattern LABEL = Pattern.compile("`(\\w+)`(?:: (.+))?");

    /**
     * A metric.
     *
     * @param labels the values of each; none: any that is no closed list
     */
    record Row(String name, String type, Map<String, Set<String>> labels) {}

    static MetricsPage read(Path page) {
        try {
            return of(Files.readAllLines(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MetricsPage of(List<String> lines) {
        Map<String, Set<String>> common = new HashMap<>();
        Map<String, List<Row>> sections = new LinkedHashMap<>();
        String section = PREAMBLE;
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            section = heading.matches() ? heading.group(1) : section;
            List<String> cells = cells(line);
            if (section.equals(PREAMBLE) && !cells.isEmpty()) {
                Matcher label = LABEL.matcher(cells.getFirst());
                if (label.matches()) {
                    common.put(label.group(1), values(cells.get(1)));
                }
            } else if (!cells.isEmpty() && cells.getFirst().startsWith("`tidings_")) {
                String name = cells.getFirst().replace("`", "");
                sections.computeIfAbsent(section, _ -> new ArrayList<>())
                        .add(new Row(name, cells.get(1), labels(cells.get(2), common)));
            }
        }
        return new MetricsPage(sections);
    }

    private static List<String> cells(String line) {
        return line.startsWith("| ")
                ? Arrays.stream(line.substring(1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static Map<String, Set<String>> labels(String cell, Map<String, Set<String>> common) {
        Map<String, Set<String>> labels = new HashMap<>();
        for (String each : cell.split(";", -1)) {
            Matcher label = LABEL.matcher(each.strip());
            if (label.matches()) {
                String name = label.group(1);
                labels.put(name, label.group(2) == null ? common.getOrDefault(name, Set.of()) : values(label.group(2)));
            }
        }
        return labels;
    }

    /** In italics stands what is no list of values. */
    private static Set<String> values(String cell) {
        return cell.startsWith("*") ? Set.of() : new TreeSet<>(List.of(cell.split(" ", -1)));
    }

    List<Row> of(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> sections.getOrDefault(name, List.of()).stream())
                .toList();
    }
}
