package dev.tidings.scheduler.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.Kind;
import dev.tidings.scheduler.show.Question.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {
    private static final DueKey KEY = new DueKey(Samples.NOON.toEpochMilli(), Kind.RETRY, "r/1/2@17");

    private static Question.Page good(Map<String, List<String>> parameters) {
        Asked<Question.Page> asked = Asked.page(parameters);
        assertThat(asked).isInstanceOf(Asked.Good.class);
        return ((Asked.Good<Question.Page>) asked).question();
    }

    private static Map<String, List<String>> of(String name, String value) {
        return Map.of(name, List.of(value));
    }

    @Test
    void beginsWithTheFirstHundredOfAllInstances() {
        assertThat(good(Map.of())).isEqualTo(new Question.Page(PageMark.from(Instant.EPOCH), 100, Scope.ALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02T12:00:00Z", "1772452800000"})
    void beginsWithWhatIsDueExactlyThen(String from) {
        DueKey after = good(of("from", from)).after();
        assertThat(after).isEqualTo(PageMark.from(Samples.NOON));
        assertThat(after).isLessThan(Samples.send("a", Samples.NOON).key());
        assertThat(after)
                .isGreaterThan(Samples.send("z", Samples.NOON.minusMillis(1)).key());
    }

    @Test
    void goesOnBehindTheCursorAlsoWhereTheBeginningIsSaidAgain() {
        Map<String, List<String>> both = Map.of("from", List.of("0"), "cursor", List.of(PageMark.of(KEY)));
        assertThat(good(both).after()).isEqualTo(KEY);
    }

    @Test
    void readsACursorBackAsItWas() {
        assertThat(PageMark.read(PageMark.of(KEY))).contains(KEY);
        assertThat(PageMark.read(PageMark.of(PageMark.from(Samples.NOON)))).contains(PageMark.from(Samples.NOON));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 501",
        "limit, -1",
        "limit, many",
        "limit, 99999999999",
        "limit, ''",
        "from, yesterday",
        "from, -5",
        "from, 1969-01-01T00:00:00Z",
        "from, +1000000000-12-31T23:59:59Z",
        "from, ''",
        "cursor, '%%%'",
        "cursor, bm9uc2Vuc2U",
        "cursor, ''",
        "scope, everywhere",
        "form, 2026-03-02T12:00:00Z"
    })
    void saysWhatIsRightAndQuotesNothing(String name, String value) {
        assertThat(Asked.page(of(name, value))).isInstanceOfSatisfying(Asked.Bad.class, bad -> {
            assertThat(bad.sentence()).contains(name.equals("form") ? "from" : name);
            if (value.length() > 5) {
                assertThat(bad.sentence()).doesNotContain(value);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"12 campaign a", "12 send a b", "99999999999999999999 send a", "12 send +6581234567"})
    void takesNoCursorThatNoPageGave(String text) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThat(PageMark.read(cursor)).isEmpty();
    }

    @Test
    void takesNoParameterTwice() {
        assertThat(Asked.page(Map.of("limit", List.of("1", "2")))).isInstanceOf(Asked.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-4711", "a:b_c.d", "r/1/2@1772452800000", "r/1@1772452800000"})
    void knowsTheIdsThatThereAre(String id) {
        assertThat(Asked.one(id, Map.of())).isInstanceOf(Asked.Good.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a b", "+6581234567", "r/", "r/1", "r/1/2/3@4", "r/../x@1", "é"})
    void refusesWhatIsNoId(String id) {
        assertThat(Asked.one(id, Map.of())).isInstanceOf(Asked.Bad.class);
    }
}
