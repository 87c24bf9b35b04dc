package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyCancelsTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);
    private static final String REMEMBERED = "unknown request; it will be cancelled if it comes within 24 hours";

    private final Hand hand = new Hand();

    private Hand cancelBy(String tenant) {
        hand.engine().cancel(new CancelSend("a", tenant, "crm", Map.of()), hand.millis(), "0-9");
        return hand;
    }

    private String answer() {
        return String.valueOf(hand.results().getLast().detail());
    }

    @Test
    void saysThatItWillCancelWhatItDoesNotKnowYet() {
        hand.cancel("a");

        assertThat(hand.statuses()).containsExactly(Status.CONTROL_REFUSED);
        assertThat(answer()).isEqualTo(REMEMBERED);
    }

    @Test
    void cancelsTheRequestWhenItComes() {
        hand.cancel("a").accept(Samples.request("a")).tickAt(DUE);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.results().getLast().status()).isEqualTo(Status.CANCELLED);
        assertThat(hand.results().getLast().metadata()).containsEntry("order", "17");
    }

    @Test
    void cancelsATimedRequestWhenItComes() {
        hand.cancel("a").accept(Samples.request("a").at(DUE)).tickAt(DUE);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.statuses()).containsExactly(Status.CONTROL_REFUSED, Status.CANCELLED);
    }

    @Test
    void isTruthfulAfterwards() {
        hand.cancel("a")
                .accept(Samples.request("a"))
                .accept(Samples.request("a"))
                .cancel("a");

        assertThat(hand.of(Output.Repeat.class)).hasSize(1);
        assertThat(answer()).isEqualTo("already cancelled");
    }

    @Test
    void remembersWhatIsCancelledAgain() {
        hand.cancel("a").after(Duration.ofHours(20)).cancel("a");
        assertThat(answer()).isEqualTo(REMEMBERED);

        hand.after(Duration.ofHours(20)).accept(Samples.request("a"));

        assertThat(hand.released()).isEmpty();
    }

    @Test
    void hitsNoOtherTenantsRequest() {
        cancelBy("mallory").accept(Samples.request("a"));

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void isNotUndoneByAnotherTenants() {
        hand.cancel("a");
        cancelBy("mallory").accept(Samples.request("a"));

        assertThat(hand.released()).isEmpty();
    }

    @Test
    void remembersAFewTenantsOnly() {
        for (int i = 0; i < 4; i++) {
            cancelBy("tenant-" + i);
        }
        assertThat(answer()).isEqualTo(REMEMBERED);

        cancelBy("tenant-4");

        assertThat(answer()).isEqualTo("unknown request");
    }

    @Test
    void promisesNothingForWhatCannotCome() {
        hand.cancel("no/id");
        assertThat(answer()).startsWith("requestId: ");

        cancelBy("t".repeat(65));

        assertThat(answer()).startsWith("tenant: ");
    }

    @Test
    void rejectsWhatWouldBeRejectedAnyway() {
        hand.cancel("a").accept(Samples.request("a").to("1"));

        assertThat(hand.results().getLast().status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void forgetsADayLater() {
        hand.cancel("a").after(Duration.ofHours(24)).accept(Samples.request("a"));

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void aHundredThousandOfThemLeaveNothingInTheWayOfAReleaseAndNothingBehind() {
        hand.accept(Samples.request("r").of(null).at(DUE));
        int before = hand.stores.writes();
        for (int i = 0; i < 100_000; i++) {
            hand.cancel("unknown-" + i);
        }
        assertThat(hand.stores.writes() - before).isEqualTo(100_000);

        hand.tickAt(DUE);

        assertThat(hand.released()).hasSize(1);
        assertThat(hand.stores.waiting()).isEmpty();
    }
}
