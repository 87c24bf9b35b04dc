package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    @Test
    void countsHaveUnits() {
        assertThat(Counts.of("250")).isEqualTo(250);
        assertThat(Counts.of("30k")).isEqualTo(30_000);
        assertThat(Counts.of("10M")).isEqualTo(10_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5k", "10g"})
    void whatIsNoneIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Counts.of(text))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("\"" + text + "\" is no count");
    }
}
