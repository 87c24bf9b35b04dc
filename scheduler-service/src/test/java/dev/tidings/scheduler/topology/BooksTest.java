package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.scheduler.Samples;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sums that deploy/metrics.md calls the books are 0 after every step, by the metrics themselves (I12). */
class BooksTest {
    private static final int LIVES = 3;
    private static final int STEPS = 300;
    private static final int IDS = 60;
    private static final int CAMPAIGNS = 2;

    @Test
    void areBalancedAtAllTimes(@TempDir Path stateDir) {
        Map<String, Double> seen = new HashMap<>();
        for (long seed = 1; seed <= LIVES; seed++) {
            try (Driver driver = new Driver(stateDir.resolve("life" + seed))) {
                live(driver, seed);
                seen.merge("cancelled", sum(driver, "tidings.requests.ended", "status", "cancelled"), Double::sum);
                seen.merge("expired", sum(driver, "tidings.requests.ended", "status", "expired"), Double::sum);
                seen.merge("dropped", sum(driver, "tidings.hold.dropped"), Double::sum);
                seen.merge("released", sum(driver, "tidings.hold.released"), Double::sum);
                seen.merge("held", sum(driver, "tidings.hold.held"), Double::sum);
            }
        }
        // Else the lives would show nothing.
        assertThat(seen).allSatisfy((what, count) -> assertThat(count).as(what).isPositive());
    }

    private static void live(Driver driver, long seed) {
        Life life = new Life(driver, new SplittableRandom(seed));
        for (int step = 0; step < STEPS; step++) {
            life.step();
            assertBalanced(driver, "seed " + seed + ", step " + step);
        }
        driver.after(Duration.ofDays(2));
        driver.after(Duration.ofSeconds(5));
        assertBalanced(driver, "seed " + seed + ", two days later");
    }

    private static void assertBalanced(Driver driver, String when) {
        assertThat(sum(driver, "tidings.requests.received", "type", "SendRequest")
                        - sum(driver, "tidings.hold.accepted")
                        - sum(driver, "tidings.requests.rejected")
                        - sum(driver, "tidings.requests.repeats", "type", "SendRequest"))
                .as("intake, %s", when)
                .isZero();
        double deadlines = pending(driver, "lane", "deadline");
        assertThat(sum(driver, "tidings.hold.accepted")
                        + sum(driver, "tidings.hold.retries")
                        - sum(driver, "tidings.hold.released")
                        - sum(driver, "tidings.requests.ended", "status", "cancelled")
                        - sum(driver, "tidings.requests.ended", "status", "expired")
                        - sum(driver, "tidings.hold.dropped")
                        - sum(driver, "tidings.dead.letters", "topic", "hold")
                        - (pending(driver) - deadlines))
                .as("hold, %s", when)
                .isZero();
        assertThat(sum(driver, "tidings.hold.deadlines.taken") - sum(driver, "tidings.hold.deadlines") - deadlines)
                .as("deadlines, %s", when)
                .isZero();
    }

    private static double sum(Driver driver, String name, String... tags) {
        return driver.meters.get(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static double pending(Driver driver, String... tags) {
        return driver.meters.get("tidings.hold.pending").tags(tags).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private static final class Life {
        private final Driver driver;
        private final SplittableRandom random;
        private final List<SendTask> released = new ArrayList<>();
        /** Attempts that were asked to be followed by another. */
        private final List<SendTask> asked = new ArrayList<>();

        private Instant now = Samples.NOON;

        Life(Driver driver, SplittableRandom random) {
            this.driver = driver;
            this.random = random;
        }

        void step() {
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3, 4 -> request();
                case 5, 6 -> cancel();
                case 7 -> move();
                case 8 -> campaign();
                case 9, 10 -> again();
                case 11 -> confirmed();
                default -> pass(Duration.ofMillis(random.nextInt(20_000)));
            }
            // The gauges look at most once a second.
            pass(Duration.ofSeconds(1));
            for (Lane lane : Lane.values()) {
                released.addAll(driver.events(lane.topic(), SendTask.class));
            }
            driver.events(Topics.HOLDS, CampaignOrder.class)
                    .forEach(order -> driver.in(Topics.HOLDS, order.campaignId(), order));
        }

        private void pass(Duration time) {
            now = now.plus(time);
            driver.after(time);
        }

        private String id() {
            return "r" + random.nextInt(IDS);
        }

        private void request() {
            String id = id();
            SplittableRandom its = new SplittableRandom(id.hashCode());
            Samples.Request request = Samples.request(id)
                    .at(Samples.NOON.plusSeconds(its.nextInt(600)))
                    .validFor(Duration.ofSeconds(1 + its.nextInt(90)))
                    .of(its.nextBoolean() ? "c" + its.nextInt(CAMPAIGNS) : null)
                    .text(random.nextInt(10) == 0 ? "other" : "hello");
            driver.in(Topics.REQUESTS, id, (random.nextInt(12) == 0 ? request.to("1") : request).build());
        }

        private void cancel() {
            String id = id();
            driver.in(Topics.REQUESTS, id, Samples.cancel(id));
        }

        private void move() {
            String id = id();
            driver.in(Topics.REQUESTS, id, Samples.reschedule(id, now.plusSeconds(random.nextInt(60) - 5)));
        }

        private void campaign() {
            String campaign = "c" + random.nextInt(CAMPAIGNS);
            CampaignAction action = switch (random.nextInt(16)) {
                case 0 -> CampaignAction.CANCEL;
                case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> CampaignAction.PAUSE;
                default -> CampaignAction.RESUME;
            };
            driver.in(Topics.REQUESTS, campaign, new CampaignControl(campaign, "acme", "crm", action, Map.of()));
        }

        private void again() {
            if (!released.isEmpty()) {
                SendTask task = released.get(random.nextInt(released.size()));
                if (random.nextBoolean()) {
                    DeadlineHold deadline =
                            new DeadlineHold(task.requestId(), 1, task.dueAt().plusSeconds(120));
                    driver.in(Topics.HOLDS, task.requestId(), deadline);
                } else {
                    RetryHold retry = new RetryHold(task.nextAttempt(true), now.plusSeconds(random.nextInt(90)), "sms");
                    driver.in(Topics.HOLDS, task.requestId(), retry);
                    asked.add(task);
                }
            }
        }

        /** A receipt says that an attempt was accepted: its retry waits, is out, or comes later. */
        private void confirmed() {
            List<SendTask> attempts = asked.isEmpty() || random.nextInt(3) == 0 ? released : asked;
            if (!attempts.isEmpty()) {
                SendTask task = attempts.get(random.nextInt(attempts.size()));
                Correlation attempt = new Correlation(
                        task.requestId(),
                        task.tenant(),
                        task.campaignId(),
                        task.step(),
                        task.attempt(),
                        task.acceptedAt(),
                        task.channel(),
                        task.accountId(),
                        task.requestId() + "/1",
                        null,
                        false,
                        task.dueAt(),
                        now,
                        task.policyId(),
                        task.metadata(),
                        null);
                driver.in(Topics.HOLDS, task.requestId(), new AttemptConfirmed(attempt, "wamid", now));
            }
        }
    }
}
