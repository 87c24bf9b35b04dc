package dev.tidings.dispatcher.channel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.channel.Samples;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 7 ", Samples.NOW)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 08:01:00 GMT", Samples.NOW))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waitsNoLongerThanADay() {
        assertThat(RetryAfter.parse("999999999", Samples.NOW)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-5", "soon", "1e9", "99999999999999999999", "Mon, 23 Nov 2026 07:00:00 GMT"})
    void ignoresWhatMakesNoSense(@Nullable String header) {
        assertThat(RetryAfter.parse(header, Samples.NOW)).isNull();
    }
}
