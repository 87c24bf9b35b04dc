package dev.tidings.fallback.plan;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.contract.FallbackTrigger.UNCERTAIN;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.result;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReasonRule;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TextContent;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FallbackStateTest {
    private static final Instant NOW = START.plusSeconds(5);
    private static final Circumstances AT = new Circumstances(NOW, Machine.ANY);

    @Test
    void sendsTheSmsToTheNumberAndAccountOfTheWatch() {
        SendTask sms = sms(watch("r", policy(SEND_FAILED)), Status.FAILED);

        assertThat(sms.channel()).isEqualTo("sms");
        assertThat(sms.accountId()).isEqualTo("shop");
        assertThat(sms.recipient()).isEqualTo("+6581234567");
        assertThat(sms.recipientKey()).isEqualTo(Samples.RECIPIENT_KEY);
        assertThat(sms.content()).isEqualTo(new TextContent("Your order is on its way"));
        assertThat(sms.metadata()).containsEntry("order", "17");
        assertThat(sms.refusal()).isNull();
    }

    @Test
    void keepsThePolicyWithTheSmsSoThatItsResultsAreRead() {
        assertThat(sms(watch("r", policy(SEND_FAILED)), Status.FAILED).policyId())
                .isEqualTo("sms-on-failure");
    }

    @Test
    void countsTheValidityOfTheSmsFromTheDecision() {
        SendTask sms = sms(watch("r", policy(SEND_FAILED)), Status.FAILED);

        assertThat(sms.dueAt()).isEqualTo(NOW);
        assertThat(sms.validUntil()).isEqualTo(NOW.plus(Duration.ofHours(6)));
    }

    @Test
    void keepsTimesWritableWhateverTheRecordSays() {
        PlannedStep endless = new PlannedStep(
                "sms",
                "shop",
                "+6581234567",
                Samples.RECIPIENT_KEY,
                new TextContent("text"),
                1,
                Duration.ofMillis(Long.MAX_VALUE),
                Set.of(),
                null);
        FallbackWatch watch =
                watch("r", policy(Set.of(SEND_FAILED), Map.of(), endless), Instant.ofEpochMilli(Long.MAX_VALUE));

        SendTask sms = sms(watch, Status.FAILED);

        assertThat(sms.validUntil()).isEqualTo(NOW.plus(FallbackState.LONGEST_WATCH));
        assertThat(watching(watch).keepUntil())
                .isEqualTo(NOW.plus(FallbackState.LONGEST_WATCH).plus(FallbackState.RETENTION));
    }

    @Test
    void tellsWhichTriggerFiredByWhichPolicyAndWhatFailed() {
        DeliveryResult told =
                decide(watch("r", policy(SEND_FAILED)), Status.FAILED).result();

        assertThat(told.detail())
                .isEqualTo("policy sms-on-failure version 3: trigger SEND_FAILED fired:"
                        + " the chat message ended FAILED (TEMPLATE_UNAVAILABLE)");
        assertThat(told.reason()).isEqualTo(Reason.TEMPLATE_UNAVAILABLE);
        assertThat(told.step()).isEqualTo(1);
        assertThat(told.eventId()).isEqualTo("r/1/2/FALLBACK_TRIGGERED");
    }

    @Test
    void tellsWhyNothingIsNeeded() {
        DeliveryResult told =
                decide(watch("r", policy(SEND_FAILED)), Status.SENT).result();

        assertThat(told.status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(told.detail()).isEqualTo("policy sms-on-failure version 3: the chat message was sent");
        assertThat(told.reason()).isNull();
    }

    @Test
    void tellsThatTheEndOfTheMessageIsNoTrigger() {
        Decision decision = decide(watch("r", policy(SEND_FAILED)), Status.UNKNOWN);

        assertThat(decision.cause()).isEqualTo(Cause.NOT_A_TRIGGER);
        assertThat(decision.result().detail())
                .endsWith("the chat message ended UNKNOWN (UNCERTAIN), and UNCERTAIN is no trigger");
    }

    @Test
    void actsByRuleWhateverTheTriggersSay() {
        Policy byRule =
                policy(Set.of(UNCERTAIN), Map.of(Reason.TEMPLATE_UNAVAILABLE, ReasonRule.AT_EXPIRY), Samples.SMS_STEP);

        assertThat(decide(watch("r", byRule), Status.FAILED).cause()).isEqualTo(Cause.RULE_ACTS);
    }

    @Test
    void neverActsWhereTheRuleForbidsIt() {
        Policy never =
                policy(Set.of(SEND_FAILED), Map.of(Reason.TEMPLATE_UNAVAILABLE, ReasonRule.NEVER), Samples.SMS_STEP);

        assertThat(decide(watch("r", never), Status.FAILED).cause()).isEqualTo(Cause.RULE_FORBIDS);
    }

    /** Sending settles it where no trigger waits, whichever of the two is read first. */
    @Test
    void asksNoRuleAboutAReceiptThatNoTriggerWaitsFor() {
        Policy never =
                policy(Set.of(SEND_FAILED), Map.of(Reason.RECIPIENT_OPTED_OUT, ReasonRule.NEVER), Samples.SMS_STEP);
        Machine machine = new Machine();
        machine.accept(watch("r", never), NOW);
        machine.accept(result("r", 1, Status.UNDELIVERED, Reason.RECIPIENT_OPTED_OUT), NOW);

        machine.accept(result("r", Status.SENT), NOW);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.SENT);
    }

    @Test
    void saysSoWhenThePolicyNamesNothingThatCanBeSent() {
        Decision decision = decide(watch("r", policy(Set.of(SEND_FAILED), Map.of())), Status.FAILED);

        assertThat(decision.cause()).isEqualTo(Cause.NO_STEP);
        assertThat(decision.result().status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(decision.result().reason()).isEqualTo(Reason.FALLBACK_UNSUPPORTED);
    }

    @Test
    void letsNoRejectionCloseAWatch() {
        DeliveryResult conflict = result("r", 0, Status.REJECTED, Reason.REQUEST_CONFLICT);
        DeliveryResult invalid = result("r", 0, Status.REJECTED, Reason.INVALID_REQUEST);

        assertThat(Reading.of(conflict)).isEqualTo(new Reading.Irrelevant(Ignored.NOT_DECISIVE));
        assertThat(Reading.of(invalid)).isEqualTo(new Reading.Irrelevant(Ignored.NOT_DECISIVE));
    }

    @Test
    void letsNoCancellationCloseAWatch() {
        assertThat(Reading.of(result("r", 0, Status.CANCELLED, null)))
                .isEqualTo(new Reading.Irrelevant(Ignored.NOT_DECISIVE));
    }

    @Test
    void ignoresWhatIsAboutNoStepOrAboutNoPolicy() {
        assertThat(Reading.of(result("r", 0, Status.FAILED, null)))
                .isEqualTo(new Reading.Irrelevant(Ignored.OTHER_STEP));
        assertThat(Reading.of(result("r", 1, Status.FAILED, null, null, START)))
                .isEqualTo(new Reading.Irrelevant(Ignored.NO_POLICY));
    }

    @Test
    void ignoresAStepThatHasNotGoneOut() {
        Advance advance =
                watching(watch("r", policy(SEND_FAILED))).onReport(report(result("r", 2, Status.SENT, null)), AT);

        assertThat(advance).isEqualTo(new Advance.Unchanged(Ignored.OTHER_STEP));
    }

    @Test
    void keepsTheStrongestEvidenceThatCameBeforeTheWatch() {
        Machine machine = new Machine();
        machine.accept(result("r", Status.FAILED), NOW);
        machine.accept(result("r", Status.SENT), NOW);
        machine.accept(result("r", Status.UNKNOWN), NOW);

        machine.accept(watch("r", policy(SEND_FAILED, UNCERTAIN)), NOW);

        assertThat(machine.decisions).extracting(Decision::cause).containsExactly(Cause.SENT);
    }

    @Test
    void countsAMessageThatArrivedAfterTheSmsLeft() {
        FallbackState.Decided decided = new FallbackState.Decided(Cause.REPLACED, 2, START, START, NOW);

        assertThat(decided.onReport(report(result("r", Status.DELIVERED)), AT))
                .isEqualTo(new Advance.Unchanged(Ignored.ARRIVED_AFTER_SMS));
        assertThat(decided.onReport(report(result("r", 2, Status.DELIVERED, null)), AT))
                .isEqualTo(new Advance.Unchanged(Ignored.AFTER_DECISION));
    }

    @Test
    void keepsAWatchUntilARetentionAfterItsValidity() {
        assertThat(watching(watch("r", policy(SEND_FAILED))).keepUntil())
                .isEqualTo(START.plus(Duration.ofHours(1)).plus(Duration.ofDays(7)));
    }

    @Test
    void owesADecisionWhenAWatchEndsWithoutResult() {
        assertThat(watching(watch("r", policy(SEND_FAILED))).lapse(NOW))
                .hasValueSatisfying(decision -> assertThat(decision.cause()).isEqualTo(Cause.NO_RESULT));
    }

    private static FallbackState.Watching watching(FallbackWatch watch) {
        Advance advance = new FallbackState.Unseen().onWatch(watch, AT);
        assertThat(advance).isInstanceOf(Advance.Moved.class);
        return (FallbackState.Watching) ((Advance.Moved) advance).next();
    }

    private static Decision decide(FallbackWatch watch, Status status) {
        Machine machine = new Machine();
        machine.accept(watch, NOW);
        machine.accept(result(watch.requestId(), status), NOW);
        assertThat(machine.decisions).hasSize(1);
        return machine.decisions.getFirst();
    }

    private static SendTask sms(FallbackWatch watch, Status status) {
        Decision decision = decide(watch, status);
        assertThat(decision).isInstanceOf(Decision.Triggered.class);
        return ((Decision.Triggered) decision).task();
    }

    private static Report report(DeliveryResult result) {
        Reading reading = Reading.of(result);
        assertThat(reading).isInstanceOf(Reading.Relevant.class);
        return ((Reading.Relevant) reading).report();
    }
}
