package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HeldView;
import dev.tidings.scheduler.hold.Kind;
import dev.tidings.scheduler.hold.OpenPartition;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldTopologyTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private static final String CHANGELOG = HoldTopology.APPLICATION_ID + '-' + HoldTopology.STORE + "-changelog";

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

    @Test
    void releasesAnImmediateSendAtOnce() {
        send(Samples.request("a").priority(Priority.HIGH));

        List<TestRecord<byte[], byte[]>> lane = driver.out(Lane.HIGH.topic());
        assertThat(lane).singleElement().satisfies(task -> {
            assertThat(new String(task.key(), StandardCharsets.UTF_8))
                    .isEqualTo(Samples.KEYS.key("whatsapp", Samples.NUMBER));
            assertThat(EventHeaders.text(task.headers(), EventHeaders.ID)).isEqualTo("a/1/1");
            assertThat(EventHeaders.text(task.headers(), EventHeaders.SOURCE)).isEqualTo("/tidings/scheduler");
            assertThat(driver.event(task)).isInstanceOf(SendTask.class);
        });
        assertThat(driver.out(Topics.RESULTS)).isEmpty();
    }

    @Test
    void holdsATimedSendUntilItIsDue() {
        send(Samples.request("a").at(DUE).fallback("sms-on-failure"));
        assertThat(driver.out(Topics.RESULTS)).singleElement().satisfies(result -> {
            assertThat(new String(result.key(), StandardCharsets.UTF_8)).isEqualTo("a");
            assertThat(EventHeaders.text(result.headers(), EventHeaders.ID)).isEqualTo("a/0/0/HELD");
        });

        driver.after(Duration.ofMillis(9_999));
        assertThat(driver.out(Lane.NORMAL.topic())).isEmpty();
        assertThat(driver.out(Topics.WATCHES)).isEmpty();

        driver.after(Duration.ofMillis(11));
        assertThat(driver.events(Lane.NORMAL.topic(), SendTask.class))
                .extracting(SendTask::requestId)
                .containsExactly("a");
        assertThat(driver.events(Topics.WATCHES, FallbackWatch.class))
                .extracting(FallbackWatch::policyId)
                .containsExactly("sms-on-failure");
    }

    @Test
    void readsWhatItHeldBackWhole() {
        send(Samples.request("a").at(DUE).template("order_update", Map.of("name", "Ann", "code", "17")));
        send(Samples.request("b").template("order_update", Map.of("name", "Ann", "code", "17")));
        driver.after(Duration.ofSeconds(11));

        List<SendTask> tasks = driver.events(Lane.NORMAL.topic(), SendTask.class);
        assertThat(tasks.getLast().content()).isEqualTo(tasks.getFirst().content());
        assertThat(tasks).extracting(SendTask::requestId).containsExactly("b", "a");
    }

    @Test
    void catchesUpOverSeveralTicks() {
        for (int i = 0; i < 20; i++) {
            send(Samples.request("r" + i).at(DUE));
        }
        for (int tick = 0; tick < 6; tick++) {
            driver.after(Duration.ofSeconds(5));
        }

        assertThat(driver.events(Lane.NORMAL.topic(), SendTask.class))
                .extracting(SendTask::requestId)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void cancelsAndMoves() {
        send(Samples.request("a").at(DUE));
        send(Samples.request("b").at(DUE));
        driver.in(Topics.REQUESTS, "a", Samples.cancel("a"));
        driver.in(Topics.REQUESTS, "b", Samples.reschedule("b", DUE.plusSeconds(5)));
        driver.in(Topics.REQUESTS, "c", Samples.cancel("c"));
        driver.after(Duration.ofSeconds(11));
        assertThat(driver.out(Lane.NORMAL.topic())).isEmpty();
        driver.after(Duration.ofSeconds(5));

        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(
                        Status.HELD, Status.HELD, Status.CANCELLED, Status.RESCHEDULED, Status.CONTROL_REFUSED);
    }

    @Test
    void rejectsAndTakesTheNext() {
        send(Samples.request("a").by("whatsapp", "nobody"));
        send(Samples.request("b"));

        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.status()).isEqualTo(Status.REJECTED);
                    assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST);
                    assertThat(rejected.detail()).isEqualTo("unknown account");
                    assertThat(rejected.metadata()).containsEntry("order", "17");
                });
        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
    }

    @Test
    void releasesARetryAndAnswersADeadline() {
        send(Samples.request("a"));
        SendTask task = driver.events(Lane.NORMAL.topic(), SendTask.class).getFirst();
        driver.in(Topics.HOLDS, "a", new RetryHold(task, DUE, "sms"));
        driver.in(Topics.HOLDS, "a", new RetryHold(task, DUE, "sms"));
        driver.in(Topics.HOLDS, "a", new DeadlineHold("a", 1, DUE));
        driver.after(Duration.ofSeconds(11));

        assertThat(driver.events(Lane.SMS.topic(), SendTask.class)).containsExactly(task);
        assertThat(driver.events(Topics.DEADLINES, DeliveryDeadline.class))
                .containsExactly(new DeliveryDeadline("a", 1, DUE));
    }

    @Test
    void pausesAndResumesACampaign() {
        send(Samples.request("a").at(DUE));
        driver.in(Topics.REQUESTS, "autumn", Samples.campaign(CampaignAction.PAUSE));
        driver.after(Duration.ofSeconds(11));
        assertThat(driver.out(Lane.NORMAL.topic())).isEmpty();

        driver.in(Topics.REQUESTS, "autumn", Samples.campaign(CampaignAction.RESUME));
        driver.after(Duration.ofSeconds(1));

        assertThat(driver.events(Lane.NORMAL.topic(), SendTask.class))
                .extracting(SendTask::requestId)
                .containsExactly("a");
        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.HELD, Status.CAMPAIGN_PAUSED, Status.HELD, Status.CAMPAIGN_RESUMED);
        assertThat(driver.out(Topics.HOLDS))
                .extracting(order -> new String(order.key(), StandardCharsets.UTF_8))
                .containsExactly("autumn", "autumn");
    }

    @Test
    void endsWhatACancelledCampaignHadParked() {
        driver.in(Topics.REQUESTS, "autumn", Samples.campaign(CampaignAction.PAUSE));
        for (int i = 0; i < 250; i++) {
            send(Samples.request("r" + i));
        }
        driver.in(Topics.REQUESTS, "autumn", Samples.campaign(CampaignAction.CANCEL));
        driver.out(Topics.RESULTS);
        // In steps, so that what is due of others does not wait for it.
        driver.after(Duration.ofMillis(20));
        driver.after(Duration.ofMillis(20));

        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .hasSize(250)
                .extracting(DeliveryResult::status)
                .containsOnly(Status.CANCELLED);
    }

    @Test
    void aCampaignWhoseNameBeginsAnothersIsAnother() {
        driver.in(Topics.REQUESTS, "autumn", Samples.campaign(CampaignAction.PAUSE));
        send(Samples.request("a"));
        send(Samples.request("b").of("autumn2"));

        assertThat(driver.events(Lane.NORMAL.topic(), SendTask.class))
                .extracting(SendTask::requestId)
                .containsExactly("b");
    }

    @Test
    void countsWhatItDoes() {
        send(Samples.request("a").at(DUE));
        send(Samples.request("a").at(DUE));
        send(Samples.request("b").to("1"));
        driver.in(Topics.REQUESTS, "c", Samples.cancel("c"));
        driver.after(Duration.ofSeconds(11));

        assertThat(driver.count("tidings.requests.received", "type", "SendRequest"))
                .isEqualTo(3);
        assertThat(driver.count("tidings.requests.repeats", "type", "SendRequest"))
                .isEqualTo(1);
        assertThat(driver.count("tidings.requests.rejected", "reason", "recipient_invalid"))
                .isEqualTo(1);
        assertThat(driver.count("tidings.requests.ended", "status", "rejected")).isEqualTo(1);
        assertThat(driver.count("tidings.hold.controls", "status", "control_refused"))
                .isEqualTo(1);
        assertThat(driver.count("tidings.hold.accepted")).isEqualTo(1);
        assertThat(driver.count("tidings.hold.held")).isEqualTo(1);
        assertThat(driver.count("tidings.hold.released", "lane", "normal")).isEqualTo(1);
        assertThat(driver.meters.get("tidings.hold.lateness").timer().count()).isEqualTo(1);
    }

    @Test
    void labelsNothingWithAnIdOrAnAddress() {
        send(Samples.request("unusual-id").at(DUE).fallback("sms-on-failure"));
        driver.after(Duration.ofSeconds(11));

        assertThat(driver.meters.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(
                        value -> value.contains("unusual-id") || value.contains("6581234567") || value.equals("acme"));
    }

    @Test
    void showsItsPartitionForAsLongAsItIsOpenAndHowLongItsTicksTake() {
        send(Samples.request("a").at(DUE));
        driver.after(Duration.ofSeconds(10));
        assertThat(driver.held.all()).extracting(OpenPartition::number).containsExactly(0);
        assertThat(driver.meters.get("tidings.hold.tick").timer().count()).isPositive();
        assertThat(driver.meters.get("tidings.hold.overdue").gauge().value()).isZero();

        driver.close();
        assertThat(driver.held.all()).isEmpty();
    }

    @Test
    void showsWhatItHoldsForAsLongAsItHoldsIt() {
        send(Samples.request("a").at(DUE).priority(Priority.HIGH));
        send(Samples.request("b").at(DUE.plusSeconds(1)));
        HeldView view = driver.held.all().getFirst().view().orElseThrow();
        DueKey start = new DueKey(0, Kind.SEND, "");

        assertThat(view.page(start, 10))
                .extracting(entry -> entry.key().id(), HeldEntry::lane, HeldEntry::state)
                .containsExactly(
                        tuple("a", HeldLane.HIGH, HeldEntry.State.WAITING),
                        tuple("b", HeldLane.NORMAL, HeldEntry.State.WAITING));
        assertThat(view.find("b")).contains(view.page(start, 2).getLast());
        assertThat(driver.held.pending(DUE.toEpochMilli()).of(HeldLane.HIGH)).isEqualTo(1);

        driver.after(Duration.ofSeconds(10));

        assertThat(view.page(start, 10)).extracting(entry -> entry.key().id()).containsExactly("b");
        assertThat(view.find("a")).isEmpty();
        assertThat(driver.held.pending(DUE.toEpochMilli()).of(HeldLane.HIGH)).isZero();
    }

    @Test
    void stripsWhatWasReleasedWhileItHasNothingElseToDo() {
        int sends = 70;
        for (int i = 0; i < sends; i++) {
            send(Samples.request("r" + i).at(DUE).text("Hello " + "x".repeat(294)));
        }
        driver.after(Duration.ofSeconds(10));
        turns(sends);
        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(sends);
        driver.out(CHANGELOG);

        driver.after(Duration.ofMinutes(1));
        turns(20);

        assertThat(driver.out(CHANGELOG))
                .filteredOn(record -> Family.ID.has(Bytes.wrap(record.key())))
                .as("each once")
                .hasSize(sends)
                .allSatisfy(record -> assertThat(record.value().length).isLessThan(120));
    }

    @Test
    void tellsHowLongAgoTheFirstWasDueThatIsNotStrippedYet() {
        send(Samples.request("a").at(DUE));
        driver.after(Duration.ofSeconds(10));
        assertThat(unstripped()).isZero();
        driver.after(Duration.ofSeconds(30));
        assertThat(unstripped()).isEqualTo(30);

        driver.after(Duration.ofSeconds(31));

        assertThat(unstripped()).isZero();
    }

    private double unstripped() {
        return driver.meters.get("tidings.hold.unstripped").gauge().value();
    }

    /** As where more was released than could be stripped, or the clock was set. */
    @Test
    void forgetsWhatWasNotStrippedWhileItWasRemembered() {
        send(Samples.request("a").at(DUE));
        send(Samples.request("b").at(DUE));
        driver.after(Duration.ofSeconds(10));
        driver.out(CHANGELOG);

        driver.after(Duration.ofHours(26));

        assertThat(driver.out(CHANGELOG))
                .filteredOn(record -> Family.ID.has(Bytes.wrap(record.key())))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.value()).isNull());
    }

    private void turns(int number) {
        for (int i = 0; i < number; i++) {
            driver.after(Duration.ofMillis(100));
        }
    }
}
