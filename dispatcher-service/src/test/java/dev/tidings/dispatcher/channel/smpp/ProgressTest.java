package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.dispatcher.channel.Outcome;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress(3);

    @Test
    void givenUpBeforeAnythingWasWrittenNothingWasSent() {
        assertThat(progress.giveUp("late")).isEqualTo(new Outcome.Unreachable("late, nothing was sent"));
        assertThat(progress.begin()).isFalse();
        assertThat(progress.isGivenUp()).isTrue();
    }

    @Test
    void givenUpWhileAPartIsUnansweredNobodyKnows() {
        assertThat(progress.begin()).isTrue();
        assertThat(progress.giveUp("late")).isEqualTo(new Outcome.Uncertain("late", null));
    }

    @Test
    void givenUpAfterARefusalNothingWasSent() {
        progress.begin();
        progress.refused();
        assertThat(progress.giveUp("late")).isInstanceOf(Outcome.Unreachable.class);
    }

    @Test
    void givenUpBetweenPartsItIsSaidHowFarItCame() {
        progress.begin();
        progress.accepted();
        assertThat(progress.giveUp("late"))
                .isEqualTo(new Outcome.Uncertain("1 of 3 parts were accepted, then: late", null));
    }

    @Test
    void aPartThatIsRefusedForGoodEndsTheMessageAndSaysHowFarItCame() {
        progress.begin();
        progress.accepted();
        progress.begin();
        progress.refused();
        assertThat(progress.refusedAfterAll(new Outcome.Rejected(Reason.CONTENT_REJECTED, "no", "0x45")))
                .isEqualTo(
                        new Outcome.Rejected(Reason.CONTENT_REJECTED, "1 of 3 parts were accepted, then: no", "0x45"));
    }
}
