package dev.tidings.testbed.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page that tells what to do about an alert.
 *
 * @param alert its name
 * @param text in Markdown
 */
record Runbook(String alert, String text) {
    private static final Path FOLDER = LocalInstallation.ROOT.resolve("deploy/runbooks");
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROMQL = Pattern.compile("```promql\n(.*?)\n```", Pattern.DOTALL);

    static Runbook of(String alert) {
        try {
            return new Runbook(alert, Files.readString(FOLDER.resolve(alert + ".md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Runbook> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".md", ""))
                    .filter(name -> !name.equals("README"))
                    .sorted()
                    .map(Runbook::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> provocation() {
        return commands("Provoke it");
    }

    List<String> diagnosis() {
        return commands("Diagnosis");
    }

    List<String> cure() {
        return commands("Mitigation");
    }

    /** What it has Prometheus asked. */
    List<String> questions() {
        return PROMQL.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The lines of the blocks of commands under a heading. */
    private List<String> commands(String heading) {
        int from = text.indexOf("## " + heading + "\n");
        int to = text.indexOf("\n## ", from + 1);
        String section = text.substring(from, to < 0 ? text.length() : to);
        return SHELL.matcher(section)
                .results()
                .flatMap(match -> match.group(1).lines())
                .toList();
    }
}
