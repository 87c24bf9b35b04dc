package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long NOW = 1_795_000_000_000L;
    private static final Duration COMMIT_EVERY = Duration.ofMillis(50);

    private final Pace pace = Pace.onDemand(COMMIT_EVERY, Duration.ofMillis(10));

    @Test
    void waitsLongWhereNothingIsDue() {
        assertThat(pace.waitAt(NOW)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void waitsNoLongerThanUntilTheFirstThingIsDue() {
        pace.nextDue("a", NOW + 70);
        pace.nextDue("b", NOW + 30);

        assertThat(pace.waitAt(NOW)).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void doesNotWaitWhereSomethingIsOverdue() {
        pace.nextDue("a", NOW - 5);

        assertThat(pace.waitAt(NOW)).isZero();
    }

    @Test
    void forgetsATaskThatIsGone() {
        pace.nextDue("a", NOW);
        pace.forget("a");

        assertThat(pace.waitAt(NOW)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void commitsAtOnceAfterAPause() {
        pace.wantCommit();

        assertThat(pace.takeCommit(NOW)).isTrue();
    }

    @Test
    void keepsCommitsApart() {
        pace.wantCommit();
        pace.takeCommit(NOW);
        pace.wantCommit();

        assertThat(pace.takeCommit(NOW + 9)).isFalse();
        assertThat(pace.waitAt(NOW + 9)).isEqualTo(Duration.ofMillis(1));
        assertThat(pace.takeCommit(NOW + 10)).isTrue();
    }

    @Test
    void commitsNothingThatNobodyWants() {
        assertThat(pace.takeCommit(NOW)).isFalse();
    }

    @Test
    void whatIsDueSoonAfterACommitWaitsForTheNext() {
        pace.wantCommit();
        pace.takeCommit(NOW);
        pace.nextDue("a", NOW + 1);

        assertThat(pace.waitAt(NOW + 1)).isEqualTo(Duration.ofMillis(9));
    }

    @Test
    void doesNotStallWhereTheClockWasSetBack() {
        pace.wantCommit();
        pace.takeCommit(NOW);
        pace.wantCommit();

        assertThat(pace.waitAt(NOW - 3_600_000)).isZero();
        assertThat(pace.takeCommit(NOW - 3_600_000)).isTrue();
    }

    @Test
    void waitsNoLongerThanACommitAfterRecordsCame() {
        pace.polled(true);

        assertThat(pace.waitAt(NOW)).isEqualTo(COMMIT_EVERY);
    }
}
