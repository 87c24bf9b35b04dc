package dev.tidings.fallback.topology;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.result;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.runtime.PromptCommit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendingTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path stateDir;

    @Test
    void stopsAtTheCapAndSaysSo() {
        try (Bench bench = capped(2, 1)) {
            fail(bench, "a", "b", "c");

            assertThat(bench.sms()).hasSize(2);
            assertThat(bench.decisions())
                    .extracting(DeliveryResult::status, DeliveryResult::reason)
                    .last()
                    .isEqualTo(tuple(Status.FALLBACK_ENDED, Reason.SMS_CAP_REACHED));
            assertThat(bench.gauge("tidings.fallback.capped.tenants")).isEqualTo(1);
            assertThat(bench.count("tidings.fallback.sms.parts", "channel", "whatsapp", "cause", "send_failed"))
                    .isEqualTo(2);
        }
    }

    @Test
    void beginsAnewWithTheDay() {
        try (Bench bench = capped(1, 1)) {
            fail(bench, "a", "b");
            bench.pass(DAY);
            assertThat(bench.gauge("tidings.fallback.capped.tenants")).isZero();

            fail(bench, "c");

            assertThat(bench.sms()).hasSize(2);
        }
    }

    @Test
    void forgetsWhatWasSpentTheDayBeforeYesterday() {
        try (Bench bench = capped(5, 1)) {
            fail(bench, "a");
            assertThat(bench.spending().approximateNumEntries()).isEqualTo(2);

            bench.pass(DAY);
            assertThat(bench.spending().approximateNumEntries()).isEqualTo(2);
            bench.pass(DAY);

            assertThat(bench.spending().get(Spending.VERSION.key())).isNotNull();
            assertThat(bench.spending().approximateNumEntries()).isEqualTo(1);
        }
    }

    @Test
    void stopsAtOnceWhenSmsIsSwitchedOff() {
        try (Bench bench = capped(5, 1)) {
            fail(bench, "a");
            bench.change(new SmsService("*", false, null));

            fail(bench, "b");

            assertThat(bench.sms()).hasSize(1);
            assertThat(bench.decisions())
                    .last()
                    .extracting(DeliveryResult::reason)
                    .isEqualTo(Reason.SMS_NOT_ENABLED);
        }
    }

    @Test
    void hasNoMoreThanItsShare() {
        // The first of three partitions has two parts of four.
        try (Bench bench = capped(4, 3)) {
            fail(bench, "a", "b", "c");

            assertThat(bench.sms()).hasSize(2);
        }
    }

    @Test
    void showsHowMuchOfACapIsUsed() {
        try (Bench bench = capped(4, 1)) {
            assertThat(bench.gauge("tidings.fallback.cap.used.ratio")).isZero();
            fail(bench, "a", "b");
            bench.pass(PlanProcessor.TICK);
            assertThat(bench.gauge("tidings.fallback.cap.used.ratio")).isEqualTo(0.5);

            bench.change(new SmsService("*", true, 1L));
            bench.pass(PlanProcessor.TICK);
            assertThat(bench.gauge("tidings.fallback.cap.used.ratio")).isEqualTo(1);

            bench.pass(DAY);
            assertThat(bench.gauge("tidings.fallback.cap.used.ratio")).isZero();
        }
    }

    @Test
    void showsTheShareOfThePartitionsThatAreHere() {
        // One of three partitions has a third of six.
        try (Bench bench = capped(6, 3)) {
            fail(bench, "a");
            bench.pass(PlanProcessor.TICK);
            assertThat(bench.gauge("tidings.fallback.cap.used.ratio")).isEqualTo(0.5);
        }
    }

    @Test
    void showsNothingOfATenantWithoutACap() {
        try (Bench bench = new Bench(stateDir)) {
            fail(bench, "a");
            bench.pass(PlanProcessor.TICK);
            assertThat(bench.gauge("tidings.fallback.cap.used.ratio")).isZero();
        }
    }

    @Test
    void sumsATenantOverPartitionsAndShowsTheOneThatHasUsedMost() {
        CapUse use = new CapUse();
        use.tell(0, START, Map.of("a", new CapUse.Used(3, 5), "b", new CapUse.Used(1, 10)));
        use.tell(1, START, Map.of("a", new CapUse.Used(1, 5)));
        assertThat(use.highest(START)).isEqualTo(0.4);

        use.forget(1);
        assertThat(use.highest(START)).isEqualTo(0.6);
        assertThat(use.highest(START.plus(DAY))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 11, 12, 13, 100, 1_000_003})
    void sharesTheWholeCapAndNoMore(long cap) {
        Caps caps = new Caps(new SmsCatalog(() -> new SmsService("*", true, cap)), () -> 12);

        LongStream shares = IntStream.range(0, 12)
                .mapToLong(partition -> caps.share("tenant-a", partition).orElseThrow());

        assertThat(shares.sum()).isEqualTo(cap);
    }

    private Bench capped(long parts, int partitions) {
        return new Bench(stateDir, new SmsService("*", true, parts), partitions, PromptCommit.pace());
    }

    private static void fail(Bench bench, String... ids) {
        for (String id : ids) {
            bench.watch(watch(id, policy(SEND_FAILED)));
            bench.result(result(id, Status.FAILED));
        }
    }
}
