package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final ManualClock clock = new ManualClock(NOW);
    private Instant known = NOW;
    private final Lease lease = new Lease(LENGTH, () -> known, clock);

    @Test
    void holdsForItsLengthFromWhenTheGroupKnewThisProcess() {
        clock.pass(LENGTH);
        known = NOW.plusSeconds(3);
        assertThat(lease.renew()).isTrue();
        clock.pass(Duration.ofSeconds(3));
        assertThat(lease.holds()).isTrue();
        clock.pass(Duration.ofNanos(1));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void isNotLongerWhereItIsRenewedAndTheGroupSaysNothing() {
        clock.pass(LENGTH);
        assertThat(lease.renew()).isTrue();
        clock.pass(Duration.ofNanos(1));
        assertThat(lease.renew()).isFalse();
    }

    @Test
    void isNotShorterWhereLessIsKnownThanBefore() {
        known = NOW.minusSeconds(2);
        assertThat(lease.renew()).isTrue();
        clock.pass(LENGTH);
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void isOverForGoodUntilItBeginsAnew() {
        clock.pass(LENGTH.plusNanos(1));
        known = clock.instant();
        assertThat(lease.renew()).isFalse();
        assertThat(lease.renew()).isFalse();
        lease.confirm(known);
        assertThat(lease.holds()).isFalse();
        lease.begin();
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void isConfirmedFromTheEarliestTimeAtWhichTheGroupCanHaveSaidSo() {
        clock.pass(Duration.ofSeconds(3));
        lease.confirm(NOW.plusSeconds(1));
        clock.pass(Duration.ofSeconds(2));
        assertThat(lease.holds()).isTrue();
        clock.pass(Duration.ofNanos(1));
        assertThat(lease.holds()).isFalse();
    }

    /** How long the process stood still before can't be told then. */
    @Test
    void isOverWhereTheClockStepsBackByMoreThanHalfASecond() {
        clock.pass(Duration.ofSeconds(3));
        assertThat(lease.renew()).isTrue();
        clock.pass(Duration.ofMillis(-500));
        assertThat(lease.holds()).isTrue();
        clock.pass(Duration.ofNanos(-1));
        assertThat(lease.holds()).isFalse();
    }
}
