package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final ManualClock clock = new ManualClock(NOW);
    private final Lease lease = new Lease(LENGTH, clock);

    @Test
    void holdsFromOneRenewalToTheNext() {
        clock.pass(LENGTH);
        assertThat(lease.renew()).isTrue();
        clock.pass(LENGTH);
        assertThat(lease.holds()).isTrue();
        clock.pass(Duration.ofNanos(1));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void isOverForGoodUntilItBeginsAnew() {
        clock.pass(LENGTH.plusNanos(1));
        assertThat(lease.renew()).isFalse();
        assertThat(lease.renew()).isFalse();
        assertThat(lease.holds()).isFalse();
        lease.begin();
        assertThat(lease.holds()).isTrue();
    }

    /** How long the process stood still before can't be told then. */
    @Test
    void isOverWhereTheClockStepsBackByMoreThanASecond() {
        clock.pass(Duration.ofSeconds(-1));
        assertThat(lease.holds()).isTrue();
        clock.pass(Duration.ofNanos(-1));
        assertThat(lease.holds()).isFalse();
    }
}
