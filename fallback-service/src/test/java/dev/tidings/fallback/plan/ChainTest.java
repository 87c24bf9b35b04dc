package dev.tidings.fallback.plan;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.contract.FallbackTrigger.UNDELIVERED;
import static dev.tidings.contract.FallbackTrigger.UNREAD;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From one step to the next, and the one event at the end. */
class ChainTest {
    private static final Duration AFTER = Duration.ofMinutes(2);
    private static final Policy VIBER_THEN_SMS = policy(SEND_FAILED)
            .steps(Samples.viber(AFTER, SEND_FAILED, UNDELIVERED), Samples.sms("Your order is on its way"));

    private Machine machine = new Machine();
    private Instant now = START.plusSeconds(5);

    @Test
    void endsWhenTheSmsThatCameInItsPlaceWasSent() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);

        see(2, Status.SENT);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.REPLACED);
        DeliveryResult end = last();
        assertThat(end.status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(end.step()).isZero();
        assertThat(end.channel()).isEqualTo("sms");
        assertThat(end.reason()).isNull();
        assertThat(end.eventId()).isEqualTo("r/0/0/FALLBACK_ENDED");
        assertThat(end.detail()).isEqualTo("policy sms-on-failure version 3: step 2 by sms was sent");
    }

    @Test
    void endsWithTheReasonWhenNothingReachedAnybody() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);

        see(2, Status.FAILED, Reason.PROVIDER_UNAVAILABLE);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.ALL_FAILED);
        assertThat(last().reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
    }

    @Test
    void saysThatTheLastStepIsInDoubt() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);

        see(2, Status.UNKNOWN, Reason.UNCERTAIN);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.IN_DOUBT);
        assertThat(last().reason()).isEqualTo(Reason.UNCERTAIN);
    }

    @Test
    void goesOnFromAnotherChatAppToAnSms() {
        given(VIBER_THEN_SMS);
        see(1, Status.FAILED);
        see(2, Status.FAILED, Reason.RECIPIENT_NOT_ON_CHANNEL);
        see(3, Status.SENT);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.SEND_FAILED, Cause.REPLACED);
        assertThat(tasks()).extracting(SendTask::step).containsExactly(2, 3);
        assertThat(tasks()).extracting(SendTask::channel).containsExactly("viber", "sms");
        assertThat(machine.decisions.get(1).result().eventId()).isEqualTo("r/2/2/FALLBACK_TRIGGERED");
        assertThat(machine.decisions.get(1).result().detail())
                .contains("step 2 by viber ended FAILED (RECIPIENT_NOT_ON_CHANNEL)");
    }

    @Test
    void waitsForEachStepByItsOwnDeadline() {
        given(VIBER_THEN_SMS);
        see(1, Status.FAILED);
        see(2, Status.SENT);
        assertThat(machine.deadlines).containsExactly(new DeadlineHold("r", 2, now.plus(AFTER)));

        pass();
        see(3, Status.SENT);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.UNDELIVERED, Cause.REPLACED);
    }

    @Test
    void endsWhenAStepIsDelivered() {
        given(VIBER_THEN_SMS);
        see(1, Status.FAILED);
        see(2, Status.SENT);

        see(2, Status.DELIVERED);
        pass();

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.REPLACED);
        assertThat(last().channel()).isEqualTo("viber");
    }

    @Test
    void sendsNoSmsWhenTheChatMessageArrivedMeanwhile() {
        given(VIBER_THEN_SMS);
        see(1, Status.FAILED);
        see(1, Status.DELIVERED);

        see(2, Status.FAILED);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.ARRIVED_LATE);
        assertThat(last().channel()).isEqualTo("whatsapp");
        assertThat(last().reason()).isNull();
        assertThat(last().detail()).endsWith("; but the chat message arrived after all");
    }

    @Test
    void tellsAtTheEndWhatArrivedTooLate() {
        given(policy(UNDELIVERED).after(AFTER));
        see(1, Status.SENT);
        pass();
        see(1, Status.DELIVERED);

        see(2, Status.SENT);

        assertThat(last().detail()).endsWith("step 2 by sms was sent; the chat message arrived after all");
    }

    @Test
    void sendsNoSmsOverTheCap() {
        machine = new Machine((_, _) -> Optional.of(Reason.SMS_CAP_REACHED));
        given(policy(SEND_FAILED));

        see(1, Status.FAILED);

        assertThat(causes()).containsExactly(Cause.CAP_REACHED);
        assertThat(last().status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(last().reason()).isEqualTo(Reason.SMS_CAP_REACHED);
        assertThat(last().detail()).contains("trigger SEND_FAILED fired", "has had its SMS parts for the day");
    }

    @Test
    void sendsNoSmsWhenItWasSwitchedOffSince() {
        machine = new Machine((_, _) -> Optional.of(Reason.SMS_NOT_ENABLED));
        given(policy(SEND_FAILED));

        see(1, Status.FAILED);

        assertThat(causes()).containsExactly(Cause.SMS_OFF);
    }

    @Test
    void asksTheCapForAnSmsAlone() {
        machine = new Machine((_, _) -> Optional.of(Reason.SMS_CAP_REACHED));
        given(VIBER_THEN_SMS);

        see(1, Status.FAILED);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED);
    }

    @Test
    void saysSoWhenNothingIsHeardOfTheSms() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);

        machine.purge(now.plus(Duration.ofDays(30)));

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.STEP_WITHOUT_RESULT);
        assertThat(machine.states).isEmpty();
    }

    @Test
    void saysThatTheChatMessageArrivedAlsoWhereTheRequestIsCancelledAfterwards() {
        given(VIBER_THEN_SMS);
        see(1, Status.FAILED);
        see(1, Status.DELIVERED);

        machine.accept(new CancelFallback("r", now), now);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.ARRIVED_LATE);
        assertThat(last().channel()).isEqualTo("whatsapp");
        assertThat(last().reason()).isNull();
        assertThat(last().detail())
                .endsWith(
                        "the request was cancelled after step 2 by viber had been released; but the chat message arrived"
                                + " after all");
    }

    @Test
    void saysThatTheChatMessageArrivedAlsoWhereNothingIsHeardOfTheSms() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);
        see(1, Status.DELIVERED);

        machine.purge(now.plus(Duration.ofDays(30)));

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.ARRIVED_LATE);
        assertThat(last().channel()).isEqualTo("whatsapp");
        assertThat(last().reason()).isNull();
    }

    /** What a step ends with that nobody reports on any more. */
    @ParameterizedTest
    @CsvSource({
        "SENT, , REPLACED, , step 2 by viber was sent",
        "UNDELIVERED, RATE_LIMITED, ALL_FAILED, RATE_LIMITED, step 2 by viber was reported as undelivered (RATE_LIMITED)",
        "UNKNOWN, UNCERTAIN, IN_DOUBT, UNCERTAIN, step 2 by viber ended UNKNOWN (UNCERTAIN)"
    })
    void saysOfAStepThatNothingFollowsWhatIsKnownOfIt(
            Status status, @Nullable Reason said, Cause cause, @Nullable Reason reason, String known) {
        given(policy(SEND_FAILED).steps(Samples.viber(null, UNREAD), Samples.SMS_STEP));
        see(1, Status.FAILED);
        see(2, status, said);

        machine.purge(now.plus(Duration.ofDays(30)));

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, cause);
        assertThat(last().channel()).isEqualTo("viber");
        assertThat(last().reason()).isEqualTo(reason);
        assertThat(last().detail()).endsWith(known + ", and nothing more came for as long as it could");
    }

    @Test
    void saysOfWhatIsStillWaitedForWhenItsIdIsUsedAgainThatItWasSent() {
        given(policy(UNDELIVERED).after(AFTER));
        see(1, Status.SENT);

        machine.accept(Samples.later(watch("r", policy(UNDELIVERED).after(AFTER)), Duration.ofDays(2)), now);

        assertThat(causes()).containsExactly(Cause.NO_REPORT);
        assertThat(last().detail())
                .endsWith("the chat message was sent, and nothing more came before the request's id was used again");
    }

    @Test
    void takesNoResultOfAnotherRequestsStep() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);

        machine.accept(Samples.due(Samples.result("r", 2, Status.SENT, null), START.minusSeconds(9), now), now);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED);
    }

    @Test
    void endsAChainWhoseRequestIsCancelledOnTheWay() {
        given(VIBER_THEN_SMS);
        see(1, Status.FAILED);
        see(2, Status.SENT);

        machine.accept(new CancelFallback("r", now), now);
        pass();

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.CUT_SHORT);
        assertThat(last().channel()).isEqualTo("viber");
    }

    @Test
    void saysOfAStepThatWasReportedAsFailedThatItReachedNobodyAlsoWhereTheRequestIsCancelled() {
        given(policy(Set.of(SEND_FAILED), Map.of(Reason.RATE_LIMITED, ReasonRule.AT_EXPIRY))
                .steps(VIBER_THEN_SMS.steps().toArray(PlannedStep[]::new)));
        see(1, Status.FAILED);
        see(2, Status.SENT);
        see(2, Status.UNDELIVERED, Reason.RATE_LIMITED);

        machine.accept(new CancelFallback("r", now), now);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.CUT_SHORT);
        assertThat(last().reason()).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void saysOfAStepThatWasReportedAsFailedThatItReachedNobodyWhereARuleForbidsToGoOn() {
        given(policy(Set.of(SEND_FAILED), Map.of(Reason.RECIPIENT_OPTED_OUT, ReasonRule.NEVER))
                .steps(VIBER_THEN_SMS.steps().toArray(PlannedStep[]::new)));
        see(1, Status.FAILED);
        see(2, Status.SENT);

        see(2, Status.UNDELIVERED, Reason.RECIPIENT_OPTED_OUT);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.ALL_FAILED);
        assertThat(last().channel()).isEqualTo("viber");
        assertThat(last().reason()).isEqualTo(Reason.RECIPIENT_OPTED_OUT);
        assertThat(last().detail())
                .endsWith("step 2 by viber was reported as undelivered (RECIPIENT_OPTED_OUT), and its rule for that is"
                        + " NEVER");
    }

    @Test
    void callsNoSmsBackThatIsOnItsWay() {
        given(policy(SEND_FAILED));
        see(1, Status.FAILED);

        machine.accept(new CancelFallback("r", now), now);
        see(2, Status.SENT);

        assertThat(causes()).containsExactly(Cause.SEND_FAILED, Cause.REPLACED);
    }

    private void given(Policy policy) {
        machine.accept(watch("r", policy), now);
    }

    private void see(int step, Status status) {
        see(step, status, null);
    }

    private void see(int step, Status status, @Nullable Reason reason) {
        Instant due = step == 1 ? START : tasks().get(step - 2).dueAt();
        machine.accept(Samples.due(Samples.result("r", step, status, reason), due, now), now);
    }

    private void pass() {
        DeadlineHold asked = machine.deadlines.removeLast();
        now = asked.dueAt();
        machine.accept(new DeliveryDeadline(asked.requestId(), asked.step(), asked.dueAt()), now);
    }

    private List<SendTask> tasks() {
        return machine.decisions.stream()
                .filter(Decision.Triggered.class::isInstance)
                .map(decision -> ((Decision.Triggered) decision).task())
                .toList();
    }

    private List<Cause> causes() {
        return machine.decisions.stream().map(Decision::cause).toList();
    }

    private DeliveryResult last() {
        return machine.decisions.getLast().result();
    }
}
