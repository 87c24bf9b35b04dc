package dev.tidings.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.scheduler.intake.AfterBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FallbackPropertiesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void namesThePropertyAndQuotesTheValue() {
        assertThatThrownBy(() -> new FallbackProperties(Duration.ofSeconds(9), MINUTE))
                .hasMessage("tidings.fallback.shortest-after is \"PT9S\"; it has to be from PT10S to PT72H");
        assertThatThrownBy(() -> new FallbackProperties(MINUTE, Duration.ofSeconds(59)))
                .hasMessage("tidings.fallback.longest-after is \"PT59S\"; it has to be from PT1M to PT72H");
        assertThatThrownBy(() -> new FallbackProperties(MINUTE, Duration.ofDays(4)))
                .hasMessageStartingWith("tidings.fallback.longest-after is \"PT96H\"");
    }

    @Test
    void takesTheWidestBounds() {
        assertThat(new FallbackProperties(Duration.ofSeconds(10), Duration.ofDays(3)).bounds())
                .isEqualTo(new AfterBounds(Duration.ofSeconds(10), Duration.ofDays(3)));
    }
}
