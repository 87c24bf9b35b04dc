package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.Samples;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgainTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final Hand hand = new Hand();

    private RetryHold retry(Instant due, String lane) {
        SendTask task = hand.accept(Samples.request("a")).released().getFirst();
        hand.outputs.clear();
        return new RetryHold(task, due, lane);
    }

    @Test
    void releasesARetryIntoItsLaneWhenDue() {
        hand.engine().retry(retry(DUE, "sms"), hand.millis());
        hand.tickAt(DUE.minusMillis(1));
        assertThat(hand.released()).isEmpty();

        hand.tickAt(DUE);

        assertThat(hand.of(Output.Released.class))
                .extracting(Output.Released::lane)
                .containsExactly(Lane.SMS);
    }

    @Test
    void releasesARetryThatIsDueStraightThrough() {
        hand.engine().retry(retry(Samples.NOON, "high"), hand.millis());

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void releasesARetryOnceHoweverOftenItIsAskedFor() {
        RetryHold retry = retry(DUE, "high");
        hand.engine().retry(retry, hand.millis());
        hand.engine().retry(retry, hand.millis());
        hand.tickAt(DUE);
        hand.engine().retry(retry, hand.millis());

        assertThat(hand.released()).hasSize(1);
        assertThat(hand.of(Output.Repeat.class)).hasSize(2);
    }

    @Test
    void answersADeadlineOnceWhenItHasCome() {
        DeadlineHold deadline = new DeadlineHold("a", 1, DUE);
        hand.engine().deadline(deadline, hand.millis());
        hand.engine().deadline(deadline, hand.millis());
        hand.tickAt(DUE.minusMillis(1));
        assertThat(hand.of(Output.Deadline.class)).isEmpty();

        hand.tickAt(DUE);

        assertThat(hand.of(Output.Deadline.class))
                .singleElement()
                .satisfies(come -> assertThat(come.deadline().dueAt()).isEqualTo(DUE));
    }

    @Test
    void holdsEachDeadlineOfAStep() {
        hand.engine().deadline(new DeadlineHold("a", 1, DUE), hand.millis());
        hand.engine().deadline(new DeadlineHold("a", 1, DUE.plusSeconds(1)), hand.millis());
        hand.engine().deadline(new DeadlineHold("a", 2, DUE), hand.millis());
        hand.tickAt(DUE.plusSeconds(1));

        assertThat(hand.of(Output.Deadline.class)).hasSize(3);
    }

    @Test
    void forgetsBothADayLater() {
        hand.engine().retry(retry(DUE, "high"), hand.millis());
        hand.engine().deadline(new DeadlineHold("a", 1, DUE), hand.millis());
        hand.tickAt(DUE).tickAt(DUE.plus(Duration.ofHours(24)));

        assertThat(hand.stores.waiting()).isEmpty();
    }
}
