package dev.tidings.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever plans with deploy/capacity.md plans with figures that were measured, and with those of the last time. */
class CapacityPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,])\\d+(?:,\\d{3})*(?:\\.\\d+)?");

    /** What is reckoned, as the page says. */
    private static final Pattern ITALIC = Pattern.compile("\\*[^*|]+\\*");

    @ParameterizedTest
    @ValueSource(strings = {"What one core carries", "What a million costs"})
    void whatIsNotReckonedStandsWhereItWasMeasured(String heading) throws IOException {
        String measured = ITALIC.matcher(section(heading).replace("**", "")).replaceAll("");

        assertThat(numbers(measured)).isNotEmpty();
        assertThat(numbers(sources())).containsAll(numbers(measured));
    }

    /** Of the example of a campaign these are measured, and all else follows from them. */
    @Test
    void aMillionAtNineBeginsWithTheSameFigures() throws IOException {
        assertThat(section("A million at 9:00")).contains("23,400/s", "754 ms", "2,733 ms");
        assertThat(sources()).contains("23,400", "754", "2,733");
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(ROOT.resolve("deploy/capacity.md"));
        int from = page.indexOf("\n## " + heading + "\n");
        return page.substring(from, page.indexOf("\n## ", from + 1));
    }

    private static String sources() throws IOException {
        try (Stream<Path> decisions = Files.list(ROOT.resolve("deploy/decisions"))) {
            return Stream.concat(Stream.of(ROOT.resolve("testbed/README.md")), decisions)
                    .map(CapacityPageTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
