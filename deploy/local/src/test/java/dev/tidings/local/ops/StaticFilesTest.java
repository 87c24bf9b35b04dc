package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StaticFilesTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#][^\"]*)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

    private final Map<String, Answer> files = StaticFiles.read();

    @Test
    void allThatThePageLoadsIsThere() {
        List<String> loaded = LINK.matcher(body("/"))
                .results()
                .map(match -> "/" + match.group(1))
                .toList();
        assertThat(loaded)
                .contains("/page.js", "/page.css", "/theme.js", "/lib/uPlot.iife.min.js", "/lib/uPlot.min.css");
        assertThat(files).containsKeys(loaded.toArray(String[]::new));
        files.values().stream()
                .filter(file -> file.type().startsWith("text/javascript"))
                .flatMap(file -> IMPORT.matcher(file.body()).results())
                .forEach(match -> assertThat(files).containsKey("/" + match.group(1)));
    }

    @Test
    void itNeedsNothingThatItsOwnRulesForbid() {
        assertThat(body("/"))
                .doesNotContain("style=", "<style", "onclick", "onload")
                .doesNotContainPattern("<script>");
        files.forEach((path, file) -> assertThat(file.body().replace("http://www.w3.org/2000/svg", ""))
                .as(path)
                .doesNotContainPattern("https?://(?!github\\.com/leeoniya)"));
    }

    @Test
    void itIsQuick() {
        assertThat(files.entrySet().stream()
                        .filter(file -> !file.getKey().equals("/"))
                        .mapToInt(file -> file.getValue().body().getBytes(StandardCharsets.UTF_8).length)
                        .sum())
                .isLessThan(100_000);
    }

    private String body(String path) {
        return files.getOrDefault(path, Answer.refused(404, "")).body();
    }
}
