package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The clock is cranked by hand: each phase takes as long as it may. */
class StopBudgetTest {
    private static final Duration RECEIPTS_AND_SPANS = Duration.ofSeconds(11 + 3);

    private static final DispatchProperties USUAL = properties("70s", "20s");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

    private StopBudget budget(String stopWithin, String drainWithin) {
        return new StopBudget(properties(stopWithin, drainWithin), now::get);
    }

    private StopBudget budget(int stopWithin, int drainWithin) {
        return new StopBudget(
                new DispatchProperties(
                        USUAL.maxInFlight(),
                        null,
                        USUAL.maxBuffered(),
                        USUAL.maxBufferedSize(),
                        USUAL.lanes(),
                        USUAL.commitEvery(),
                        Duration.ofSeconds(drainWithin),
                        Duration.ofSeconds(stopWithin),
                        USUAL.backoffFirst(),
                        USUAL.backoffLongest(),
                        USUAL.receiptWait()),
                now::get);
    }

    private static DispatchProperties properties(String stopWithin, String drainWithin) {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "tidings.dispatch.stop-within", stopWithin, "tidings.dispatch.drain-within", drainWithin)))
                .bind("tidings.dispatch", DispatchProperties.class)
                .get();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void allPhasesTogetherTakeNoLongerHoweverLongEachWantsTo() {
        for (long seed = 0; seed < 10_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int within = 50 + random.nextInt(60);
            int drain = 16 + random.nextInt(Math.min(within - 25 - 16, 35));
            StopBudget budget = budget(within, drain);
            long begin = now.get();
            budget.begin();
            pass(Duration.ofMillis(random.nextInt(20_001)));
            pass(budget.leaving());
            pass(RECEIPTS_AND_SPANS);
            // One producer after the other.
            pass(budget.publishing());
            pass(budget.publishing());
            assertThat(Duration.ofNanos(now.get() - begin))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(Duration.ofSeconds(within));
        }
    }

    @Test
    void callsHaveTheirWholeTimeWhereTheRestIsQuick() {
        StopBudget budget = budget("70s", "40s");
        budget.begin();
        pass(Duration.ofSeconds(1));
        assertThat(budget.draining()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void callsHaveWhatSlowWebhooksLeave() {
        StopBudget budget = budget("70s", "40s");
        budget.begin();
        pass(Duration.ofSeconds(20));
        assertThat(budget.draining()).isEqualTo(Duration.ofSeconds(25));
        assertThat(budget.leaving()).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void nothingIsLeftWhenItIsOver() {
        StopBudget budget = budget("70s", "40s");
        budget.begin();
        pass(Duration.ofSeconds(71));
        assertThat(List.of(budget.draining(), budget.leaving(), budget.publishing()))
                .containsOnly(Duration.ZERO);
    }

    @Test
    void countsFromTheFirstSignOfTheEnd() {
        StopBudget budget = budget("70s", "40s");
        budget.begin();
        pass(Duration.ofSeconds(30));
        budget.begin();
        assertThat(budget.draining()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aLoopThatEndsAloneHasAllItsTime() {
        assertThat(budget("70s", "40s").draining()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> properties("60s", "36s"))
                .rootCause()
                .hasMessage("tidings.dispatch.stop-within is to be at least 'PT1M1S': tidings.dispatch.drain-within and"
                        + " 'PT25S' for what follows, not 'PT1M'");
        assertThatCode(() -> properties("61s", "36s")).doesNotThrowAnyException();
        DispatchProperties properties = properties("50s", "20s");
        assertThatThrownBy(() -> properties.checkStop(Duration.ofSeconds(26)))
                .hasMessageContaining("tidings.dispatch.stop-within")
                .hasMessageContaining("spring.lifecycle.timeout-per-shutdown-phase");
        assertThatCode(() -> properties.checkStop(Duration.ofSeconds(25))).doesNotThrowAnyException();
    }

    @Test
    void producersAreClosedInTheTimeThatIsLeft() {
        StopBudget budget = budget("70s", "20s");
        budget.begin();
        pass(Duration.ofSeconds(66));
        MockProducer<byte[], byte[]> one = new MockProducer<>();
        MockProducer<byte[], byte[]> other = new MockProducer<>();
        new ProducersEnd(List.of(one, other), budget).close();
        assertThat(one.closed()).isTrue();
        assertThat(other.closed()).isTrue();
    }
}
