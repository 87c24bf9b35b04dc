package dev.tidings.local.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format, version 0.0.4. Whatever line is not of it is left out, as are those of other programs' metrics: a page that
 * shows most is worth more than none.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class MetricsText {
    private static final String OURS = "tidings_";

    /** A name, labels in braces, a value, and a time stamp that nobody here needs. */
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*+)(?:\\{(.*)})?[ \t]++([^ \t]++)(?:[ \t]++-?\\d++)?+[ \t]*+");

    private static final Pattern LABEL =
            Pattern.compile("[ \t,]*+([a-zA-Z_][a-zA-Z0-9_]*+)=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

    private MetricsText() {}

    /** The values of Tidings' own metrics, in their order. */
    static List<Reading> read(String page) {
        List<Reading> readings = new ArrayList<>();
        page.lines()
                .filter(line -> line.startsWith(OURS))
                .forEach(line -> reading(line).ifPresent(readings::add));
        return readings;
    }

    private static Optional<Reading> reading(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Map<String, String>> labels = labels(parts.group(2) == null ? "" : parts.group(2));
        Optional<Double> value = value(parts.group(3));
        return labels.isEmpty() || value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reading(parts.group(1), labels.get(), value.get()));
    }

    private static Optional<Map<String, String>> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher next = LABEL.matcher(text);
        int end = 0;
        while (next.region(end, text.length()).lookingAt()) {
            labels.put(next.group(1), plain(next.group(2)));
            end = next.end();
        }
        return text.substring(end).isBlank() || text.substring(end).strip().equals(",")
                ? Optional.of(labels)
                : Optional.empty();
    }

    private static String plain(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                i++;
                plain.append(escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static Optional<Double> value(String text) {
        try {
            return Optional.of(
                    switch (text) {
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(text);
                    });
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
