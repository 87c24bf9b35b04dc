package dev.tidings.testbed.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of documentation that tests take lists from.
 *
 * @param text in Markdown
 */
record Page(String text) {
    private static final Pattern ROW = Pattern.compile("^\\| `?([^|`]+?)`? \\| (.+) \\|$", Pattern.MULTILINE);

    static Page of(String file) {
        try {
            return new Page(Files.readString(LocalInstallation.ROOT.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table under a heading: what each row is about, and why. */
    Map<String, String> reasons(String heading) {
        int from = text.indexOf("## " + heading + "\n");
        int to = text.indexOf("\n## ", from + 1);
        return ROW.matcher(text.substring(from, to < 0 ? text.length() : to))
                .results()
                .skip(2)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }
}
