package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.catalog.CatalogKeys;
import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records that nothing can be made of, into every topic that a built service reads: each is found again as it came, and
 * the next good one of its partition goes out. What goes out is proven by the simulator.
 */
abstract class BadInput extends OnRunningServices {
    private static final int PARTITION = 1;

    private static DeadLetterBox deadLetters;

    @BeforeAll
    static void openDeadLetters(TestServices.Running running) {
        deadLetters = new DeadLetterBox(running.bootstrapServers());
    }

    @AfterAll
    static void closeDeadLetters() {
        deadLetters.close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatCannotBeReadAsItCameAndGoesOn(Entrance entrance) {
        double before = services.metrics(entrance.service).deadLetters(entrance.topic);
        List<ProducerRecord<byte[], byte[]>> bad = new BadRecords(entrance, PARTITION).unreadable();

        Map<DeadLetterBox.Place, ProducerRecord<byte[], byte[]>> sent = sendAll(bad);

        assertGoesOn(entrance, "unreadable-" + entrance);
        Map<DeadLetterBox.Place, ConsumerRecord<byte[], byte[]>> letters = deadLetters.await(sent.keySet());
        sent.forEach((place, record) -> assertIs(letter(letters, place), record));
        assertCounted(entrance, before + bad.size());
        assertThat(services.log(entrance.service)).doesNotContain(BadRecords.CANARY);
    }

    @ParameterizedTest
    @EnumSource
    void skipsAndCountsWhatIsOfAnUnknownTypeAndGoesOn(Entrance entrance) {
        double skipped = entrance.skipped(services.metrics(entrance.service));
        double dead = services.metrics(entrance.service).deadLetters(entrance.topic);
        List<ProducerRecord<byte[], byte[]>> later = new BadRecords(entrance, PARTITION).ofUnknownType();

        sendAll(later);

        assertGoesOn(entrance, "unknown-" + entrance);
        assertThat(entrance.skipped(services.metrics(entrance.service))).isEqualTo(skipped + later.size());
        assertThat(services.metrics(entrance.service).deadLetters(entrance.topic))
                .isEqualTo(dead);
        assertThat(services.log(entrance.service)).doesNotContain(BadRecords.CANARY);
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfWhatIsTooLargeToBeKeptWholeAndGoesOn(Entrance entrance) {
        double before = services.metrics(entrance.service).deadLetters(entrance.topic);
        List<ProducerRecord<byte[], byte[]>> large = new BadRecords(entrance, PARTITION).large();

        Map<DeadLetterBox.Place, ProducerRecord<byte[], byte[]>> sent = sendAll(large);

        assertGoesOn(entrance, "large-" + entrance);
        Map<DeadLetterBox.Place, ConsumerRecord<byte[], byte[]>> letters = deadLetters.await(sent.keySet());
        sent.forEach((place, record) -> assertBegins(letter(letters, place), record));
        assertCounted(entrance, before + large.size());
    }

    @Test
    void theBrokerTakesNothingThatIsLargerThanTheTopicAllows() {
        ProducerRecord<byte[], byte[]> tooLarge = new BadRecords(Entrance.REQUESTS, PARTITION).tooLargeForTheBroker();

        assertThatThrownBy(() -> producer.send(tooLarge)).hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void buriesATaskWhoseResultsWouldBeTooLarge() {
        double before = services.metrics("dispatcher").deadLetters(Lane.NORMAL.topic());

        producer.send(
                Lane.NORMAL.topic(),
                PARTITION,
                Samples.RECIPIENT_KEY,
                Samples.chat("heavy-task", BadRecords.heavyMetadata()));

        assertGoesOn(Entrance.NORMAL, "after-heavy-task");
        assertCounted(Entrance.NORMAL, before + 1);
        assertThat(journal.of("heavy-task")).isEmpty();
    }

    @Test
    void buriesACorrelationWhoseResultsWouldBeTooLarge() {
        double before = services.metrics("dispatcher").deadLetters(Topics.RECEIPTS);

        producer.send(
                Topics.RECEIPTS,
                PARTITION,
                "whatsapp/shop/heavy/1",
                Samples.correlation("heavy", BadRecords.heavyMetadata()));
        producer.send(Topics.RECEIPTS, PARTITION, "whatsapp/shop/heavy/1", Samples.delivered("heavy"));

        assertGoesOn(Entrance.RECEIPTS, "after-heavy-correlation");
        assertCounted(Entrance.RECEIPTS, before + 1);
    }

    @Test
    void holdsWithTimesBeyondAllMeasureStopNothing() {
        Instant longAgo = Instant.ofEpochMilli(Long.MIN_VALUE);
        Instant farAway = Instant.ofEpochMilli(Long.MAX_VALUE);

        for (Instant time : List.of(longAgo, farAway)) {
            String id = "beyond-" + (time.equals(longAgo) ? "ago" : "away");
            producer.send(
                    Topics.HOLDS, PARTITION, id, new RetryHold(Samples.chat(id, Map.of()), time, Lane.NORMAL.id()));
            producer.send(Topics.HOLDS, PARTITION, id, new DeadlineHold(id, 1, time));
        }

        assertGoesOn(Entrance.HOLDS, "after-beyond");
        results.awaitStatus("beyond-ago", Status.DELIVERED);
        assertThat(journal.of("beyond-away")).isEmpty();
    }

    @Test
    void theCatalogCountsWhatIsBadAndKeepsWhatItHad() {
        Map<String, Double> before = new LinkedHashMap<>();
        Services.NAMES.forEach(name -> before.put(name, badEntries(name)));
        byte[] account = RawProducer.bytes("account/whatsapp/shop");
        SmsService off = new SmsService("*", false, null);
        byte[] wellFormed = Codec.singleObject().encode(Topics.CATALOG, off);
        List<ProducerRecord<byte[], byte[]>> bad = List.of(
                RawProducer.bare(Topics.CATALOG, 0, account, RawProducer.bytes(BadRecords.CANARY)),
                RawProducer.bare(Topics.CATALOG, 0, account, new byte[0]),
                RawProducer.bare(Topics.CATALOG, 0, account, wellFormed),
                new ProducerRecord<>(
                        Topics.CATALOG,
                        0,
                        RawProducer.bytes(CatalogKeys.of(off)),
                        wellFormed,
                        new RecordHeaders().add(EventHeaders.TYPE, RawProducer.bytes("dev.tidings.avro.Later"))));

        sendAll(bad);

        for (String name : Services.NAMES) {
            double expected = before.getOrDefault(name, 0.0) + bad.size();
            Patiently.await("bad entries", () -> badEntries(name), found -> found >= expected);
            assertThat(badEntries(name)).as(name).isEqualTo(expected);
            assertThat(services.log(name)).doesNotContain(BadRecords.CANARY);
        }
        assertGoesOn(Entrance.REQUESTS, "after-bad-catalog");
    }

    private static double badEntries(String service) {
        return services.metrics(service).sum("tidings_catalog_bad_entries_total");
    }

    private static Map<DeadLetterBox.Place, ProducerRecord<byte[], byte[]>> sendAll(
            List<ProducerRecord<byte[], byte[]>> records) {
        Map<DeadLetterBox.Place, ProducerRecord<byte[], byte[]>> sent = new LinkedHashMap<>();
        records.forEach(record -> sent.put(DeadLetterBox.Place.of(producer.send(record)), record));
        return sent;
    }

    /** A good record of the same partition goes out, once, and comes to its end. */
    private static void assertGoesOn(Entrance entrance, String id) {
        entrance.good(id).forEach(each -> producer.send(each.topic(), PARTITION, each.key(), each.event()));
        results.await(_ -> results.of(id).stream().anyMatch(entrance::isEnd));
        switch (entrance) {
            case REQUESTS, HOLDS, HIGH, NORMAL, BULK ->
                assertThat(journal.of(id))
                        .singleElement()
                        .satisfies(call -> assertThat(call.accepted()).isTrue());
            case SMS, WATCHES, RESULTS, DEADLINES ->
                assertThat(journal.sms(Samples.smsText(id))).hasSize(1);
            // A receipt sends nothing.
            case RECEIPTS -> assertThat(journal.of(id)).isEmpty();
        }
    }

    private static ConsumerRecord<byte[], byte[]> letter(
            Map<DeadLetterBox.Place, ConsumerRecord<byte[], byte[]>> letters, DeadLetterBox.Place place) {
        return Objects.requireNonNull(letters.get(place));
    }

    /** Bytes and headers as they came, and why. */
    private static void assertIs(ConsumerRecord<byte[], byte[]> letter, ProducerRecord<byte[], byte[]> record) {
        assertThat(letter.key()).isEqualTo(record.key());
        assertThat(letter.value()).isEqualTo(record.value());
        assertThat(Arrays.copyOf(letter.headers().toArray(), record.headers().toArray().length))
                .isEqualTo(record.headers().toArray());
        assertTellsWhy(letter);
    }

    /** What there is of the value is its beginning, and the headers tell where the whole is. */
    private static void assertBegins(ConsumerRecord<byte[], byte[]> letter, ProducerRecord<byte[], byte[]> record) {
        byte[] kept = letter.value() == null ? new byte[0] : letter.value();
        assertThat(Arrays.copyOf(record.value(), kept.length)).isEqualTo(kept);
        assertTellsWhy(letter);
        if (kept.length < record.value().length) {
            assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                    .containsAnyOf("cut", "too large");
        }
    }

    private static void assertTellsWhy(ConsumerRecord<byte[], byte[]> letter) {
        Header cause = letter.headers().lastHeader(DeadLetterHeaders.CAUSE);
        assertThat(cause).isNotNull();
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                .isNotBlank()
                .doesNotContain(BadRecords.CANARY);
    }

    private static void assertCounted(Entrance entrance, double expected) {
        Patiently.await(
                "dead letters of " + entrance.topic,
                () -> services.metrics(entrance.service).deadLetters(entrance.topic),
                found -> found >= expected);
        assertThat(services.metrics(entrance.service).deadLetters(entrance.topic))
                .isEqualTo(expected);
    }
}
