package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.dispatch.Tasks;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatchMetricsTest {
    private final Turntable bench = new Turntable();

    private double count(String name, String... tags) {
        return bench.meters.get(name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return bench.meters.get(name).tags(tags).gauge().value();
    }

    private Timer timer(String name, String... tags) {
        return bench.meters.get(name).tags(tags).timer();
    }

    private void feed(SendTask... tasks) {
        bench.assign();
        for (int i = 0; i < tasks.length; i++) {
            bench.feed(i, tasks[i]);
        }
        bench.turn();
    }

    @Test
    void tenThousandRecipientsAddNoSeries() {
        bench.assign();
        bench.feed(0, task("first").make());
        bench.turn();
        bench.run();
        List<Meter.Id> before =
                bench.meters.getMeters().stream().map(Meter::getId).toList();

        for (int i = 1; i <= 10_000; i++) {
            bench.feed(i, task("r" + i).to("key" + i).make());
            if (i % 200 == 0) {
                bench.turn();
                bench.run();
            }
        }

        assertThat(count("tidings.results", "channel", "whatsapp", "status", "sent"))
                .isEqualTo(10_001);
        assertThat(bench.meters.getMeters()).extracting(Meter::getId).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void countsWhyStepsFailWithAndWithoutACall() {
        bench.channels.script = _ -> new Outcome.Rejected(Reason.RECIPIENT_OPTED_OUT, "no more", "131050");
        feed(task("a").make(), Tasks.task("b").over("line").make());
        bench.channels.isEnabled = false;
        bench.run();
        bench.channels.isEnabled = true;
        bench.feed(2, task("c").make());
        bench.turn();
        bench.run();

        assertThat(bench.results()).containsExactlyInAnyOrder("a:FAILED", "b:FAILED", "c:FAILED");
        assertThat(count("tidings.attempts.failed", "channel", "whatsapp", "reason", "recipient_opted_out"))
                .isEqualTo(1);
        assertThat(count("tidings.attempts.failed", "channel", "line", "reason", "invalid_request"))
                .isEqualTo(1);
        assertThat(bench.counted("tidings.attempts.failed")).isEqualTo(3);
        assertThat(bench.counted("tidings.attempts")).isEqualTo(1);
    }

    @Test
    void countsCallsByWhatCameOfThemAndWhatIsTriedAgain() {
        bench.channels.script = _ -> new Outcome.Unreachable("no connection");
        feed(task("a").make());
        bench.run();

        assertThat(count("tidings.attempts", "channel", "whatsapp", "outcome", "unreachable"))
                .isEqualTo(1);
        assertThat(bench.counted("tidings.attempts")).isEqualTo(1);
        assertThat(count("tidings.retries", "channel", "whatsapp")).isEqualTo(1);
    }

    @Test
    void takesAChannelThatThereIsNotForUnknown() {
        bench.channels.isEnabled = false;
        feed(task("a").over("+6581234567").make());
        bench.run();

        assertThat(count("tidings.results", "channel", "unknown", "status", "failed"))
                .isEqualTo(1);
    }

    @Test
    void timesEachRoadFromWhenTheMessageShouldHaveGone() {
        feed(
                task("a").make(),
                task("b").acceptedAt(NOW).make(),
                task("c").acceptedAt(NOW.plusSeconds(1)).make());
        bench.clock.pass(Duration.ofSeconds(2));
        bench.run();

        assertThat(timer("tidings.send.duration", "road", "timed").count()).isEqualTo(1);
        assertThat(timer("tidings.send.duration", "road", "immediate").count()).isEqualTo(2);
        assertThat(timer("tidings.send.duration", "road", "immediate").totalTime(TimeUnit.SECONDS))
                .isEqualTo(4);
        assertThat(timer("tidings.send.duration", "road", "fallback").count()).isZero();
    }

    @Test
    void timesWhatAPauseHeldBackFromItsEnd() {
        feed(task("a").make().heldBackUntil(NOW.plusSeconds(2)));
        bench.clock.pass(Duration.ofSeconds(3));
        bench.run();

        assertThat(timer("tidings.send.duration", "road", "timed").totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);
    }

    @Test
    void timesNoneThatWasNotSent() {
        bench.channels.script = _ -> new Outcome.Rejected(Reason.RECIPIENT_INVALID, "no number", null);
        feed(task("a").make());
        bench.run();

        assertThat(timer("tidings.send.duration", "road", "timed").count()).isZero();
    }

    @Test
    void timesTheWaitUntilAnAttemptBegins() {
        feed(task("a").make());
        bench.clock.pass(Duration.ofSeconds(2));
        bench.run();

        assertThat(timer("tidings.dispatch.admission.wait", "lane", "normal").totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(timer("tidings.dispatch.admission.wait", "lane", "high").count())
                .isZero();
    }

    @Test
    void showsTheWindowAndItsLimits() {
        assertThat(gauge("tidings.dispatch.in.flight.limit")).isEqualTo(512);
        assertThat(gauge("tidings.dispatch.buffered.limit")).isEqualTo(1_024);
        feed(task("a").to("ann").make(), task("b").to("ann").make());

        assertThat(gauge("tidings.dispatch.in.flight")).isEqualTo(1);
        assertThat(gauge("tidings.dispatch.buffered", "lane", "normal")).isEqualTo(1);
        assertThat(gauge("tidings.dispatch.lag", "lane", "normal")).isEqualTo(2);
        assertThat(gauge("tidings.dispatch.lag", "lane", "sms")).isZero();

        bench.run();
        assertThat(gauge("tidings.dispatch.lag", "lane", "normal")).isZero();

        bench.consumer.lag = 7;
        assertThat(gauge("tidings.dispatch.lag", "lane", "normal")).isEqualTo(7);
        assertThat(gauge("tidings.dispatch.lag", "lane", "bulk")).isZero();
    }

    /** The catalog of this bench is empty, and so no account has a place of its own. */
    @Test
    void countsByAccountToo() {
        feed(task("a").make());
        bench.run();

        assertThat(count("tidings.account.results", "account", "other", "status", "sent"))
                .isEqualTo(1);
    }
}
