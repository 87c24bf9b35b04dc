package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchedClockTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Duration passed = Duration.ZERO;
    private Duration set = Duration.ZERO;
    private Duration heldUp = Duration.ZERO;
    private final WatchedClock clock = new WatchedClock(this::wall, () -> passed.toNanos(), meters);

    /** A thread may be held up before it is told the time. */
    private Instant wall() {
        passed = passed.plus(heldUp);
        return NOON.plus(passed).plus(set);
    }

    private double steps(String direction) {
        return meters.get("tidings.clock.steps")
                .tag("direction", direction)
                .counter()
                .count();
    }

    private void pass(Duration time) {
        passed = passed.plus(time);
        assertThat(clock.millis()).isEqualTo(NOON.plus(passed).plus(set).toEpochMilli());
    }

    @Test
    void countsEachStepOnce() {
        set = Duration.ofSeconds(1);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        set = Duration.ofHours(-1);
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));

        assertThat(steps("forward")).isEqualTo(1);
        assertThat(steps("back")).isEqualTo(1);
    }

    @Test
    void aClockThatDriftsIsNotOneThatIsSet() {
        for (int second = 1; second <= 10; second++) {
            set = Duration.ofMillis(900L * second);
            pass(Duration.ofSeconds(1));
        }

        assertThat(steps("forward")).isZero();
    }

    @Test
    void aThreadThatWasHeldUpBetweenTheTwoClocksHasSeenNoStep() {
        heldUp = Duration.ofSeconds(2);
        passed = Duration.ofSeconds(1);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
        heldUp = Duration.ZERO;
        pass(Duration.ofSeconds(1));

        assertThat(steps("forward")).isZero();
        assertThat(steps("back")).isZero();
    }
}
