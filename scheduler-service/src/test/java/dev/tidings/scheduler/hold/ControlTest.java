package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final Hand hand = new Hand();

    private DeliveryResult answer() {
        return hand.results().getLast();
    }

    private Hand holding() {
        return hand.accept(Samples.request("a").at(DUE).fallback("sms-on-failure"));
    }

    @Test
    void cancelsWhatIsHeld() {
        holding().cancel("a").tickAt(DUE);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Watch.class)).isEmpty();
        assertThat(answer()).satisfies(cancelled -> {
            assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
            assertThat(cancelled.metadata()).containsEntry("order", "17").containsEntry("call", "cancel");
            assertThat(cancelled.policyId()).as("fallback has no watch").isNull();
        });
    }

    @Test
    void refusesACancellationWithMoreThanAResultCanCarry() {
        holding();
        Map<String, String> metadata = IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        hand.engine().cancel(new CancelSend("a", "acme", "crm", metadata), hand.millis(), "0-9");

        assertRefused("metadata: has more than 32 entries");
        assertThat(answer().metadata()).isEmpty();
    }

    @Test
    void refusesToMoveWithMoreThanAResultCanCarry() {
        holding();
        Map<String, String> metadata = IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        hand.engine().reschedule(new RescheduleSend("a", "acme", "crm", DUE, metadata), hand.millis(), "0-9");

        assertRefused("metadata: has more than 32 entries");
        assertThat(answer().metadata()).isEmpty();
    }

    @Test
    void tellsFallbackThatWhatIsReleasedIsCancelled() {
        holding().tickAt(DUE).cancel("a");

        assertThat(answer().status()).isEqualTo(Status.CONTROL_REFUSED);
        assertThat(hand.of(Output.Unwatch.class))
                .extracting(Output.Unwatch::cancel)
                .containsExactly(new CancelFallback("a", DUE));
    }

    @Test
    void tellsFallbackNothingOfAnotherTenantsCancellation() {
        holding().tickAt(DUE);

        hand.engine().cancel(new CancelSend("a", "other", "crm", Map.of()), hand.millis(), "0-9");

        assertThat(hand.of(Output.Unwatch.class)).isEmpty();
    }

    @Test
    void cancelsWhatIsDueAndNotReleasedYet() {
        holding().clock(DUE.plusSeconds(1)).cancel("a").tick();

        assertThat(hand.released()).isEmpty();
        assertThat(answer().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void tellsThatItComesTooLate() {
        holding().tickAt(DUE).cancel("a");

        assertRefused("already released");
        assertThat(answer().channel()).isEqualTo("whatsapp");
    }

    @Test
    void tellsThatItWasCancelledBefore() {
        holding().cancel("a").cancel("a");

        assertRefused("already cancelled");
    }

    @Test
    void tellsThatItKnowsNoSuchRequest() {
        hand.reschedule("nobody", DUE);

        assertRefused("unknown request");
    }

    @Test
    void knowsNothingOfAnotherTenantsRequests() {
        holding();
        hand.engine().cancel(new CancelSend("a", "mallory", "crm", Map.of()), hand.millis(), "0-9");

        assertRefused("unknown request");
        hand.tickAt(DUE);
        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void movesWhatIsHeldWithItsValidity() {
        Instant later = DUE.plusSeconds(60);
        holding().reschedule("a", later).tickAt(later.minusMillis(1));
        assertThat(hand.released()).isEmpty();
        assertThat(answer().status()).isEqualTo(Status.RESCHEDULED);
        assertThat(answer().dueAt()).isEqualTo(later);

        hand.tickAt(later);

        assertThat(hand.released()).singleElement().satisfies(task -> {
            assertThat(task.dueAt()).isEqualTo(later);
            assertThat(task.validUntil()).isEqualTo(later.plus(Duration.ofDays(1)));
        });
        assertThat(hand.of(Output.Watch.class))
                .singleElement()
                .satisfies(watch -> assertThat(
                                Objects.requireNonNull(watch.watch()).dueAt())
                        .isEqualTo(later));
    }

    @Test
    void releasesAtOnceWhatIsMovedIntoThePast() {
        holding().reschedule("a", Samples.NOON.minusSeconds(60));

        assertThat(answer().status()).isEqualTo(Status.RESCHEDULED);
        assertThat(hand.released())
                .singleElement()
                .satisfies(task -> assertThat(task.dueAt()).isEqualTo(Samples.NOON));
        hand.tickAt(DUE);
        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void movesTwiceWithAnEventOfItsOwnForEach() {
        holding().reschedule("a", DUE.plusSeconds(1)).reschedule("a", DUE.plusSeconds(2));

        assertThat(hand.results())
                .filteredOn(result -> result.status() == Status.RESCHEDULED)
                .extracting(DeliveryResult::eventId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void leavesItWhereItIsWhenTheNewTimeIsNone() {
        holding().reschedule("a", DUE.plus(Duration.ofDays(4000)));
        assertRefused("sendAt: is more than 10 years ahead");

        hand.tickAt(DUE);

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void movesNothingThatIsReleased() {
        holding().tickAt(DUE).reschedule("a", DUE.plusSeconds(60));

        assertRefused("already released");
    }

    private Hand holdingWhatCannotBeRead() {
        holding();
        hand.stores.breakState(EntryId.send("a"));
        return hand;
    }

    @Test
    void cancelsNothingOfWhichItCannotReadHowItStands() {
        holdingWhatCannotBeRead().cancel("a");

        assertRefused("its state cannot be read");
    }

    @Test
    void movesNothingOfWhichItCannotReadHowItStands() {
        holdingWhatCannotBeRead().reschedule("a", DUE.plusSeconds(60)).tickAt(DUE);

        assertRefused("its state cannot be read");
        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void doesNotSayThatWhatItCannotReadWasNeverThere() {
        holdingWhatCannotBeRead().tickAt(DUE).cancel("a");

        assertRefused("its state cannot be read");
        assertThat(hand.of(Output.Unwatch.class)).isEmpty();
    }

    private void assertRefused(String detail) {
        assertThat(answer().status()).isEqualTo(Status.CONTROL_REFUSED);
        assertThat(answer().detail()).isEqualTo(detail);
    }
}
