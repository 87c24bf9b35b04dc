package dev.tidings.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    private static final Instant NOW = Instant.parse("2026-11-30T23:59:55Z");
    private static final ZoneId SINGAPORE = ZoneId.of("Asia/Singapore");

    @ParameterizedTest
    @CsvSource({"300ms,300", "5s,5000", "2m,120000", "1h,3600000", "7d,604800000", "PT5S,5000", "5S,5000"})
    void readsLengths(String text, long millis) {
        assertThat(Spans.span(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "-5s", "5y", "PT-5S", "99999999999s", "soon"})
    void refusesWhatIsNoLength(String text) {
        assertThatThrownBy(() -> Spans.span(text))
                .isInstanceOf(UserError.class)
                .hasMessage("\"" + text + "\" is no length of time: write 300ms, 5s, 2m, 1h or 7d.");
    }

    @ParameterizedTest
    @CsvSource({
        "+10s,2026-12-01T00:00:05Z",
        "2026-12-01T09:00+08:00,2026-12-01T01:00:00Z",
        "2026-12-01T01:00:00.5Z,2026-12-01T01:00:00.500Z",
        "2026-12-01T09:00,2026-12-01T01:00:00Z"
    })
    void readsPoints(String text, String expected) {
        assertThat(Spans.point(text, NOW, SINGAPORE)).isEqualTo(Instant.parse(expected));
    }

    @Test
    void saysHowToWriteAPoint() {
        assertThatThrownBy(() -> Spans.point("tomorrow", NOW, SINGAPORE))
                .isInstanceOf(UserError.class)
                .hasMessage("\"tomorrow\" is no point of time: write +10s or 2026-12-01T09:00+08:00"
                        + " (without an offset it is taken in Asia/Singapore).");
    }
}
