package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Duration LONG = Allowance.MAY_WAIT.plusNanos(1);

    private final Allowance allowance = new Allowance(62, 1000);

    private void look(@Nullable Duration waited) {
        allowance.look(waited, allowance.places(), true);
    }

    @Test
    void isAllPlacesWhileNobodyWaitsForLong() {
        assertThat(allowance.places()).isEqualTo(1000);
        look(Allowance.MAY_WAIT);
        assertThat(allowance.places()).isEqualTo(1000);
    }

    @Test
    void comesDownByATenthWhereTheyWaitForLonger() {
        look(LONG);
        assertThat(allowance.places()).isEqualTo(900);
        look(LONG);
        assertThat(allowance.places()).isEqualTo(810);
    }

    @Test
    void comesDownNoFurtherBeforeThoseHaveEndedThatWereThere() {
        look(LONG);
        allowance.look(LONG, 901, true);
        assertThat(allowance.places()).isEqualTo(900);
        allowance.look(LONG, 900, true);
        assertThat(allowance.places()).isEqualTo(810);
    }

    @Test
    void doesNotComeDownWhereNoLaneHasMoreThanItsShare() {
        allowance.look(LONG, 50, false);
        assertThat(allowance.places()).isEqualTo(1000);
    }

    @Test
    void leavesAShareHoweverLongTheyWait() {
        for (int i = 0; i < 100; i++) {
            look(LONG);
        }
        assertThat(allowance.places()).isEqualTo(62);
    }

    @Test
    void goesUpByTwoHundredthsOfAllPlaces() {
        look(LONG);
        look(Duration.ZERO);
        assertThat(allowance.places()).isEqualTo(905);
        for (int i = 0; i < 19; i++) {
            look(Duration.ZERO);
        }
        assertThat(allowance.places()).isEqualTo(1000);
        look(Duration.ZERO);
        assertThat(allowance.places()).isEqualTo(1000);
    }

    @Test
    void staysForNineLooksAtWhichThereWasNobodyToWait() {
        look(LONG);
        for (int i = 0; i < 9; i++) {
            look(null);
        }
        assertThat(allowance.places()).isEqualTo(900);
        look(null);
        assertThat(allowance.places()).isEqualTo(905);
        look(null);
        assertThat(allowance.places()).isEqualTo(910);
    }
}
