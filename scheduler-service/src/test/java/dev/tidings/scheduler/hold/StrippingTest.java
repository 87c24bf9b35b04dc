package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was released loses what it held, and nothing else changes by that. */
class StrippingTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);
    private static final Instant RESTED = DUE.plus(Stripping.AT_REST).plusMillis(1);
    private static final Duration APART = Duration.ofMillis(Stripping.APART);

    private final Hand hand = new Hand();

    private Hand released(int sends) {
        for (int i = 0; i < sends; i++) {
            hand.accept(timed("r" + i));
        }
        return hand.tickAt(DUE);
    }

    private static Samples.Request timed(String id) {
        return Samples.request(id).at(DUE);
    }

    @Test
    void leavesNothingOfWhatWasHeldAMinuteAfterItWasReleased() {
        released(3).tickAt(DUE.plus(Stripping.AT_REST));
        assertThat(whole()).hasSize(3);

        hand.tickAt(RESTED.plus(APART));

        assertThat(whole()).isEmpty();
        assertThat(hand.stores.memory()).hasSize(3);
    }

    private List<DueKey> whole() {
        return hand.stores.all().keySet().stream()
                .filter(key -> key.kind() == Kind.SEND)
                .toList();
    }

    @Test
    void waitsWhileThereIsWork() {
        released(1).clock(RESTED);
        Instant last = DUE.plus(Stripping.IN_ANY_CASE);
        for (; hand.clock().isBefore(last); hand.after(Duration.ofMillis(900))) {
            hand.accept(Samples.request("now" + hand.millis())).tick();
            assertThat(hand.stores.stripped()).isZero();
        }

        hand.tickAt(last.plusMillis(1));

        assertThat(hand.stores.stripped()).as("a load without a rest").isEqualTo(1);
    }

    @Test
    void whatComesDueIsWorkToo() {
        hand.accept(timed("later").at(RESTED));
        released(1).tickAt(RESTED);
        assertThat(hand.stores.stripped()).isZero();

        hand.tickAt(RESTED.plusSeconds(1));

        assertThat(hand.stores.stripped()).isEqualTo(1);
    }

    @Test
    void goesOnInSmallPortionsAndSaysWhen() {
        released(2 * Stripping.PORTION + 1).tickAt(RESTED);
        assertThat(hand.stores.stripped()).isEqualTo(Stripping.PORTION);
        assertThat(hand.engine().nextTick()).isEqualTo(hand.clock().plus(APART).toEpochMilli());

        hand.tick();
        assertThat(hand.stores.stripped()).as("too soon").isEqualTo(Stripping.PORTION);
        hand.after(APART).tick();
        hand.after(APART).tick();

        assertThat(hand.stores.stripped()).isEqualTo(2 * Stripping.PORTION + 1);
        assertThat(hand.engine().nextTick()).isEqualTo(hand.engine().nextDue());
    }

    @Test
    void tellsSinceWhenSomethingIsLeftUntilNothingIs() {
        assertThat(hand.engine().firstWhole()).isEqualTo(HoldStore.NEVER);
        released(Stripping.PORTION + 1);
        assertThat(hand.engine().firstWhole()).isEqualTo(DUE.toEpochMilli());

        hand.tickAt(RESTED);
        assertThat(hand.engine().firstWhole()).isEqualTo(DUE.toEpochMilli());
        hand.after(APART).tick();

        assertThat(hand.engine().firstWhole()).isEqualTo(HoldStore.NEVER);
    }

    @Test
    void touchesNoStoreWhereNothingIsOldEnough() {
        released(1).tickAt(RESTED.minusSeconds(1));
        assertThat(hand.stores.strips()).isZero();

        hand.tickAt(RESTED).tickAt(RESTED.plusSeconds(60));

        assertThat(hand.stores.strips()).isEqualTo(1);
    }

    @Test
    void whatIsDueDoesNotWaitForTheLastPortion() {
        hand.accept(timed("next").at(RESTED.plusMillis(1)));
        released(2 * Stripping.PORTION).tickAt(RESTED);

        assertThat(hand.engine().nextTick()).isEqualTo(RESTED.plusMillis(1).toEpochMilli());
    }

    @Test
    void doesNotWaitUntilAClockThatWasSetBackHasCaughtUp() {
        hand.accept(timed("ahead").at(DUE.plusSeconds(7_200)));
        released(Stripping.PORTION + 1).tickAt(DUE.plusSeconds(7_200));
        assertThat(hand.stores.stripped()).isEqualTo(Stripping.PORTION);

        hand.tickAt(DUE.plusSeconds(300));

        assertThat(hand.stores.stripped()).isEqualTo(Stripping.PORTION + 1);
    }

    @Test
    void leavesWhatWaitsBehindTheCursor() {
        released(1).clock(Samples.NOON).accept(timed("behind").at(DUE.minusSeconds(5)));

        hand.clock(RESTED);
        Hand restarted = hand.restart();
        restarted.tick();
        restarted.tickAt(RESTED.plusSeconds(2));

        assertThat(hand.released()).hasSize(2);
    }

    @Test
    void answersRepeatsAndCancellationsAsBefore() {
        released(1).tickAt(RESTED);
        assertThat(hand.stores.stripped()).isEqualTo(1);

        hand.accept(timed("r0")).accept(timed("r0").text("other")).cancel("r0");

        assertThat(hand.released()).hasSize(1);
        assertThat(hand.of(Output.Repeat.class)).hasSize(1);
        assertThat(hand.results()).extracting(DeliveryResult::status).endsWith(Status.REJECTED, Status.CONTROL_REFUSED);
        assertThat(hand.results().getLast().detail()).isEqualTo("already released");
    }

    @Test
    void forgetsItWhenItWouldHaveForgottenItOtherwise() {
        released(1).tickAt(RESTED);
        Instant end = DUE.plus(Duration.ofHours(24)).plus(HoldStore.LATE);

        hand.clock(end.minusMillis(1)).accept(timed("r0"));
        assertThat(hand.released()).hasSize(1);
        hand.clock(end).accept(timed("r0").validFor(Duration.ofDays(7)));

        assertThat(hand.released()).hasSize(2);
    }

    @Test
    void aDeadlineIsAnsweredOnceToo() {
        DeadlineHold deadline = new DeadlineHold("a", 1, DUE);
        hand.engine().deadline(deadline, hand.millis());
        hand.tickAt(DUE).tickAt(RESTED);
        assertThat(hand.stores.stripped()).isEqualTo(1);

        hand.engine().deadline(deadline, hand.millis());

        assertThat(hand.of(Output.Deadline.class)).hasSize(1);
    }

    @Test
    void anIdWhoseStateCannotBeReadIsStillAnsweredAndNotSentAgain() {
        hand.accept(timed("a"));
        hand.stores.breakState(EntryId.send("a"));
        hand.tickAt(DUE).tickAt(RESTED);
        assertThat(hand.stores.stripped()).isEqualTo(1);

        hand.accept(timed("a"));

        assertThat(hand.released()).hasSize(1);
        assertThat(hand.statuses()).endsWith(Status.REJECTED);
    }
}
