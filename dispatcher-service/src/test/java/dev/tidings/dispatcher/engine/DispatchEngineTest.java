package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.EventHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The poll thread itself: the test waits for what the thread does in its polls, and never for a time. */
@ExtendWith(OutputCaptureExtension.class)
class DispatchEngineTest {
    private final Turntable bench = new Turntable();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final DispatchEngine engine = new DispatchEngine(
            () -> new DispatchEngine.Running(bench.loop, bench.consumer, ended), () -> Duration.ofSeconds(30));

    private double shown(String gauge) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DispatchConfiguration configuration = new DispatchConfiguration();
        configuration.dispatchRunning(engine).bindTo(meters);
        configuration.dispatchFenced(engine).bindTo(meters);
        return meters.get("tidings.dispatch." + gauge).gauge().value();
    }

    @AfterEach
    void stop() {
        engine.stop();
    }

    private void pollsUntil(Runnable... steps) throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(1);
        for (Runnable step : steps) {
            bench.consumer.schedulePollTask(step);
        }
        bench.consumer.schedulePollTask(polled::countDown);
        assertThat(polled.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void assignAndFeed() {
        bench.consumer.rebalance(List.of(Turntable.PARTITION));
    }

    @Test
    void dispatchesOnItsOwnThreadUntilItIsStopped() throws InterruptedException {
        engine.start();
        assertThat(engine.isRunning()).isTrue();
        pollsUntil(this::assignAndFeed, () -> bench.feed(0, task("a").make()), () -> {}, bench::run);
        engine.stop();
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(1);
        assertThat(bench.consumer.closed()).isTrue();
        assertThat(engine.state()).isEqualTo(DispatchEngine.State.STOPPED);
        assertThat(engine.isAlive()).isTrue();
    }

    @Test
    void showsWhetherItDispatches() throws InterruptedException {
        assertThat(shown("running")).isZero();
        engine.start();
        pollsUntil(this::assignAndFeed, () -> {}, () -> {});
        assertThat(shown("running")).isEqualTo(1);
        assertThat(shown("fenced")).isZero();
        bench.consumer.setPollException(new FencedInstanceIdException("taken"));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shown("running")).isZero();
        assertThat(shown("fenced")).isEqualTo(1);
    }

    @Test
    void endsInItsTimeThoughAProviderHangs() throws InterruptedException {
        engine.start();
        pollsUntil(this::assignAndFeed, () -> bench.feed(0, task("a").make()), () -> {});
        Instant asked = bench.clock.instant();
        // The task is begun and never goes on.
        engine.stop();
        assertThat(engine.state()).isEqualTo(DispatchEngine.State.STOPPED);
        assertThat(bench.consumer.closed()).isTrue();
        assertThat(Duration.between(asked, bench.clock.instant()))
                .isBetween(Turntable.DRAIN_WITHIN, Turntable.DRAIN_WITHIN.plusSeconds(1));
        assertThat(bench.committedOffset()).isLessThanOrEqualTo(0);
    }

    @Test
    void drainsForNoLongerThanTheProcessHasLeft() throws InterruptedException {
        engine.start();
        pollsUntil(this::assignAndFeed, () -> bench.feed(0, task("a").make()), () -> {});
        bench.budget.begin();
        Runnable second = () -> bench.clock.pass(Duration.ofSeconds(1));
        pollsUntil(Collections.nCopies(40, second).toArray(Runnable[]::new));
        Instant asked = bench.clock.instant();
        engine.stop();
        assertThat(Duration.between(asked, bench.clock.instant()))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void goesOnAfterATurnThatFailed() throws InterruptedException {
        // The rest after trouble is cut short: its latch is open.
        ended.countDown();
        engine.start();
        bench.consumer.setPollException(new KafkaException("a broker said no"));
        pollsUntil(this::assignAndFeed, () -> {}, () -> {});
        assertThat(engine.isAlive()).isTrue();
        assertThat(engine.state()).isNotEqualTo(DispatchEngine.State.FENCED);
    }

    @Test
    void tellsWhatFailedATurnAndNoMessageOfIt(CapturedOutput log) throws InterruptedException {
        ended.countDown();
        engine.start();
        Runnable fails = () -> {
            throw new IllegalStateException("no route to +6581234567");
        };
        pollsUntil(this::assignAndFeed, fails, () -> {}, () -> {});

        assertThat(log.getOut())
                .contains("java.lang.IllegalStateException at ", "a turn failed")
                .doesNotContain("+6581234567");
    }

    @Test
    void endsWhenAnotherProcessHasItsPlace() throws InterruptedException {
        engine.start();
        bench.consumer.setPollException(new FencedInstanceIdException("taken"));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.isAlive()).isFalse();
    }

    @Test
    void callsNobodyAndCommitsNothingAfterAnotherProcessHasTakenItsPlace() throws InterruptedException {
        engine.start();
        pollsUntil(this::assignAndFeed, () -> bench.feed(0, task("a").make()), () -> {}, bench::run);
        pollsUntil(() -> bench.feed(1, task("b").make()), () -> {});
        bench.consumer.setPollException(new FencedInstanceIdException("taken"));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a");
        assertThat(bench.committedOffset()).isLessThanOrEqualTo(0);
    }

    @Test
    void commitsNothingAfterAnErrorThatLeftRecordsUntaken() throws InterruptedException {
        engine.start();
        pollsUntil(this::assignAndFeed, () -> {});
        bench.consumer.schedulePollTask(
                () -> bench.feed(0, new RecordHeaders(new Header[] {new Poison()}), new byte[] {1}));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.committedOffset()).isLessThanOrEqualTo(0);
    }

    /** Reading it ends in an error, as the deepest nesting of a body might. */
    private record Poison() implements Header {
        @Override
        public String key() {
            return EventHeaders.TYPE;
        }

        @Override
        public byte[] value() {
            throw new StackOverflowError();
        }
    }
}
