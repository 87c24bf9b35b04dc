package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.CampaignKey;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the next good request is served. */
class BadInputTest {
    private static final byte[] KEY = bytes("a");
    private static final SendRequest GOOD = Samples.request("a").build();

    private Driver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        driver = new Driver(stateDir);
    }

    @AfterEach
    void theNextGoodRequestIsServed() {
        driver.out(Lane.NORMAL.topic());
        SendRequest next = Samples.request("next").build();
        driver.in(Topics.REQUESTS, "next", next);
        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
        driver.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] encoded(Event event) {
        return driver.codec.encode(Topics.REQUESTS, event);
    }

    private static Headers typed(Event event) {
        return EventHeaders.of("id", Codec.type(event), "/test", Samples.NOON);
    }

    /** One dead letter with this cause, key and value as they came; nothing else happened. */
    private void assertDead(String topic, byte @Nullable [] key, byte @Nullable [] value, String cause) {
        List<TestRecord<byte[], byte[]>> dead = driver.out(Topics.DEAD_LETTERS);
        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                    .contains(cause);
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.TOPIC))
                    .isEqualTo(topic);
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.PARTITION))
                    .isEqualTo("0");
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                    .isNotNull();
        });
        assertThat(driver.out(Lane.NORMAL.topic())).isEmpty();
        assertThat(driver.out(Topics.RESULTS)).isEmpty();
        assertThat(driver.count("tidings.dead.letters", "topic", topic)).isEqualTo(1);
    }

    private void requestIsDead(byte @Nullable [] key, byte @Nullable [] value, Headers headers, String cause) {
        driver.raw(Topics.REQUESTS, key, value, headers);
        assertDead(Topics.REQUESTS, key, value, cause);
    }

    @Test
    void undecodableBytes() {
        requestIsDead(KEY, bytes("{\"json\": true}"), new RecordHeaders(), "wire format");
    }

    @Test
    void undecodableBytesThatNameAKnownType() {
        requestIsDead(KEY, bytes("garbage"), typed(GOOD), "wire format");
    }

    @Test
    void unknownSchema() {
        byte[] value = encoded(GOOD);
        Arrays.fill(value, 2, 10, (byte) 7);

        requestIsDead(KEY, value, new RecordHeaders(), "");
    }

    @Test
    void cutShort() {
        byte[] value = encoded(GOOD);

        requestIsDead(KEY, Arrays.copyOf(value, value.length - 5), typed(GOOD), "does not fit");
    }

    @Test
    void typeAndSchemaThatContradictEachOther() {
        requestIsDead(KEY, encoded(GOOD), typed(Samples.cancel("a")), "different types");
    }

    @Test
    void nullValue() {
        requestIsDead(KEY, null, new RecordHeaders(), "empty");
    }

    @Test
    void emptyValue() {
        requestIsDead(KEY, new byte[0], typed(GOOD), "empty");
    }

    @Test
    void oversizeValue() {
        requestIsDead(KEY, new byte[512 * 1024 + 1], typed(GOOD), "oversize");
    }

    @Test
    void aValueTooLargeToBeWrittenAgainIsCut() {
        driver.raw(Topics.REQUESTS, KEY, new byte[5_000_000], new RecordHeaders());

        assertThat(driver.out(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSizeBetween(Topics.MAX_RECORD_BYTES / 2, Topics.MAX_RECORD_BYTES - 10_000);
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                    .contains("5000000 bytes", "cut");
        });
    }

    @Test
    void ofAKeyTooLargeToBeWrittenAgainOnlyItsPlaceIsTold() {
        driver.raw(Topics.REQUESTS, new byte[5_000_000], bytes("garbage"), new RecordHeaders());

        assertThat(driver.out(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isNull();
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                    .isNotNull();
            assertThat(letter.timestamp()).isEqualTo(Samples.NOON.toEpochMilli());
        });
    }

    @Test
    void nullKey() {
        requestIsDead(null, encoded(GOOD), typed(GOOD), "key");
    }

    @Test
    void keyOfAnotherRequest() {
        requestIsDead(bytes("b"), encoded(GOOD), typed(GOOD), "key");
    }

    @Test
    void blankRequestId() {
        SendRequest blank = Samples.request("").build();

        requestIsDead(new byte[0], encoded(blank), typed(blank), "requestId");
    }

    @Test
    void aTypeThatBelongsOnAnotherTopic() {
        DeadlineHold deadline = new DeadlineHold("a", 1, Samples.NOON);

        requestIsDead(KEY, encoded(deadline), typed(deadline), "does not belong");
    }

    @Test
    void aRequestAmongTheHolds() {
        driver.raw(Topics.HOLDS, KEY, encoded(GOOD), typed(GOOD));

        assertDead(Topics.HOLDS, KEY, encoded(GOOD), "does not belong");
    }

    @Test
    void aRetryForALaneThatThereIsNot() {
        driver.in(Topics.REQUESTS, "a", GOOD);
        SendTask task = driver.events(Lane.NORMAL.topic(), SendTask.class).getFirst();
        RetryHold retry = new RetryHold(task, Samples.NOON, "fast");
        driver.raw(Topics.HOLDS, KEY, encoded(retry), typed(retry));

        assertDead(Topics.HOLDS, KEY, encoded(retry), "unknown lane");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void aHoldDueBeforeAnyTimeIsReleasedAtOnce(long dueAt) {
        driver.in(Topics.REQUESTS, "a", GOOD);
        SendTask task = driver.events(Lane.NORMAL.topic(), SendTask.class).getFirst();
        driver.in(Topics.HOLDS, "a", new RetryHold(task, Instant.ofEpochMilli(dueAt), "normal"));
        driver.in(Topics.HOLDS, "a", new DeadlineHold("a", 1, Instant.ofEpochMilli(dueAt)));

        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
        assertThat(driver.out(Topics.DEADLINES)).hasSize(1);
        assertThat(driver.out(Topics.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void aRetryAtTheEndOfTime() {
        driver.in(Topics.REQUESTS, "a", GOOD);
        SendTask task = driver.events(Lane.NORMAL.topic(), SendTask.class).getFirst();
        RetryHold retry = new RetryHold(task, Instant.ofEpochMilli(Long.MAX_VALUE), "normal");
        driver.raw(Topics.HOLDS, KEY, encoded(retry), typed(retry));

        assertDead(Topics.HOLDS, KEY, encoded(retry), "RetryHold.dueAt: is more than 11 years ahead");
    }

    @Test
    void aDeadlineAtTheEndOfTime() {
        DeadlineHold deadline = new DeadlineHold("a", 1, Instant.ofEpochMilli(Long.MAX_VALUE));
        driver.raw(Topics.HOLDS, KEY, encoded(deadline), typed(deadline));

        assertDead(Topics.HOLDS, KEY, encoded(deadline), "DeadlineHold.dueAt: is more than 11 years ahead");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void aRequestForATimeBeforeAnyIsSentAtOnce(long sendAt) {
        SendRequest request = Samples.request("a")
                .at(Instant.ofEpochMilli(sendAt))
                .spread(Duration.ofHours(24))
                .build();
        driver.in(Topics.REQUESTS, "a", request);

        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
    }

    @Test
    void aRequestForTheEndOfTimeIsRejected() {
        SendRequest request =
                Samples.request("a").at(Instant.ofEpochMilli(Long.MAX_VALUE)).build();
        driver.in(Topics.REQUESTS, "a", request);

        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.REJECTED);
    }

    @Test
    void anOrderOfALaterVersion() {
        CampaignOrder order = new CampaignOrder("a", "acme", CampaignAction.UNRECOGNIZED, 1);
        driver.raw(Topics.HOLDS, KEY, encoded(order), typed(order));

        assertDead(Topics.HOLDS, KEY, encoded(order), "CampaignOrder.action: is not known");
    }

    @Test
    void aCampaignWhoseStateIsBrokenHoldsItsOwnRequestsBack() {
        driver.store().put(Family.CAMPAIGN.key(new CampaignKey("acme", "winter").toText()), new byte[] {7});
        driver.in(Topics.REQUESTS, "a", Samples.request("a").of("winter").build());
        driver.in(Topics.REQUESTS, "b", Samples.request("b").of("winter").build());

        assertThat(driver.out(Lane.NORMAL.topic())).isEmpty();
        assertThat(driver.out(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).containsExactly(7);
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                    .isEqualTo("how a campaign stands cannot be read");
        });
        assertThat(driver.count("tidings.dead.letters", "topic", "hold-campaigns"))
                .isEqualTo(1);
    }

    @Test
    void aCampaignsKeyThatIsNotItsId() {
        CampaignControl control = Samples.campaign(CampaignAction.PAUSE);

        requestIsDead(KEY, encoded(control), typed(control), "the record's key is not the campaignId");
    }

    @Test
    void anUnknownTypeIsSkippedAndCounted() {
        driver.raw(
                Topics.REQUESTS,
                KEY,
                bytes("whatever"),
                EventHeaders.of("id", "dev.tidings.avro.Novelty", "/test", Samples.NOON));

        assertThat(driver.out(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(driver.count("tidings.requests.skipped")).isEqualTo(1);
    }

    @Test
    void aRequestWithoutHeadersIsUnderstood() {
        driver.raw(Topics.REQUESTS, KEY, encoded(GOOD), new RecordHeaders());

        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
    }

    /** Names of more characters than a length of 15 or 16 bits can say. */
    @ParameterizedTest
    @ValueSource(ints = {40_000, 70_000})
    void whatWasRejectedForAnEndlessNameIsKnownWhenItComesAgain(int chars) {
        SendRequest endless = Samples.request("a").tenant("t".repeat(chars)).build();
        driver.in(Topics.REQUESTS, "a", endless);
        driver.in(Topics.REQUESTS, "a", endless);
        driver.in(Topics.REQUESTS, "a", Samples.cancel("a"));

        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.REJECTED, Status.CONTROL_REFUSED);
    }

    @Test
    void aMalformedRequestIdIsAnswered() {
        driver.in(Topics.REQUESTS, "not an id", Samples.request("not an id").build());
        driver.in(Topics.REQUESTS, "not an id", new CancelSend("not an id", "acme", "crm", Map.of()));

        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.REJECTED, Status.CONTROL_REFUSED);
    }
}
