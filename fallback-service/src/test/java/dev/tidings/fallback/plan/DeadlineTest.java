package dev.tidings.fallback.plan;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.contract.FallbackTrigger.UNCERTAIN;
import static dev.tidings.contract.FallbackTrigger.UNDELIVERED;
import static dev.tidings.contract.FallbackTrigger.UNREAD;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.result;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadlineTest {
    private static final Duration AFTER = Duration.ofMinutes(2);
    private static final Instant SENT_AT = START.plusSeconds(1);
    private static final Instant NOW = START.plusSeconds(5);

    private final Machine machine = new Machine();

    @Test
    void asksHoldForADeadlineThatIsCountedFromSent() {
        given(UNDELIVERED);

        see(Status.SENT);

        assertThat(machine.deadlines).containsExactly(new DeadlineHold("r", 1, SENT_AT.plus(AFTER)));
        assertThat(machine.decisions).isEmpty();
    }

    @Test
    void asksOnceHoweverOftenItIsSaid() {
        given(UNREAD);

        see(Status.UNKNOWN);
        see(Status.SENT);
        see(Status.SENT);
        see(Status.DELIVERED);

        assertThat(machine.deadlines).hasSize(1);
    }

    @Test
    void asksForNothingWhereThePolicyWaitsForNothing() {
        given(SEND_FAILED);

        see(Status.UNDELIVERED);
        see(Status.SENT);

        assertThat(machine.deadlines).isEmpty();
        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.SENT);
    }

    @Test
    void countsFromDoubtTooSinceItMayHaveLeft() {
        given(UNDELIVERED);

        see(Status.UNKNOWN);
        assertThat(machine.deadlines).hasSize(1);
        pass();

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.UNDELIVERED);
        assertThat(machine.decisions.getFirst().result().detail()).endsWith(", 120 s after it may have been sent");
    }

    @Test
    void firesAtOnceWhereDoubtIsATrigger() {
        given(UNDELIVERED, UNCERTAIN);

        see(Status.UNKNOWN);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.UNCERTAIN);
        assertThat(machine.deadlines).isEmpty();
    }

    @Test
    void sendsNothingInDoubtAboutWhatArrived() {
        given(UNREAD, UNCERTAIN);

        see(Status.DELIVERED);
        see(Status.UNKNOWN);

        assertThat(machine.decisions).isEmpty();
    }

    @Test
    void tellsTriggerAndClockWhenNothingWasDelivered() {
        given(UNDELIVERED);
        see(Status.SENT);

        pass();

        DeliveryResult told = machine.decisions.getFirst().result();
        assertThat(told.detail())
                .isEqualTo("policy sms-on-failure version 3: trigger UNDELIVERED fired: no delivery of the chat message"
                        + " was reported by 2026-03-01T12:02:01Z, 120 s after it was sent");
        assertThat(told.reason()).isNull();
        assertThat(told.eventId()).isEqualTo("r/1/2/FALLBACK_TRIGGERED");
    }

    @Test
    void saysAsSoonAsItIsCertainThatNothingIsNeeded() {
        given(UNDELIVERED);
        see(Status.SENT);

        see(Status.DELIVERED);

        DeliveryResult told = machine.decisions.getFirst().result();
        assertThat(told.status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(told.detail())
                .endsWith("the chat message was delivered, before its deadline at 2026-03-01T12:02:01Z");
    }

    @Test
    void decidesNothingMoreWhenTheDeadlineOfWhatIsDecidedComes() {
        given(UNDELIVERED);
        see(Status.SENT);
        see(Status.DELIVERED);

        pass();

        assertThat(machine.decisions).hasSize(1);
    }

    @Test
    void takesReadForDelivered() {
        given(UNDELIVERED);
        see(Status.SENT);

        see(Status.READ);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.READ);
    }

    @Test
    void waitsForReadingAfterDelivery() {
        given(UNREAD);
        see(Status.SENT);
        see(Status.DELIVERED);
        assertThat(machine.decisions).isEmpty();

        pass();

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.UNREAD);
    }

    @Test
    void countsAReceiptThatCameBeforeSent() {
        given(UNDELIVERED, UNREAD);
        see(Status.READ);

        see(Status.SENT);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.READ);
        assertThat(machine.deadlines).isEmpty();
    }

    @Test
    void countsFromNowWhereADeliveryIsAllThatIsKnown() {
        given(UNREAD);

        see(Status.DELIVERED);

        assertThat(machine.deadlines).containsExactly(new DeadlineHold("r", 1, NOW.plus(AFTER)));
    }

    @Test
    void believesNoSendingInTheFuture() {
        given(UNDELIVERED);

        machine.accept(Samples.due(result("r", Status.SENT), START, NOW.plus(Duration.ofDays(9))), NOW);

        assertThat(machine.deadlines).containsExactly(new DeadlineHold("r", 1, NOW.plus(AFTER)));
    }

    @Test
    void firesAtOnceOnAReportOfFailure() {
        given(UNDELIVERED);
        see(Status.SENT);

        see(Status.UNDELIVERED);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.UNDELIVERED);
        assertThat(machine.decisions.getFirst().result().detail())
                .endsWith("trigger UNDELIVERED fired: the chat message was reported as undelivered");
    }

    @Test
    void letsADeliveryOutweighAFailureOfAnotherCopy() {
        given(UNDELIVERED, UNREAD);
        see(Status.SENT);
        see(Status.DELIVERED);

        see(Status.UNDELIVERED);

        assertThat(machine.decisions).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SEND_FAILED", "UNDELIVERED", "UNREAD"})
    void fallsBackAtOnceWhenNothingWasSentUntilTheFence(FallbackTrigger trigger) {
        given(trigger);

        see(Status.EXPIRED);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.valueOf(trigger.name()));
    }

    @Test
    void waitsWithoutATimeOnlyForAReportOfFailure() {
        machine.accept(watch("r", policy(UNDELIVERED)), NOW);
        see(Status.SENT);
        assertThat(machine.deadlines).isEmpty();

        see(Status.UNDELIVERED);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.UNDELIVERED);
    }

    @Test
    void endsAWaitWithoutATimeWhenItsWatchLapses() {
        machine.accept(watch("r", policy(UNDELIVERED)), NOW);
        see(Status.SENT);

        machine.purge(NOW.plus(Duration.ofDays(8)));

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.NO_REPORT);
        assertThat(machine.states).isEmpty();
    }

    @Test
    void neverActsOnAReportThatItsRuleForbids() {
        undeliveredUnder(ReasonRule.NEVER);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.RULE_FORBIDS);
    }

    @Test
    void actsOnAReportAtTheDeadlineWhereItsRuleSaysAtExpiry() {
        undeliveredUnder(ReasonRule.AT_EXPIRY);
        assertThat(machine.decisions).isEmpty();

        pass();

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.UNDELIVERED);
        DeliveryResult told = machine.decisions.getFirst().result();
        assertThat(told.reason()).isEqualTo(Reason.RECIPIENT_OPTED_OUT);
        assertThat(told.detail())
                .endsWith(
                        "trigger UNDELIVERED fired: the chat message was reported as undelivered (RECIPIENT_OPTED_OUT),"
                                + " and not as delivered by 2026-03-01T12:02:01Z, 120 s after it was sent");
    }

    /** Sent, and then reported as undelivered for a reason that has this rule. */
    private void undeliveredUnder(ReasonRule rule) {
        machine.accept(
                watch(
                        "r",
                        policy(Set.of(UNDELIVERED), Map.of(Reason.RECIPIENT_OPTED_OUT, rule), Samples.SMS_STEP)
                                .after(AFTER)),
                NOW);
        see(Status.SENT);
        machine.accept(result("r", 1, Status.UNDELIVERED, Reason.RECIPIENT_OPTED_OUT), NOW);
    }

    @Test
    void ignoresADeadlineThatItDidNotAskFor() {
        given(UNDELIVERED);
        see(Status.SENT);

        machine.accept(new DeliveryDeadline("r", 1, START), NOW);
        machine.accept(new DeliveryDeadline("r", 2, SENT_AT.plus(AFTER)), NOW);

        assertThat(machine.decisions).isEmpty();
    }

    @Test
    void keepsAWatchUntilARetentionAfterItsDeadline() {
        FallbackWatch watch = watch("r", policy(UNDELIVERED).after(Duration.ofDays(3)));
        machine.accept(watch, NOW);
        see(Status.SENT);

        assertThat(machine.states.get("r"))
                .extracting(FallbackState.Kept::keepUntil)
                .isEqualTo(SENT_AT.plus(Duration.ofDays(3)).plus(FallbackState.RETENTION));
    }

    @Test
    void sendsNothingMoreOnceTheRequestIsCancelled() {
        given(UNDELIVERED);
        see(Status.SENT);

        machine.accept(new CancelFallback("r", NOW), NOW);
        pass();

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.CANCELLED);
        assertThat(machine.decisions.getFirst().result().status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
    }

    @Test
    void takesTheCancellationOfAnEarlierRequestForNothing() {
        given(UNDELIVERED);

        machine.accept(
                new CancelFallback("r", START.minus(FallbackState.CLOCKS_APART).minusMillis(1)), NOW);
        machine.accept(new CancelFallback("another", NOW), NOW);

        assertThat(machine.decisions).isEmpty();
    }

    /** Another machine had the partition when the request was accepted, and its clock was ahead. */
    @Test
    void takesACancellationForWhatItIsAboutAlthoughClocksAreApart() {
        given(UNDELIVERED);
        see(Status.SENT);

        machine.accept(new CancelFallback("r", START.minusSeconds(30)), NOW);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.CANCELLED);
    }

    private void given(FallbackTrigger... triggers) {
        machine.accept(watch("r", policy(triggers).after(AFTER)), NOW);
    }

    private void see(Status status) {
        machine.accept(result("r", status), NOW);
    }

    private void pass() {
        DeadlineHold asked = machine.deadlines.getFirst();
        machine.accept(new DeliveryDeadline(asked.requestId(), asked.step(), asked.dueAt()), asked.dueAt());
    }
}
