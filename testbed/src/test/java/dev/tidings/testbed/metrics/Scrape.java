package dev.tidings.testbed.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a service showed at its Prometheus endpoint.
 *
 * @param families by name
 */
record Scrape(Map<String, Family> families) {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) (\\w+) ?(.*)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The longest bucket label: that of no bound. */
    private static final String BOUND = "le";

    /** All series of one name, each as its labels. */
    static final class Family {
        String help = "";
        String type = "";
        final List<Map<String, String>> series = new ArrayList<>();

        /** All names of labels, but for the buckets' bounds. */
        Set<String> labels() {
            return series.stream()
                    .flatMap(labels -> labels.keySet().stream())
                    .filter(name -> !name.equals(BOUND))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<String> values(String label) {
            return series.stream()
                    .filter(labels -> labels.containsKey(label))
                    .map(labels -> labels.get(label))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        int buckets() {
            return values(BOUND).size();
        }
    }

    /** Of those whose names begin so. Beside each histogram and summary, Micrometer shows a maximum: that is none of its own. */
    static Scrape of(String page, String prefix) {
        Map<String, Family> all = new TreeMap<>();
        page.lines().forEach(line -> read(line, all));
        Map<String, Family> ours = new TreeMap<>(all);
        ours.keySet().removeIf(name -> !name.startsWith(prefix) || isMaximum(name, all));
        return new Scrape(ours);
    }

    private static boolean isMaximum(String name, Map<String, Family> all) {
        return name.endsWith("_max") && all.containsKey(name.substring(0, name.length() - "_max".length()));
    }

    private static void read(String line, Map<String, Family> all) {
        Matcher meta = META.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (meta.matches()) {
            Family family = all.computeIfAbsent(meta.group(2), _ -> new Family());
            if (meta.group(1).equals("HELP")) {
                family.help = meta.group(3);
            } else {
                family.type = meta.group(3);
            }
        } else if (sample.matches()) {
            String name = sample.group(1);
            Family family = all.get(all.containsKey(name) ? name : name.replaceFirst("_(bucket|sum|count)$", ""));
            if (family == null) {
                throw new AssertionError("no # TYPE before " + line);
            }
            family.series.add(labels(sample.group(2)));
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }
}
