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
        assertThat(pace.mayRelease("a", NOW)).isTrue();
        pace.wantCommit("a");

        assertThat(pace.takeCommit(NOW)).isTrue();
    }

    @Test
    void keepsCommitsApart() {
        releaseAndCommit("a", NOW);
        pace.wantCommit("a");

        assertThat(pace.waitAt(NOW + 1)).isEqualTo(Duration.ofMillis(9));
        assertThat(pace.mayRelease("a", NOW + 9)).isFalse();
        assertThat(pace.takeCommit(NOW + 9)).isFalse();
        assertThat(pace.mayRelease("a", NOW + 10)).isTrue();
        assertThat(pace.takeCommit(NOW + 10)).isTrue();
    }

    @Test
    void givesEveryTaskItsTurnInARound() {
        releaseAndCommit("a", NOW);

        assertThat(pace.mayRelease("b", NOW)).isTrue();
        assertThat(pace.mayRelease("c", NOW + 1)).isTrue();
    }

    @Test
    void endsARoundWhenItsFirstTaskComesAgain() {
        releaseAndCommit("a", NOW);

        assertThat(pace.mayRelease("a", NOW + 1)).isFalse();
        assertThat(pace.mayRelease("b", NOW + 1)).isFalse();
    }

    @Test
    void endsARoundWhenItsFirstTaskLeaves() {
        releaseAndCommit("a", NOW);
        pace.forget("a");

        assertThat(pace.mayRelease("b", NOW + 1)).isFalse();
    }

    @Test
    void endsARoundWhenTheSpacingHasPassed() {
        releaseAndCommit("a", NOW);

        assertThat(pace.mayRelease("b", NOW + 10)).isTrue();
        pace.wantCommit("a");
        pace.takeCommit(NOW + 10);
        assertThat(pace.notBefore(NOW, NOW + 10)).isEqualTo(NOW + 20);
    }

    @Test
    void doesNotCountARoundWithoutACommit() {
        pace.mayRelease("a", NOW);

        assertThat(pace.mayRelease("a", NOW + 1)).isTrue();
    }

    @Test
    void commitsNothingThatNobodyWants() {
        pace.mayRelease("a", NOW);

        assertThat(pace.takeCommit(NOW)).isFalse();
    }

    @Test
    void whatIsDueSoonAfterACommitWaitsForTheNext() {
        releaseAndCommit("a", NOW);
        pace.nextDue("a", NOW + 1);

        assertThat(pace.waitAt(NOW + 1)).isEqualTo(Duration.ofMillis(9));
    }

    @Test
    void doesNotStallWhereTheClockWasSetBack() {
        releaseAndCommit("a", NOW);
        pace.wantCommit("a");

        assertThat(pace.waitAt(NOW - 3_600_000)).isZero();
        assertThat(pace.mayRelease("a", NOW - 3_600_000)).isTrue();
        assertThat(pace.takeCommit(NOW - 3_600_000)).isTrue();
    }

    @Test
    void countsFromTheEndOfTheLastCommit() {
        releaseAndCommit("a", NOW);
        pace.committed(NOW + 8);

        assertThat(pace.mayRelease("b", NOW + 17)).isFalse();
        assertThat(pace.mayRelease("b", NOW + 18)).isTrue();
    }

    @Test
    void leavesHalfOfTheTimeToRecordsWhereCommitsAreSlow() {
        long now = commitsThatTake(30, 50);

        assertThat(pace.notBefore(now, now)).isEqualTo(now + 30);
    }

    @Test
    void whatIsReleasedBeforeACommitIsNoPartOfIt() {
        long now = NOW;
        for (int i = 0; i < 50; i++) {
            now += 1_000;
            assertThat(pace.mayRelease("a", now)).isTrue();
            pace.wantCommit("a");
            // The releases of all tasks.
            assertThat(pace.takeCommit(now + 7)).isTrue();
            now += 12;
            pace.committed(now);
        }

        assertThat(pace.notBefore(now, now)).isEqualTo(now + 10);
    }

    @Test
    void oneCommitThatWasHeldUpDoesNotHoldUpTheNext() {
        releaseAndCommit("a", NOW);
        pace.committed(NOW + 60);

        assertThat(pace.notBefore(NOW, NOW + 61)).isEqualTo(NOW + 60 + 10);
    }

    @Test
    void commitsThatTakeVeryLongAreNoFurtherApartThanThoseThatNobodyAskedFor() {
        long now = commitsThatTake(5_000, 100);

        assertThat(pace.notBefore(now, now)).isEqualTo(now + COMMIT_EVERY.toMillis());
    }

    /** Returns when the last one has ended. */
    private long commitsThatTake(long millis, int commits) {
        long now = NOW;
        for (int i = 0; i < commits; i++) {
            now += 1_000;
            releaseAndCommit("a", now);
            now += millis;
            pace.committed(now);
        }
        return now;
    }

    @Test
    void aCommitThatNobodyAskedForChangesNoSpacing() {
        pace.committed(NOW);

        assertThat(pace.notBefore(NOW, NOW + 1)).isEqualTo(NOW + 10);
    }

    @Test
    void keepsCommitsFurtherApartWhereRecordsHaveWaitedLong() {
        releaseAndCommit("a", NOW);
        pace.recordRead(200);
        pace.recordRead(120);
        pace.committed(NOW + 10);

        assertThat(pace.mayRelease("a", NOW + 29)).isFalse();
        assertThat(pace.mayRelease("a", NOW + 30)).isTrue();
    }

    @Test
    void neverKeepsThemApartForLongHoweverOldARecordIs() {
        pace.recordRead(Duration.ofDays(1).toMillis());
        pace.committed(NOW);

        assertThat(pace.mayRelease("a", NOW + 49)).isFalse();
        assertThat(pace.mayRelease("a", NOW + 50)).isTrue();
    }

    @Test
    void onePublisherWhoseClockIsSlowDoesNotDecide() {
        pace.recordRead(Duration.ofDays(1).toMillis());
        for (int i = 0; i < 9; i++) {
            pace.recordRead(0);
        }
        pace.committed(NOW);

        assertThat(pace.mayRelease("a", NOW + 10)).isTrue();
    }

    @Test
    void aCommitIsOfAllThatItsThreadWrote() {
        pace.wantCommit("a");
        pace.committed(NOW);

        assertThat(pace.wantsCommit()).isFalse();
    }

    @Test
    void aTaskThatIsGoneWantsNothingAnyMore() {
        pace.wantCommit("a");
        pace.forget("a");

        assertThat(pace.waitAt(NOW)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void isQuickAgainOnceItHasCaughtUp() {
        pace.recordRead(1_000);
        pace.committed(NOW);
        pace.recordRead(1);
        pace.committed(NOW + 60);

        assertThat(pace.mayRelease("a", NOW + 70)).isTrue();
    }

    private void releaseAndCommit(String task, long now) {
        assertThat(pace.mayRelease(task, now)).isTrue();
        pace.wantCommit("a");
        assertThat(pace.takeCommit(now)).isTrue();
    }

    @Test
    void waitsNoLongerThanACommitAfterRecordsCame() {
        pace.polled(true);

        assertThat(pace.waitAt(NOW)).isEqualTo(COMMIT_EVERY);
    }
}
