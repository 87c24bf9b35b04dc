package dev.tidings.dispatcher.dispatch;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.RepeatKey;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlansTest {
    private static final Outcome THROTTLED = new Outcome.Throttled("slow down", "130429", null, false);
    private static final Outcome UNREACHABLE = new Outcome.Unreachable("no connection");
    private static final Outcome UNCERTAIN = new Outcome.Uncertain("no answer", null);

    private static final Duration RECEIPT_WAIT = Duration.ofSeconds(15);

    private final Plans plans = new Plans(
            new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5)),
            RECEIPT_WAIT,
            id -> new SplittableRandom(id.text().hashCode()));

    private Plan after(SendTask task, Outcome outcome) {
        return plans.after(task, Lane.HIGH, plans.finished(task, outcome, NOW));
    }

    private static DeliveryResult result(Plan plan) {
        return ((NextStep.Ends) plan.next()).result();
    }

    private static RetryHold hold(Plan plan) {
        return ((NextStep.TriesAgain) plan.next()).hold();
    }

    private static List<String> topics(Plan plan) {
        return plan.events().stream().map(Outgoing::topic).toList();
    }

    private static Correlation correlation(Plan plan) {
        return (Correlation) plan.events().getFirst().event();
    }

    @Test
    void callsForAValidTask() {
        assertThat(plans.check(task("r").make(), NOW)).isEqualTo(new Check.Call());
    }

    @Test
    void expiresWhatIsExactlyOverWithoutACall() {
        SendTask task = task("r").validFor(Duration.ZERO).make();
        DeliveryResult result = result(after(task, ((Check.NoCall) plans.check(task, NOW)).outcome()));
        assertThat(result.status()).isEqualTo(Status.EXPIRED);
        assertThat(result.reason()).isEqualTo(Reason.VALIDITY_EXPIRED);
        assertThat(result.eventId()).isEqualTo("r/1/1/EXPIRED");
    }

    @Test
    void failsWhatWasRefusedWithoutACall() {
        SendTask task = task("r")
                .refused(new Refusal(Reason.TEMPLATE_UNAVAILABLE, "unknown template"))
                .make();
        DeliveryResult result = result(after(task, ((Check.NoCall) plans.check(task, NOW)).outcome()));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).isEqualTo(Reason.TEMPLATE_UNAVAILABLE);
        assertThat(result.detail()).isEqualTo("unknown template");
    }

    @Test
    void journalsAStartThatSaysWhenItIsOver() {
        Outgoing started = plans.started(task("r").make(), NOW, Duration.ofSeconds(13));
        assertThat(started.topic()).isEqualTo(Topics.ATTEMPTS);
        assertThat(started.key()).isEqualTo("key-r");
        assertThat(((AttemptStarted) started.event()).answerBy()).isEqualTo(NOW.plusSeconds(13));
    }

    @Test
    void endsAsSentWhenAccepted() {
        Plan plan = after(task("r").make(), new Outcome.Accepted("wamid.1"));
        DeliveryResult result = result(plan);
        assertThat(result.status()).isEqualTo(Status.SENT);
        assertThat(result.eventId()).isEqualTo("r/1/1/SENT");
        assertThat(result.providerMessageId()).isEqualTo("wamid.1");
        assertThat(result.reason()).isNull();
        assertThat(result.possibleDuplicate()).isFalse();
        assertThat(result.policyId()).isEqualTo("sms-on-failure");
        assertThat(result.metadata()).containsEntry("order", "7");
        assertThat(topics(plan)).containsExactly(Topics.RECEIPTS, Topics.RESULTS);
    }

    @Test
    void correlatesNothingWhereNothingIsEverReported() {
        Plan plan = after(task("r").over("telegram").make(), new Outcome.Accepted("4711"));
        assertThat(result(plan).status()).isEqualTo(Status.SENT);
        assertThat(topics(plan)).containsExactly(Topics.RESULTS);
    }

    @Test
    void correlatesByOurIdWhereTheProviderEchoesIt() {
        Plan plan = after(task("r").make(), new Outcome.Accepted("wamid.1"));
        assertThat(correlation(plan).correlationId()).isEqualTo("r/1@1795427999000");
        assertThat(plan.events().getFirst().key()).isEqualTo("whatsapp/shop/r/1@1795427999000");
    }

    @Test
    void correlatesByTheRecipientsKeyWhereTheProviderReportsByConversation() {
        Plan plan = after(task("r").over("messenger").make(), new Outcome.Accepted("m_1"));
        assertThat(correlation(plan).providerMessageId()).isEqualTo("m_1");
        assertThat(plan.events().getFirst().key()).isEqualTo("messenger/shop/key-r");
    }

    @Test
    void correlatesByTheProvidersIdElsewhere() {
        Plan plan = after(task("r").over("sms").make(), new Outcome.Accepted("SM1"));
        assertThat(plan.events().getFirst().key()).isEqualTo("sms/shop/SM1");
    }

    @Test
    void endsAsFailedWhenRejected() {
        Plan plan =
                after(task("r").make(), new Outcome.Rejected(Reason.RECIPIENT_NOT_ON_CHANNEL, "not there", "131026"));
        DeliveryResult result = result(plan);
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).isEqualTo(Reason.RECIPIENT_NOT_ON_CHANNEL);
        assertThat(result.providerCode()).isEqualTo("131026");
        assertThat(topics(plan)).containsExactly(Topics.RESULTS);
    }

    @Test
    void triesAgainLaterWhenUnreachable() {
        Plan plan = after(task("r").make(), UNREACHABLE);
        RetryHold hold = hold(plan);
        assertThat(hold.task().attempt()).isEqualTo(2);
        assertThat(hold.task().possibleDuplicate()).isFalse();
        assertThat(hold.lane()).isEqualTo("high");
        assertThat(hold.dueAt()).isBetween(NOW.plusSeconds(1), NOW.plusSeconds(2));
        assertThat(topics(plan)).containsExactly(Topics.HOLDS);
        assertThat(plan.events().getFirst().key()).isEqualTo("r");
    }

    @Test
    void comesToTheSamePlanFromTheJournalAgain() {
        SendTask task = task("r").attempt(4).make();
        assertThat(after(task, UNREACHABLE)).isEqualTo(after(task, UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "2, 2, 4", "5, 16, 32", "9, 150, 300", "40, 150, 300", "2000000000, 150, 300"})
    void doublesTheWaitUpToTheLongest(int attempt, long least, long most) {
        RetryHold hold = hold(after(task("r").attempt(attempt).make(), UNREACHABLE));
        assertThat(hold.dueAt()).isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most));
    }

    @ParameterizedTest
    @CsvSource({"30, 30, 33", "900, 900, 900", "86400, 900, 900", "0, 1, 2", "-5, 1, 2"})
    void honoursARetryAfterThatIsSane(long asked, long least, long most) {
        Outcome throttled = new Outcome.Throttled("slow down", null, Duration.ofSeconds(asked), false);
        RetryHold hold = hold(after(task("r").make(), throttled));
        assertThat(hold.dueAt()).isBetween(NOW.plusSeconds(least), NOW.plusSeconds(most));
    }

    @Test
    void takesNoOffenceAtAnAbsurdRetryAfter() {
        Outcome throttled = new Outcome.Throttled("slow down", null, Duration.ofSeconds(Long.MAX_VALUE), false);
        assertThat(hold(after(task("r").make(), throttled)).dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void expiresWhenTheNextAttemptWouldComeTooLate() {
        Plan plan = after(task("r").validFor(Duration.ofMillis(999)).make(), THROTTLED);
        DeliveryResult result = result(plan);
        assertThat(result.status()).isEqualTo(Status.EXPIRED);
        assertThat(result.reason()).isEqualTo(Reason.VALIDITY_EXPIRED);
        assertThat(result.detail()).contains("RATE_LIMITED", "slow down");
        assertThat(result.providerCode()).isEqualTo("130429");
    }

    @Test
    void givesUpWhenUncertainAndNotToldToResend() {
        Plan plan = after(task("r").over("sms").make(), UNCERTAIN);
        DeliveryResult result = result(plan);
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.reason()).isEqualTo(Reason.UNCERTAIN);
        assertThat(result.possibleDuplicate()).isTrue();
        assertThat(topics(plan)).containsExactly(Topics.RESULTS);
    }

    @Test
    void resendsWhenUncertainAndToldTo() {
        Plan plan = after(task("r").over("sms").resending().make(), UNCERTAIN);
        assertThat(hold(plan).task().attempt()).isEqualTo(2);
        assertThat(hold(plan).task().possibleDuplicate()).isTrue();
        assertThat(hold(plan).dueAt()).isBetween(NOW.plusSeconds(1), NOW.plusSeconds(2));
        assertThat(topics(plan)).containsExactly(Topics.HOLDS);
    }

    @Test
    void waitsForTheReceiptThatCanTellBeforeItResends() {
        Plan plan = after(task("r").resending().make(), UNCERTAIN);
        assertThat(hold(plan).dueAt()).isEqualTo(NOW.plus(RECEIPT_WAIT));
        assertThat(hold(plan).task().refusal()).isNull();
        assertThat(topics(plan)).containsExactly(Topics.RECEIPTS, Topics.HOLDS);
        assertThat(correlation(plan).isUncertain()).isTrue();
        assertThat(correlation(plan).possibleDuplicate()).isFalse();
    }

    @Test
    void waitsForTheReceiptThatCanTellBeforeItGivesUp() {
        Plan plan = after(task("r").make(), UNCERTAIN);
        assertThat(hold(plan).dueAt()).isEqualTo(NOW.plus(RECEIPT_WAIT));
        SendTask givenUp = hold(plan).task();

        Plan end = after(givenUp, ((Check.NoCall) plans.check(givenUp, NOW.plus(RECEIPT_WAIT))).outcome());

        assertThat(result(end).status()).isEqualTo(Status.UNKNOWN);
        assertThat(result(end).reason()).isEqualTo(Reason.UNCERTAIN);
        assertThat(result(end).detail()).isEqualTo("no answer");
        assertThat(topics(end)).containsExactly(Topics.RESULTS);
    }

    @Test
    void repeatsWithoutADoubtWhereTheProviderKnowsRepeats() {
        SendTask first = task("r").over("line").make();
        SendTask second = hold(after(first, UNCERTAIN)).task();
        assertThat(RepeatKey.of(second)).isPresent().isEqualTo(RepeatKey.of(first));

        DeliveryResult sent = result(after(second, new Outcome.Accepted("461")));

        assertThat(sent.status()).isEqualTo(Status.SENT);
        assertThat(sent.possibleDuplicate()).isFalse();
        DeliveryResult refused = result(after(second, new Outcome.Rejected(Reason.CONTENT_REJECTED, "no", "1")));
        assertThat(refused.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void givesUpWhereTheProviderHasForgottenTheFirstAttempt() {
        SendTask task = task("r").over("line").validFor(Duration.ofDays(2)).make();
        AttemptFinished dayLater = plans.finished(task, UNCERTAIN, NOW.plus(Duration.ofHours(24)));
        assertThat(result(plans.after(task, Lane.HIGH, dayLater)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void letsAReceiptTellAlsoWhereALaterAttemptWasNotTaken() {
        SendTask task = task("r").attempt(2).maybeSentBefore().resending().make();
        Plan plan = after(task, THROTTLED);
        assertThat(topics(plan)).containsExactly(Topics.RECEIPTS, Topics.HOLDS);
        assertThat(correlation(plan).isUncertain()).isTrue();
        assertThat(correlation(plan).attempt()).isEqualTo(2);
    }

    @Test
    void neverCallsAnUncertainSendExpired() {
        Tasks brief = task("r").resending().validFor(Duration.ofMillis(1));
        assertThat(result(after(brief.over("sms").make(), UNCERTAIN)).status()).isEqualTo(Status.UNKNOWN);
        SendTask waits = hold(after(brief.over("whatsapp").make(), UNCERTAIN)).task();
        assertThat(((Check.NoCall) plans.check(waits, NOW.plusSeconds(60))).outcome())
                .isEqualTo(new Outcome.Rejected(Reason.UNCERTAIN, "no answer", null));
    }

    @Test
    void neverSaysThatNothingWasSentWhereAnEarlierAttemptMayHaveArrived() {
        SendTask task = task("r").attempt(2).maybeSentBefore().resending().make();
        DeliveryResult rejected = result(after(task, new Outcome.Rejected(Reason.CONTENT_REJECTED, "no", "1")));
        assertThat(rejected.status()).isEqualTo(Status.UNKNOWN);
        assertThat(rejected.reason()).isEqualTo(Reason.UNCERTAIN);
        assertThat(rejected.detail()).contains("CONTENT_REJECTED", "no");
        SendTask brief = task("r")
                .attempt(2)
                .maybeSentBefore()
                .validFor(Duration.ofMillis(999))
                .make();
        assertThat(result(after(brief, THROTTLED)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void correlatesNothingWhereNoIdIsKnown() {
        assertThat(topics(after(task("r").over("sms").make(), UNCERTAIN))).containsExactly(Topics.RESULTS);
    }

    @Test
    void remembersThatAnEarlierAttemptMayHaveArrived() {
        SendTask task = task("r").attempt(2).maybeSentBefore().make();
        assertThat(result(after(task, new Outcome.Accepted("wamid.2"))).possibleDuplicate())
                .isTrue();
        assertThat(hold(after(task, UNREACHABLE)).task().possibleDuplicate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,",
        "REJECTED,CONTENT_REJECTED",
        "THROTTLED,RATE_LIMITED",
        "UNREACHABLE,PROVIDER_UNAVAILABLE",
        "UNCERTAIN,UNCERTAIN"
    })
    void journalsEveryOutcome(OutcomeKind kind, Reason reason) {
        Outcome outcome = switch (kind) {
            case ACCEPTED -> new Outcome.Accepted("wamid.1");
            case REJECTED -> new Outcome.Rejected(Reason.CONTENT_REJECTED, "no", "1");
            case THROTTLED -> THROTTLED;
            case UNREACHABLE -> UNREACHABLE;
            case UNCERTAIN -> UNCERTAIN;
        };
        assertThat(plans.finished(task("r").make(), outcome, NOW))
                .satisfies(finished -> assertThat(finished.outcome()).isEqualTo(kind))
                .satisfies(finished -> assertThat(finished.reason()).isEqualTo(reason));
    }
}
