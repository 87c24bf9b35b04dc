package dev.tidings.testbed.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of documentation: its blocks of code, and its tables by the heading above them. */
public record Page(String text) {
    public static Page of(String first, String... more) throws IOException {
        return new Page(Files.readString(Path.of("..").resolve(Path.of(first, more))));
    }

    /** The blocks of a language, in their order. */
    public List<String> blocks(String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The cells of the rows of all tables below a heading and above the next one, without the tables' own headings. */
    List<List<String>> rows(String heading) {
        return text.lines()
                .dropWhile(line -> !line.matches("#+ " + Pattern.quote(heading)))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
                .toList();
    }

    /** The targets of links to files of this repository. */
    List<String> links() {
        return Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)")
                .matcher(text)
                .results()
                .map(link -> link.group(1))
                .toList();
    }
}
