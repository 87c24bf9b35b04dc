package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private static final long LONG = Duration.ofMillis(3).toNanos();
    private static final long SHORT = Duration.ofMillis(1).toNanos();

    private final AdaptiveLimit limit = new AdaptiveLimit(List.of(Lane.HIGH, Lane.BULK), 1000);

    @Test
    void isAllPlacesUntilTheFirstLaneWaits() {
        assertThat(limit.places()).isEqualTo(1000);
        limit.waited(Lane.HIGH, SHORT);
        limit.look(Lane.HIGH, 1000);
        assertThat(limit.places()).isEqualTo(1000);
    }

    @Test
    void comesDownByATenthWhereTheFirstLaneWaitsForMoreThanAMillisecondOnAverage() {
        limit.waited(Lane.HIGH, LONG);
        limit.look(Lane.HIGH, 1000);
        assertThat(limit.places()).isEqualTo(900);

        limit.waited(Lane.HIGH, LONG);
        limit.waited(Lane.HIGH, 0);
        limit.look(Lane.HIGH, 900);
        assertThat(limit.places()).isEqualTo(810);
    }

    @Test
    void oneThatWaitsForLongAmongManyThatDoNotIsNoReason() {
        limit.waited(Lane.HIGH, LONG);
        limit.waited(Lane.HIGH, 0);
        limit.waited(Lane.HIGH, 0);
        limit.look(Lane.HIGH, 1000);
        assertThat(limit.places()).isEqualTo(1000);
    }

    @Test
    void whatOtherLanesWaitDoesNotCount() {
        limit.waited(Lane.BULK, LONG);
        limit.look(Lane.HIGH, 1000);
        assertThat(limit.places()).isEqualTo(1000);
        limit.waited(Lane.BULK, LONG);
        limit.look(null, 1000);
        assertThat(limit.places()).isEqualTo(1000);

        limit.waited(Lane.BULK, LONG);
        limit.look(Lane.BULK, 1000);
        assertThat(limit.places()).isEqualTo(900);
    }

    @Test
    void whatIsOfALaneThatIsNotServedIsNotItsConcern() {
        limit.waited(Lane.SMS, LONG);
        limit.look(Lane.SMS, 1000);
        assertThat(limit.places()).isEqualTo(1000);
    }

    @Test
    void judgesEachWaitOnce() {
        limit.waited(Lane.HIGH, LONG);
        limit.look(Lane.HIGH, 1000);
        limit.look(Lane.HIGH, 900);
        assertThat(limit.places()).isEqualTo(905);
    }

    @Test
    void comesDownNoFurtherBeforeThoseHaveEndedThatWereThere() {
        limit.waited(Lane.HIGH, LONG);
        limit.look(Lane.HIGH, 1000);
        limit.waited(Lane.HIGH, LONG);
        limit.look(Lane.HIGH, 901);
        assertThat(limit.places()).isEqualTo(900);
        limit.waited(Lane.HIGH, LONG);
        limit.look(Lane.HIGH, 900);
        assertThat(limit.places()).isEqualTo(810);
    }

    @Test
    void comesBackFromNextToNothingWithinTwentySeconds() {
        for (int i = 0; i < 100; i++) {
            limit.waited(Lane.HIGH, LONG);
            limit.look(Lane.HIGH, 0);
        }
        assertThat(limit.places()).isZero();
        for (int i = 0; i < 199; i++) {
            limit.look(Lane.HIGH, 0);
        }
        assertThat(limit.places()).isBetween(990, 999);
        limit.look(Lane.HIGH, 0);
        limit.look(Lane.HIGH, 0);
        assertThat(limit.places()).isEqualTo(1000);
    }
}
