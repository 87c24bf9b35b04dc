package dev.tidings.fallback.topology;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.contract.FallbackTrigger.UNDELIVERED;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.result;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.Samples.Policy;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From SENT to hold and back. */
class DeadlineRoundTripTest {
    private static final Policy IF_UNDELIVERED = policy(UNDELIVERED).after(Duration.ofMinutes(2));

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
    void asksHoldAndSendsAnSmsWhenItAnswers() {
        bench.watch(watch("r", IF_UNDELIVERED));
        bench.result(result("r", Status.SENT));
        assertThat(bench.decisions()).isEmpty();

        assertThat(bench.pass()).isEqualTo(1);

        assertThat(bench.sms()).extracting(SendTask::requestId).containsExactly("r");
        assertThat(bench.decisions()).extracting(DeliveryResult::status).containsExactly(Status.FALLBACK_TRIGGERED);
        assertThat(bench.count("tidings.fallback.deadlines")).isEqualTo(1);
    }

    @Test
    void endsAWatchThatIsCancelled() {
        bench.watch(watch("r", IF_UNDELIVERED));
        bench.result(result("r", Status.SENT));

        bench.put(Topics.WATCHES, "r", new CancelFallback("r", START.plusSeconds(2)));
        bench.pass();

        assertThat(bench.sms()).isEmpty();
        assertThat(bench.decisions()).extracting(DeliveryResult::status).containsExactly(Status.FALLBACK_NOT_NEEDED);
    }

    @Test
    void wantsACommitForADecisionAndNoneForADeadline(@TempDir Path other) {
        Pace pace = PromptCommit.pace();
        try (Bench watched = new Bench(other, new SmsService("*", true, null), 1, pace)) {
            watched.watch(watch("a", policy(SEND_FAILED)));
            watched.result(result("a", Status.FAILED));
            watched.watch(watch("r", IF_UNDELIVERED));
            watched.result(result("r", Status.SENT));
            assertThat(pace.wantsCommit()).as("the first decision's was made").isFalse();

            watched.watch(watch("b", policy(SEND_FAILED)));
            watched.result(result("b", Status.FAILED));

            assertThat(pace.wantsCommit()).as("so soon after the first").isTrue();
        }
    }

    @Test
    void asksForADeadlineUnderTheKeyOfItsRequest() {
        bench.pass(Duration.ofSeconds(5));
        bench.watch(watch("r", IF_UNDELIVERED));
        bench.result(result("r", Status.SENT));

        assertThat(bench.deadlines())
                .containsExactly(new DeadlineHold("r", 1, START.plusSeconds(1).plus(Duration.ofMinutes(2))));
    }

    @Test
    void sendsNothingWhenAReceiptCameInTimeAndCountsWhatThatSpared() {
        bench.watch(watch("r", IF_UNDELIVERED));
        bench.result(result("r", Status.SENT));
        bench.result(result("r", Status.DELIVERED));

        bench.pass();

        assertThat(bench.sms()).isEmpty();
        assertThat(bench.decisions()).extracting(DeliveryResult::status).containsExactly(Status.FALLBACK_NOT_NEEDED);
        assertThat(bench.count("tidings.fallback.avoided", "channel", "whatsapp", "cause", "delivered"))
                .isEqualTo(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "after_decision"))
                .isEqualTo(1);
    }

    @Test
    void countsAReceiptThatCameAfterTheSms() {
        bench.watch(watch("r", IF_UNDELIVERED));
        bench.result(result("r", Status.SENT));
        bench.pass();

        bench.result(result("r", Status.DELIVERED));
        bench.sent("r", 2);

        assertThat(bench.sms()).hasSize(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "arrived_after_sms"))
                .isEqualTo(1);
        assertThat(bench.decisions())
                .extracting(DeliveryResult::status)
                .containsExactly(Status.FALLBACK_TRIGGERED, Status.FALLBACK_ENDED);
    }

    @Test
    void sendsAStepByAnotherChatAppIntoTheLaneOfItsPriority() {
        bench.watch(watch("r", policy(SEND_FAILED).steps(Samples.viber(null, SEND_FAILED), Samples.sms("On its way"))));
        bench.result(result("r", Status.FAILED));

        assertThat(bench.chats()).extracting(SendTask::channel).containsExactly("viber");
        assertThat(bench.sms()).isEmpty();
    }
}
