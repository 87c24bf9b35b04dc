package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrontierTest {
    private static final long POSITION = 100;
    private static final long JOURNAL_END = 900;

    private final Frontier frontier = new Frontier(0);

    private CommitPoint point() {
        return frontier.commitPoint(POSITION, JOURNAL_END);
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
        assertThat(point()).isEqualTo(new CommitPoint(POSITION, JOURNAL_END));
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
    void replaysWhatIsCompleteBeyondTheFrontierToo() {
        frontier.admit(10, 500);
        frontier.admit(13, 300);
        frontier.complete(13);
        assertThat(point()).isEqualTo(new CommitPoint(10, 300));
    }

    @Test
    void passesWhatAsksForNothing() {
        frontier.admit(10, 500);
        frontier.pass(11);
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
}
