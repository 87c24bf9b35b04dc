package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.bench.kit.Percentiles;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final HandClock clock = new HandClock();
    private final Meter meter = new Meter(clock);

    @Test
    void latenessIsFromDueUntilTheReaderHasIt() {
        Batch batch = meter.open(2);
        Hold first = batch.expect(0, 100);
        Hold second = batch.expect(1, 100);

        clock.advance(Duration.ofNanos(100_500_000));
        meter.released(first.id());
        clock.advance(Duration.ofMillis(9));
        meter.released(second.id());

        assertThat(batch.complete()).isTrue();
        assertThat(batch.tally()).isEqualTo(new Tally(2, new Percentiles(0.5, 9.5, 9.5), 0, 0, 0));
        assertThat(batch.tally().clean()).isTrue();
    }

    @Test
    void aReleaseBeforeItsTimeIsEarly() {
        Batch batch = meter.open(1);
        Hold hold = batch.expect(0, 100);

        clock.advance(Duration.ofNanos(99_999_000));
        meter.released(hold.id());

        assertThat(batch.tally().early()).isEqualTo(1);
        assertThat(batch.tally().lateness().max()).isEqualTo(-0.001);
    }

    @Test
    void exactlyWhenDueIsNotEarly() {
        Batch batch = meter.open(1);
        Hold hold = batch.expect(0, 100);

        clock.advance(Duration.ofMillis(100));
        meter.released(hold.id());

        assertThat(batch.tally().early()).isZero();
    }

    @Test
    void whatNeverComesIsLost() {
        Batch batch = meter.open(3);
        Hold hold = batch.expect(0, 1);
        batch.expect(1, 1);

        meter.released(hold.id());

        assertThat(batch.complete()).isFalse();
        assertThat(batch.tally().lost()).isEqualTo(1);
    }

    @Test
    void whatComesAgainIsRepeatedAndStandsForNoOther() {
        Batch batch = meter.open(2);
        Hold hold = batch.expect(0, 1);
        batch.expect(1, 1);

        meter.released(hold.id());
        meter.released(hold.id());

        assertThat(batch.complete()).isFalse();
        assertThat(batch.tally().repeated()).isEqualTo(1);
        assertThat(batch.tally().lost()).isEqualTo(1);
    }

    @Test
    void whatWasCancelledIsNotExpectedAndCountsWhereItComes() {
        Batch batch = meter.open(2);
        batch.expect(0, 1);
        Hold other = batch.expect(1, 1);
        Hold cancelled = batch.withdraw(0);

        clock.advance(Duration.ofMillis(2));
        meter.released(other.id());
        assertThat(batch.complete()).isTrue();
        assertThat(batch.tally().clean()).isTrue();

        meter.released(cancelled.id());
        assertThat(batch.tally().repeated()).isEqualTo(1);
    }

    @Test
    void theFirstReleaseAfterARestartIsFound() {
        Batch batch = meter.open(2);
        meter.released(batch.expect(0, 1).id());
        clock.advance(Duration.ofSeconds(1));
        assertThat(batch.firstSeenFrom(500_000)).isEqualTo(Long.MAX_VALUE);

        meter.released(batch.expect(1, 1).id());

        assertThat(batch.firstSeenFrom(500_000)).isEqualTo(1_000_000);
    }

    @Test
    void whatIsHeldForDaysIsAStrayWhereItComes() {
        Batch batch = meter.open(1);
        long pending = meter.reserve();

        meter.released(pending + 5);

        assertThat(meter.strays()).isEqualTo(1);
        assertThat(batch.released()).isZero();
    }
}
