package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    private final Site site = new Site(
            Map.of("/", Answer.ok("text/html", "page"), "/page.css", Answer.ok("text/css", "css")),
            since -> "{" + since + "}");

    @Test
    void givesItsFiles() {
        assertThat(get("/", null)).isEqualTo(Answer.ok("text/html", "page"));
        assertThat(get("/page.css", "v=1")).isEqualTo(Answer.ok("text/css", "css"));
    }

    @Test
    void givesTheOverviewSinceATime() {
        assertThat(get("/api/overview", "since=1764496800000"))
                .isEqualTo(Answer.ok("application/json", "{1764496800000}"));
        assertThat(get("/api/overview", null).body()).isEqualTo("{0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "since=", "since=-1", "since=1e3", "since=1234567890123456", "since=1&since=2", "until=1"})
    void refusesATimeThatIsNone(String query) {
        assertThat(get("/api/overview", query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../page.css",
                "/..%2fpage.css",
                "/./page.css",
                "//page.css",
                "/lib/../../catalog.json",
                "/secrets.env",
                "/page.css/",
                "/page.css%00",
                "/PAGE.CSS",
                "/api",
                "",
                "*"
            })
    void findsNothingElse(String path) {
        assertThat(get(path, null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", ""})
    void isOnlyRead(String method) {
        assertThat(site.answer(method, "/", null, "localhost:18084").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:18084", "127.0.0.1:18084", "[::1]:18084", "localhost:9"})
    void answersThisMachine(String host) {
        assertThat(site.answer("GET", "/", null, host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "localhost.example.org",
                "example.org:18084",
                "127.0.0.1.example.org",
                "localhost:18084@example.org",
                "localhost:",
                "LOCALHOST.",
                "10.0.0.7:18084",
                "127.0.0.1\n"
            })
    @NullSource
    void answersNoOtherName(@Nullable String host) {
        assertThat(site.answer("GET", "/api/overview", null, host).status()).isEqualTo(421);
    }

    @Test
    void refusesWhatIsLongerThanAnythingItHas() {
        assertThat(get("/" + "a".repeat(300), null).status()).isEqualTo(414);
        assertThat(get("/api/overview", "since=" + "1".repeat(300)).status()).isEqualTo(414);
    }

    private Answer get(String path, @Nullable String query) {
        return site.answer("GET", path, query, "localhost:18084");
    }
}
