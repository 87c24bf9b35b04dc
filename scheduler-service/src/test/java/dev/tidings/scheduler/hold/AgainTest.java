package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
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
        return new RetryHold(task.nextAttempt(false), due, lane);
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

    /** What a receipt says of the attempt before this one. */
    private static AttemptConfirmed confirmed(SendTask next) {
        Correlation correlation = new Correlation(
                next.requestId(),
                next.tenant(),
                next.campaignId(),
                next.step(),
                next.attempt() - 1,
                next.acceptedAt(),
                next.channel(),
                next.accountId(),
                next.requestId() + "/1",
                null,
                false,
                next.dueAt(),
                Samples.NOON,
                next.policyId(),
                next.metadata(),
                next.traceparent());
        return new AttemptConfirmed(correlation, "wamid.1", Samples.NOON.plusSeconds(1));
    }

    @Test
    void dropsTheNextAttemptAndSaysSentWhenAReceiptConfirmsTheLast() {
        RetryHold retry = retry(DUE, "high");
        hand.engine().retry(retry, hand.millis());

        hand.engine().confirmed(confirmed(retry.task()), hand.millis());
        hand.tickAt(DUE);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Dropped.class)).hasSize(1);
        assertThat(hand.of(Output.Result.class)).singleElement().satisfies(said -> {
            assertThat(said.result().status()).isEqualTo(Status.SENT);
            assertThat(said.result().attempt()).isEqualTo(retry.task().attempt() - 1);
            assertThat(said.result().providerMessageId()).isEqualTo("wamid.1");
            assertThat(said.result().possibleDuplicate()).isFalse();
        });
    }

    @Test
    void dropsTheNextAttemptAlsoWhereItComesAfterTheConfirmation() {
        RetryHold retry = retry(DUE, "high");
        hand.engine().confirmed(confirmed(retry.task()), hand.millis());

        hand.engine().retry(retry, hand.millis());
        hand.tickAt(DUE);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Dropped.class)).as("it never waited").isEmpty();
        assertThat(hand.of(Output.Result.class)).hasSize(1);
    }

    @Test
    void leavesTheEndToTheNextAttemptWhereThatIsOut() {
        RetryHold retry = retry(DUE, "high");
        hand.engine().retry(retry, hand.millis());
        hand.tickAt(DUE);

        hand.engine().confirmed(confirmed(retry.task()), hand.millis());

        assertThat(hand.of(Output.Result.class)).isEmpty();
        assertThat(hand.of(Output.Repeat.class)).hasSize(1);
    }

    @Test
    void saysSentOnceHoweverOftenItIsConfirmed() {
        RetryHold retry = retry(DUE, "high");
        hand.engine().retry(retry, hand.millis());
        hand.engine().confirmed(confirmed(retry.task()), hand.millis());
        hand.engine().confirmed(confirmed(retry.task()), hand.millis());

        assertThat(hand.of(Output.Result.class)).hasSize(1);
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
