package dev.tidings.fallback.topology;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.result;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.runtime.StateVersionException;
import dev.tidings.runtime.Tallies;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackTopologyTest {
    private static final FallbackWatch WATCH = watch("r", policy(SEND_FAILED));
    private static final DeliveryResult FAILED = result("r", Status.FAILED);
    private static final Duration RETENTION = Duration.ofDays(7);

    private Bench bench;

    @BeforeEach
    void start(@TempDir Path stateDir) {
        bench = new Bench(stateDir);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void sendsAnSmsAndTellsWhyWhenTheChatMessageFails() {
        bench.watch(WATCH);
        bench.result(FAILED);

        assertThat(bench.sms()).extracting(SendTask::requestId).containsExactly("r");
        assertThat(bench.decisions()).extracting(DeliveryResult::status).containsExactly(Status.FALLBACK_TRIGGERED);
        assertThat(bench.count("tidings.fallback.decisions", "decision", "fallback_triggered", "cause", "send_failed"))
                .isEqualTo(1);
    }

    private double open() {
        return bench.gauge("tidings.fallback.watches.open");
    }

    @Test
    void showsHowManyRequestsWaitForTheirEnd() {
        assertThat(open()).isZero();
        bench.watch(WATCH);
        bench.watch(WATCH);
        bench.watch(watch("other", policy(SEND_FAILED)));
        assertThat(open()).isEqualTo(2);

        bench.result(result("r", Status.SENT));
        assertThat(open()).isEqualTo(1);

        bench.pass(RETENTION.plusDays(1));
        assertThat(open()).isZero();
    }

    @Test
    void showsWhatWaitsAfterARestartToo() {
        bench.watch(WATCH);
        Tallies<String> another = Requests.watches();
        Requests requests = new Requests(bench.store(), 10, another, _ -> {});
        assertThat(another.sum()).isEqualTo(1);

        requests.close();
        assertThat(another.sum()).isZero();
    }

    @Test
    void aStateThatCannotBeReadWaitsForNothing() {
        bench.watch(WATCH);
        byte[] broken = bench.store().get("r");
        bench.restore("r", Arrays.copyOf(broken, 12));
        bench.result(FAILED);

        assertThat(open()).isZero();
    }

    @Test
    void waitsForTheWatchOfAResultThatCameFirst() {
        bench.result(FAILED);
        assertThat(bench.sms()).isEmpty();

        bench.watch(WATCH);

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.count("tidings.fallback.early")).isEqualTo(1);
    }

    @Test
    void sendsNothingAndSaysSoWhenTheChatMessageIsSent() {
        bench.watch(WATCH);
        bench.result(result("r", Status.SENT));

        assertThat(bench.sms()).isEmpty();
        assertThat(bench.decisions()).extracting(DeliveryResult::status).containsExactly(Status.FALLBACK_NOT_NEEDED);
    }

    @Test
    void sendsOneSmsHoweverOftenWatchAndResultAreRead() {
        for (int i = 0; i < 3; i++) {
            bench.watch(WATCH);
            bench.result(FAILED);
        }

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.decisions()).hasSize(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "repeat")).isEqualTo(4);
    }

    @Test
    void keysTheSmsByRecipientAndTheDecisionByRequest() {
        bench.watch(WATCH);
        bench.result(FAILED);

        assertThat(bench.smsRecords()).extracting(FallbackTopologyTest::key).containsExactly(Samples.RECIPIENT_KEY);
        assertThat(bench.resultRecords()).extracting(FallbackTopologyTest::key).containsExactly("r");
    }

    @Test
    void givesWhatItWritesTheSameIdEveryTime() {
        bench.watch(WATCH);
        bench.result(FAILED);

        assertThat(ids(bench.smsRecords())).containsExactly("r/2/1");
        assertThat(ids(bench.resultRecords())).containsExactly("r/1/2/FALLBACK_TRIGGERED");
    }

    @ParameterizedTest
    @CsvSource({
        "SEND_FAILED, SENT, FALLBACK_NOT_NEEDED",
        "SEND_FAILED, FAILED, FALLBACK_TRIGGERED",
        "SEND_FAILED, EXPIRED, FALLBACK_TRIGGERED",
        "SEND_FAILED, UNKNOWN, FALLBACK_NOT_NEEDED",
        "UNCERTAIN, UNKNOWN, FALLBACK_TRIGGERED",
        "UNCERTAIN, FAILED, FALLBACK_NOT_NEEDED",
        "UNDELIVERED, UNDELIVERED, FALLBACK_TRIGGERED",
        "UNDELIVERED, DELIVERED, FALLBACK_NOT_NEEDED",
        "UNDELIVERED, SENT, FALLBACK_TRIGGERED",
        "UNDELIVERED, UNKNOWN, FALLBACK_TRIGGERED",
        "UNREAD, READ, FALLBACK_NOT_NEEDED",
        "UNREAD, DELIVERED, FALLBACK_TRIGGERED",
        "UNREAD, EXPIRED, FALLBACK_TRIGGERED"
    })
    void decidesByTriggerReportAndDeadlineWhicheverTopicIsReadFirst(
            FallbackTrigger trigger, Status reported, Status decision) {
        Policy policy = policy(trigger).after(Duration.ofMinutes(2));
        bench.watch(watch("first", policy));
        bench.result(result("first", reported));
        bench.result(result("last", reported));
        bench.watch(watch("last", policy));
        bench.pass();

        assertThat(bench.decisions())
                .extracting(DeliveryResult::requestId, DeliveryResult::status)
                .containsExactlyInAnyOrder(tuple("first", decision), tuple("last", decision));
    }

    @Test
    void storesNothingForResultsThatNoWatchFollows() {
        bench.result(result("a", 1, Status.FAILED, null, null, START));
        bench.result(result("b", 2, Status.FAILED, null));
        bench.result(result("d", 0, Status.FAILED, null));
        bench.result(result("c", Status.HELD));

        assertThat(bench.stored()).isZero();
        assertThat(bench.count("tidings.fallback.ignored", "cause", "no_policy"))
                .isEqualTo(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "other_step"))
                .isEqualTo(2);
    }

    @Test
    void doesNotJudgeItsOwnDecisions() {
        bench.watch(WATCH);
        bench.result(FAILED);
        bench.decisions().forEach(bench::result);

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.decisions()).isEmpty();
    }

    @Test
    void countsADeadlineThatNobodyAskedFor() {
        bench.watch(WATCH);
        bench.put(Topics.DEADLINES, "r", new DeliveryDeadline("r", 1, START));

        assertThat(bench.count("tidings.fallback.ignored", "cause", "unexpected_deadline"))
                .isEqualTo(1);
        assertThat(bench.decisions()).isEmpty();
    }

    @Test
    void forgetsADecisionAfterTheRetentionAndNotBefore() {
        bench.watch(WATCH);
        bench.result(FAILED);
        bench.sent("r", 2);

        bench.pass(RETENTION.minusSeconds(20));
        assertThat(bench.stored()).isEqualTo(1);

        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.stored()).isZero();
    }

    @Test
    void forgetsAnEarlyResultWhoseWatchNeverCame() {
        bench.result(FAILED);

        bench.pass(RETENTION.plusSeconds(30));

        assertThat(bench.stored()).isZero();
        assertThat(bench.decisions()).isEmpty();
    }

    @Test
    void tellsThatNoResultCameBeforeItForgetsAWatch() {
        bench.watch(WATCH);

        bench.pass(RETENTION.plusHours(2));

        assertThat(bench.stored()).isZero();
        assertThat(bench.sms()).isEmpty();
        assertThat(bench.decisions())
                .extracting(DeliveryResult::detail)
                .singleElement()
                .asString()
                .contains("no result");
    }

    @Test
    void forgetsABoundedNumberOfStatesInOneTickAndGoesOnInTheNext() {
        // One of the entries that are looked at is the version.
        int many = DecideFallback.ENTRIES_PER_TICK - 1 + 500;
        for (int i = 0; i < many; i++) {
            bench.restore("r" + i, decided(START));
        }

        bench.pass(PlanProcessor.TICK);
        assertThat(bench.stored()).isEqualTo(500);

        bench.pass(PlanProcessor.TICK);
        assertThat(bench.stored()).isZero();
        assertThat(bench.count("tidings.fallback.purged")).isEqualTo(many);
    }

    @Test
    void looksAtMoreWhereMoreIsStoredSoThatNoLoadOutgrowsIt() {
        Requests requests = new Requests(bench.store(), 2, Requests.watches(), _ -> {});
        for (int i = 0; i < 100; i++) {
            requests.put("r" + i, new FallbackState.Unseen(), decided(START));
            requests.put("r" + i, decided(START), decided(START));
        }

        requests.purge(START, (_, _) -> {});

        assertThat(bench.stored()).isZero();
    }

    @Test
    void refusesAStateOfAnotherVersion() {
        bench.store().put(Requests.VERSION.key(), new byte[] {1});

        assertThatThrownBy(() -> new Requests(bench.store(), 1, Requests.watches(), _ -> {}))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the fallback's state is of version 1, and this service reads version 3:");
    }

    @Test
    void keepsTheVersionWhenItForgets() {
        bench.watch(WATCH);

        bench.pass(Duration.ofDays(400));

        assertThat(bench.stored()).isZero();
        assertThat(bench.store().get(Requests.VERSION.key())).containsExactly(3);
    }

    @Test
    void forgetsWhatWasStoredWhileThePurgeRested() {
        bench.restore("old", decided(START.plus(RETENTION)));
        bench.pass(PlanProcessor.TICK);
        bench.restore("unknown to the purge", decided(START));
        bench.pass(PlanProcessor.TICK);
        assertThat(bench.stored()).as("it rests").isEqualTo(2);

        bench.pass(RETENTION);

        assertThat(bench.stored()).isZero();
    }

    @Test
    void fallsBackForEachOfTwoRequestsThatUseOneId() {
        bench.watch(WATCH);
        bench.result(FAILED);
        bench.sent("r", 2);
        bench.pass(Duration.ofDays(2));

        bench.watch(Samples.later(WATCH, Duration.ofDays(2)));
        bench.result(Samples.later(FAILED, Duration.ofDays(2)));

        assertThat(bench.sms()).hasSize(2);
        assertThat(bench.decisions())
                .extracting(DeliveryResult::status)
                .containsExactly(Status.FALLBACK_TRIGGERED, Status.FALLBACK_ENDED, Status.FALLBACK_TRIGGERED);
    }

    /** Offsets are lost where a service was stopped for a week: the topics, which keep longer, are read from their start. */
    @Test
    void decidesNothingAgainWhenTheTopicsAreReadOnceMoreAfterTheDecisionWasForgotten() {
        bench.watch(WATCH);
        bench.result(FAILED);
        bench.sent("r", 2);
        bench.pass(RETENTION.plusMinutes(1));
        assertThat(bench.stored()).isZero();

        bench.watch(WATCH, START);
        bench.result(FAILED);

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "old_watch"))
                .isEqualTo(1);
    }

    /** No watch can be judged whose decision may be forgotten, though hold's clock is ahead. */
    @Test
    void remembersADecisionForLongerThanItsWatchIsJudged() {
        bench.watch(WATCH, START.plus(Duration.ofHours(23)));
        bench.result(FAILED);
        bench.sent("r", 2);
        Duration judged = FallbackState.OLDEST_WATCH.plusHours(23);

        bench.pass(judged.minusSeconds(30));
        assertThat(bench.stored()).isEqualTo(1);

        bench.pass(Duration.ofMinutes(1));
        bench.watch(WATCH, START.plus(Duration.ofHours(23)));
        bench.result(FAILED);

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "old_watch"))
                .isEqualTo(1);
    }

    @Test
    void remembersAResultThatCameBeforeTheWatchOfARequestWithAUsedId() {
        bench.watch(WATCH);
        bench.result(FAILED);
        bench.sent("r", 2);

        bench.result(Samples.later(FAILED, Duration.ofDays(2)));
        bench.watch(Samples.later(WATCH, Duration.ofDays(2)));

        assertThat(bench.sms()).hasSize(2);
        assertThat(bench.count("tidings.fallback.early")).isEqualTo(1);
    }

    @Test
    void closesAWatchWithoutResultWhenItsIdIsUsedAgain() {
        bench.watch(WATCH);
        bench.watch(Samples.later(WATCH, Duration.ofDays(2)));
        bench.result(Samples.later(FAILED, Duration.ofDays(2)));
        bench.sent("r", 2);

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.decisions())
                .extracting(DeliveryResult::status)
                .containsExactly(Status.FALLBACK_NOT_NEEDED, Status.FALLBACK_TRIGGERED, Status.FALLBACK_ENDED);
        assertThat(bench.count("tidings.fallback.watches", "change", "opened")).isEqualTo(2);
        assertThat(bench.count("tidings.fallback.watches", "change", "decided")).isEqualTo(2);
    }

    private static FallbackState.Decided decided(Instant keepUntil) {
        return new FallbackState.Decided(Cause.SENT, 1, START, START, keepUntil);
    }

    private static String key(TestRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static List<String> ids(List<TestRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> String.valueOf(EventHeaders.text(record.headers(), EventHeaders.ID)))
                .toList();
    }
}
