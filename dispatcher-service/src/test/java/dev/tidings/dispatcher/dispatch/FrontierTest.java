package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final long POSITION = 100;
    private static final long JOURNAL_END = 900;

    private final Frontier frontier = new Frontier(0);

    private CommitPoint point() {
        return frontier.commitPoint(POSITION, JOURNAL_END, CompletedOffsets.NONE);
    }

    @Test
    void staysAtTheLowestIncompleteOne() {
        frontier.admit(10, 500);
        frontier.admit(13, 501);
        frontier.admit(17, 502);
        frontier.complete(13);
        frontier.complete(17);
        assertThat(point().offset()).isEqualTo(10);
    }

    @Test
    void goesOverGapsToTheNextIncompleteOne() {
        frontier.admit(10, 500);
        frontier.admit(13, 501);
        frontier.admit(17, 502);
        frontier.complete(10);
        frontier.complete(13);
        assertThat(point().offset()).isEqualTo(17);
    }

    @Test
    void goesToThePositionWhenAllIsComplete() {
        frontier.admit(10, 500);
        frontier.complete(10);
        assertThat(point()).isEqualTo(new CommitPoint(POSITION, JOURNAL_END, CompletedOffsets.NONE));
    }

    @Test
    void replaysFromTheLowestRecordOfWhatIsOpen() {
        frontier.admit(10, 500);
        frontier.admit(13, 300);
        frontier.admit(17, 502);
        frontier.complete(10);
        assertThat(point().journal()).isEqualTo(300);
    }

    @Test
    void tellsWhatIsCompleteBeyondAndReplaysNothingOfIt() {
        frontier.admit(10, 500);
        frontier.admit(13, 300);
        frontier.admit(14, 301);
        frontier.admit(19, 502);
        frontier.admit(20, 503);
        frontier.complete(13);
        frontier.complete(14);
        frontier.complete(20);

        assertThat(point()).isEqualTo(new CommitPoint(10, 500, CompletedOffsets.of(10, new long[] {13, 15, 20, 21})));
    }

    @Test
    void aGapEndsNoRun() {
        frontier.admit(10, 500);
        frontier.admit(13, 500);
        frontier.admit(17, 500);
        frontier.complete(13);
        frontier.complete(17);

        assertThat(point().completed()).isEqualTo(CompletedOffsets.of(10, new long[] {13, 18}));
    }

    @Test
    void replaysWhatIsCompleteAndFindsNoPlaceToBeTold() {
        int most = 40_000;
        frontier.admit(0, 90_000);
        for (int i = 1; i < most; i++) {
            long offset = 100L * i;
            frontier.admit(offset, 90_000 - i);
            if (i % 2 == 0) {
                frontier.complete(offset);
            }
        }

        CommitPoint point = frontier.commitPoint(100L * most, 100_000, CompletedOffsets.NONE);

        assertThat(point.completed().has(200)).isTrue();
        assertThat(point.completed().has(100L * (most - 2))).isFalse();
        assertThat(point.journal()).isEqualTo(90_000 - most + 1);
    }

    @Test
    void tellsOnWhatWasInheritedAndNotReadYet() {
        CompletedOffsets inherited = CompletedOffsets.of(10, new long[] {12, 14, 20, 30, 40, 50});
        frontier.admit(10, 500);
        frontier.pass(12, 0);

        assertThat(frontier.commitPoint(13, JOURNAL_END, inherited))
                .isEqualTo(new CommitPoint(10, 500, CompletedOffsets.of(10, new long[] {12, 14, 20, 30, 40, 50})));
        frontier.complete(10);
        assertThat(frontier.commitPoint(25, JOURNAL_END, inherited))
                .isEqualTo(new CommitPoint(30, JOURNAL_END, CompletedOffsets.of(30, new long[] {40, 50})));
        assertThat(frontier.commitPoint(60, JOURNAL_END, inherited))
                .isEqualTo(new CommitPoint(60, JOURNAL_END, CompletedOffsets.NONE));
    }

    @Test
    void passesWhatAsksForNothing() {
        frontier.admit(10, 500);
        frontier.pass(11, 501);
        frontier.complete(10);
        assertThat(frontier.incomplete()).isZero();
        assertThat(frontier.next()).isEqualTo(12);
    }

    @Test
    void refusesAnOffsetThatWentBack() {
        frontier.admit(10, 500);
        assertThatThrownBy(() -> frontier.admit(10, 500)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToCompleteTwice() {
        frontier.admit(10, 500);
        frontier.complete(10);
        assertThatThrownBy(() -> frontier.complete(10)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void replaysAlsoWhatIsCompleteButHasNoPlaceToBeTold() {
        int last = crowd(5);
        CommitPoint point = point();
        assertThat(point.completed().end()).isLessThan(last);
        assertThat(point.journal()).isEqualTo(5);
    }

    @Test
    void replaysTheWholeJournalWhereWhatAFormerOwnerHadCompletedHasNoPlaceToBeTold() {
        int last = crowd(500);
        CompletedOffsets inherited = CompletedOffsets.of(0, new long[] {last + 10, last + 12});
        CommitPoint point = frontier.commitPoint(last + 1, JOURNAL_END, inherited);
        assertThat(point.completed().end()).isLessThan(last);
        assertThat(point.journal()).isZero();
    }

    /** Every second one is complete, more than can be told; the last one has that floor, and all others 500. */
    private int crowd(long floorOfLast) {
        int last = 100_001;
        for (int i = 0; i <= last; i++) {
            frontier.admit(i, i == last ? floorOfLast : 500);
        }
        for (int i = 1; i <= last; i += 2) {
            frontier.complete(i);
        }
        return last;
    }
}
