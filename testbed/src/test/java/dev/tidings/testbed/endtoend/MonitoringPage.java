package dev.tidings.testbed.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** deploy/monitoring/README.md: its lists of what need not have an answer, or be asked for. */
final class MonitoringPage {
    private static final Pattern ROW = Pattern.compile("^\\| `?([^|`]+?)`? \\| .+ \\|$", Pattern.MULTILINE);

    private final String text;

    MonitoringPage() throws IOException {
        text = Files.readString(LocalInstallation.ROOT.resolve("deploy/monitoring/README.md"));
    }

    /** What the table under a heading is about: its first column. */
    Set<String> listed(String heading) {
        int from = text.indexOf("## " + heading + "\n");
        int to = text.indexOf("\n## ", from + 1);
        return ROW.matcher(text.substring(from, to < 0 ? text.length() : to))
                .results()
                // The table's own heading.
                .skip(1)
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
    }
}
