package dev.tidings.dispatcher.dispatch;

import static dev.tidings.dispatcher.dispatch.Tasks.ACCEPTED;
import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.dispatch.Takeover.Past;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private static final TaskId TASK = new TaskId("r", 1, 1, ACCEPTED);
    private final Takeover takeover = new Takeover(100);

    private static AttemptStarted started(int attempt, Instant answerBy) {
        return new AttemptStarted("r", 1, attempt, ACCEPTED, NOW, answerBy);
    }

    private static AttemptFinished finished(int attempt) {
        return new AttemptFinished(
                "r", 1, attempt, ACCEPTED, OutcomeKind.ACCEPTED, null, null, null, "wamid.1", null, NOW);
    }

    @Test
    void knowsNothingOfATaskThatWasNeverBegun() {
        assertThat(takeover.past(TASK)).isEqualTo(new Past.Untouched());
        assertThat(takeover.floor(TASK)).isEqualTo(100);
    }

    @Test
    void findsATaskThatWasBegunOpen() {
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        assertThat(takeover.past(TASK)).isEqualTo(new Past.Open(NOW.plusSeconds(13)));
        assertThat(takeover.end()).isEqualTo(101);
    }

    @Test
    void findsATaskThatEndedOver() {
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        takeover.read(105, finished(1));
        assertThat(takeover.past(TASK)).isEqualTo(new Past.Over(finished(1)));
    }

    @Test
    void keepsThePlaceOfTheFirstRecord() {
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        takeover.read(105, finished(1));
        assertThat(takeover.floor(TASK)).isEqualTo(100);
    }

    @Test
    void tellsAttemptsApart() {
        takeover.read(100, started(1, NOW));
        takeover.read(101, finished(1));
        takeover.read(102, started(2, NOW.plusSeconds(20)));
        assertThat(takeover.past(TASK)).isInstanceOf(Past.Over.class);
        assertThat(takeover.past(new TaskId("r", 1, 2, ACCEPTED))).isEqualTo(new Past.Open(NOW.plusSeconds(20)));
    }

    @Test
    void tellsARequestFromALaterOneWithTheSameId() {
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        takeover.read(101, finished(1));
        assertThat(takeover.past(new TaskId("r", 1, 1, ACCEPTED.plus(Duration.ofDays(1)))))
                .isEqualTo(new Past.Untouched());
    }

    @Test
    void takesTheLaterPromiseWhenItWasBegunTwice() {
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        takeover.read(101, started(1, NOW.plusSeconds(20)));
        assertThat(takeover.past(TASK)).isEqualTo(new Past.Open(NOW.plusSeconds(20)));
    }

    @Test
    void keepsToTheFirstEnd() {
        AttemptFinished judged = new AttemptFinished(
                "r", 1, 1, ACCEPTED, OutcomeKind.UNCERTAIN, Reason.UNCERTAIN, "no word", null, null, null, NOW);
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        takeover.read(101, judged);
        takeover.read(102, finished(1));
        assertThat(takeover.past(TASK)).isEqualTo(new Past.Over(judged));
    }

    @Test
    void knowsAnEndThatItsEarlierReadingDidNotReach() {
        takeover.read(100, started(1, NOW.plusSeconds(13)));
        Takeover later = new Takeover(101);
        later.read(101, finished(1));
        takeover.readOn(later);
        assertThat(takeover.past(TASK)).isEqualTo(new Past.Over(finished(1)));
        assertThat(takeover.floor(TASK)).isEqualTo(100);
        assertThat(takeover.end()).isEqualTo(102);
    }
}
