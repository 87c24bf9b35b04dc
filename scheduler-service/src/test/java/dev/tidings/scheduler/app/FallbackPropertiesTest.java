package dev.tidings.scheduler.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contract.PolicyRules;
import dev.tidings.scheduler.intake.AfterBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
    void refusesToWaitForLongerThanIdsAreRemembered() {
        FallbackProperties day = new FallbackProperties(MINUTE, Duration.ofHours(25));
        assertThatThrownBy(() -> day.bounds(Duration.ofHours(24)))
                .hasMessage("tidings.fallback.longest-after is \"PT25H\"; it has to be at most tidings.hold.remember,"
                        + " which is \"PT24H\"");
    }

    /** The command line judges a catalog by these, before any scheduler sees it. */
    @Test
    void whatIsUsualIsWhatTheContractSays() {
        AfterBounds usual = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("tidings.fallback", FallbackProperties.class)
                .bounds(Duration.ofHours(24));
        assertThat(usual).isEqualTo(new AfterBounds(PolicyRules.USUAL_SHORTEST_AFTER, PolicyRules.USUAL_LONGEST_AFTER));
    }

    @Test
    void takesTheWidestBounds() {
        assertThat(new FallbackProperties(Duration.ofSeconds(10), Duration.ofDays(3)).bounds(Duration.ofDays(3)))
                .isEqualTo(new AfterBounds(Duration.ofSeconds(10), Duration.ofDays(3)));
    }
}
