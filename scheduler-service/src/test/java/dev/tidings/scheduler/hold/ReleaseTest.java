package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a send whose time has come when it cannot simply go. */
class ReleaseTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final Hand hand = new Hand();

    private static Samples.Request timed(String id) {
        return Samples.request(id).at(DUE);
    }

    private static DeliveryWindow daytime(OutsideWindow outside) {
        return new DeliveryWindow(
                "Asia/Singapore", EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(21, 0), outside);
    }

    @Test
    void sendsWhatCameDueWhileNothingRanAndIsStillValid() {
        hand.accept(timed("a").validFor(Duration.ofHours(2)))
                .accept(timed("b").validFor(Duration.ofMinutes(30)))
                .restart()
                .tickAt(DUE.plus(Duration.ofHours(1)));

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a");
        assertThat(hand.results().getLast()).satisfies(expired -> {
            assertThat(expired.requestId()).isEqualTo("b");
            assertThat(expired.status()).isEqualTo(Status.EXPIRED);
        });
    }

    @Test
    void holdsForTenYears() {
        Instant due = Instant.parse("2036-11-23T12:00:00Z");
        hand.accept(timed("a").at(due)).restart().tickAt(due.minusMillis(1));
        assertThat(hand.released()).isEmpty();

        hand.tickAt(due);

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void aClockAnHourBackReleasesNothingEarlyAndNothingTwice() {
        hand.accept(timed("a")).accept(timed("b").at(DUE.plusSeconds(60))).tickAt(DUE);
        hand.clock(DUE.minus(Duration.ofHours(1))).accept(timed("c").at(DUE.minusSeconds(60)));
        hand.tick();
        assertThat(hand.released()).hasSize(1);

        hand.tickAt(DUE.minusSeconds(60)).tickAt(DUE).tickAt(DUE.plusSeconds(60));

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a", "c", "b");
    }

    @Test
    void aClockAnHourForwardReleasesWhatIsDueByIt() {
        hand.accept(timed("a")).accept(timed("b").at(DUE.plus(Duration.ofHours(2))));
        hand.tickAt(DUE.plus(Duration.ofHours(1))).tickAt(DUE);

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a");
    }

    @Test
    void expiresWhatComesTooLateAndLetsItsFallbackAct() {
        hand.accept(timed("a").validFor(Duration.ofSeconds(5)).fallback("sms-on-failure"))
                .tickAt(DUE.plusSeconds(5));

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Watch.class)).hasSize(1);
        assertThat(hand.results().getLast()).satisfies(expired -> {
            assertThat(expired.status()).isEqualTo(Status.EXPIRED);
            assertThat(expired.step()).isEqualTo(1);
            assertThat(expired.reason()).isEqualTo(Reason.VALIDITY_EXPIRED);
            assertThat(expired.policyId()).isEqualTo("sms-on-failure");
        });
        assertThat(hand.of(Output.Expired.class)).containsExactly(new Output.Expired("whatsapp", Expiry.LATE));
    }

    @Test
    void expiresAnImmediateSendThatWaitedInTheTopicForTooLong() {
        hand.acceptPublishedAt(
                Samples.request("otp").validFor(Duration.ofMinutes(5)), Samples.NOON.minus(Duration.ofMinutes(5)));

        assertThat(hand.released()).isEmpty();
        assertThat(hand.statuses()).containsExactly(Status.EXPIRED);
    }

    @Test
    void skipsWhatIsDueOutsideItsWindowWithoutAFallback() {
        Instant night = Samples.NOON.plus(Duration.ofHours(3));
        hand.accept(Samples.request("a")
                .at(night)
                .within(daytime(OutsideWindow.SKIP))
                .fallback("sms-on-failure"));
        assertThat(hand.statuses()).containsExactly(Status.HELD);

        hand.tickAt(night);

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Watch.class)).isEmpty();
        assertThat(hand.results().getLast()).satisfies(skipped -> {
            assertThat(skipped.status()).isEqualTo(Status.EXPIRED);
            assertThat(skipped.policyId()).isNull();
        });
        assertThat(hand.of(Output.Expired.class)).containsExactly(new Output.Expired("whatsapp", Expiry.SKIPPED));
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "SKIP"})
    void skipsWhatComesTooLateWhereItsWindowIsClosedByThen(OutsideWindow outside) {
        hand.accept(timed("a")
                        .validFor(Duration.ofMinutes(30))
                        .within(daytime(outside))
                        .fallback("sms-on-failure"))
                .tickAt(Samples.NOON.plus(Duration.ofHours(3)));

        assertThat(hand.released()).isEmpty();
        assertThat(hand.of(Output.Watch.class)).isEmpty();
        assertThat(hand.results().getLast()).satisfies(skipped -> {
            assertThat(skipped.status()).isEqualTo(Status.EXPIRED);
            assertThat(skipped.policyId()).isNull();
        });
    }

    @Test
    void letsTheFallbackActOfWhatComesTooLateWhileItsWindowIsOpen() {
        hand.accept(timed("a")
                        .validFor(Duration.ofMinutes(30))
                        .within(daytime(OutsideWindow.HOLD))
                        .fallback("sms-on-failure"))
                .tickAt(DUE.plus(Duration.ofMinutes(30)));

        assertThat(hand.of(Output.Watch.class)).hasSize(1);
        assertThat(hand.results().getLast().policyId()).isEqualTo("sms-on-failure");
    }

    @Test
    void waitsForTheNextOpeningWhenItWasHeldUpUntilTheWindowClosed() {
        Instant closes = Samples.NOON.plus(Duration.ofHours(1));
        Instant opens = Samples.NOON.plus(Duration.ofHours(13));
        hand.accept(timed("a").within(daytime(OutsideWindow.HOLD)));

        hand.tickAt(closes).tickAt(opens.minusMillis(1));
        assertThat(hand.released()).isEmpty();
        hand.tickAt(opens);

        assertThat(hand.released())
                .singleElement()
                .satisfies(late ->
                        assertThat(late.expectedAt()).as("hold was late").isEqualTo(DUE));
        assertThat(hand.results()).extracting(DeliveryResult::dueAt).containsExactly(DUE, opens);
    }
}
