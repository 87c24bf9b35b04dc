package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock is set while the one that Kafka Streams' schedule runs on passes evenly. */
class ClockStepsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant DUE = Samples.NOON.plusSeconds(1_800);

    private Driver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        driver = new Driver(stateDir);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void send(Samples.Request request) {
        driver.in(Topics.REQUESTS, request.build().requestId(), request.build());
    }

    private List<String> released() {
        return driver.events(Lane.NORMAL.topic(), SendTask.class).stream()
                .map(SendTask::requestId)
                .toList();
    }

    private double steps(String direction) {
        return driver.count("tidings.clock.steps", "direction", direction);
    }

    @Test
    void setForwardItReleasesWithinASecondWhatIsDueByIt() {
        send(Samples.request("a").at(DUE));
        send(Samples.request("b").at(DUE.plus(HOUR)));
        // A partition's first tick comes at once, wherever the clock stands: only the next is one of rest.
        driver.after(Duration.ofSeconds(1));

        driver.clockIsSetBy(HOUR);
        driver.after(Duration.ofSeconds(1));

        assertThat(released()).containsExactly("a");
        assertThat(steps("forward")).isEqualTo(1);
        assertThat(steps("back")).isZero();
    }

    @Test
    void setForwardItEndsWhatIsNoLongerValidByIt() {
        send(Samples.request("a").at(DUE).validFor(Duration.ofMinutes(10)));

        driver.clockIsSetBy(HOUR);
        driver.after(Duration.ofSeconds(1));

        assertThat(released()).isEmpty();
        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.HELD, Status.EXPIRED);
    }

    @Test
    void setForwardAndBackItStallsNothingAndReleasesNothingTwice() {
        send(Samples.request("a").at(DUE));
        driver.clockIsSetBy(HOUR);
        driver.after(Duration.ofSeconds(1));
        driver.clockIsSetBy(HOUR.negated());
        send(Samples.request("b").at(Samples.NOON.plusSeconds(3)));
        driver.after(Duration.ofSeconds(1));
        assertThat(released()).containsExactly("a");

        driver.after(Duration.ofSeconds(1));

        assertThat(released()).containsExactly("b");
        driver.after(HOUR);
        assertThat(released()).isEmpty();
        assertThat(steps("forward")).isEqualTo(1);
        assertThat(steps("back")).isEqualTo(1);
    }

    @Test
    void aClockThatDriftsIsNotOneThatIsSet() {
        send(Samples.request("a").at(DUE));
        for (int second = 0; second < 10; second++) {
            driver.clockIsSetBy(Duration.ofMillis(900));
            driver.after(Duration.ofSeconds(1));
        }

        assertThat(steps("forward")).isZero();
    }
}
