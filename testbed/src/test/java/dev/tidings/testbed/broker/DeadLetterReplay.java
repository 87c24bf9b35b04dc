package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.Status;
import dev.tidings.local.letters.DeadLettersCommand;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands about dead letters, against running services. What goes out is proven by the simulator. */
abstract class DeadLetterReplay extends OnRunningServices {
    private static final int PARTITION = 1;
    private static final Pattern REPLAYED = Pattern.compile("replayed  \\S+  to tidings\\.requests-1@(\\d+)");

    private static String servers;
    private static TopicReader deadLetters;

    @BeforeAll
    static void openDeadLetters(TestServices.Running running) {
        servers = running.bootstrapServers();
        deadLetters = new TopicReader(servers, Topics.DEAD_LETTERS);
    }

    @AfterAll
    static void closeDeadLetters() {
        deadLetters.close();
    }

    @Test
    void garbageIsShownWithoutWhatItSaysAndDiesOncePerReplay() {
        ConsumerRecord<byte[], byte[]> letter = garbage("garbage-1");
        String id = id(letter);

        assertThat(run(0, "list")).contains(id + " ", "tidings.requests-1@", "doubtful");
        assertThat(run(0, "list", "--json")).contains("\"id\" : \"" + id + "\"").doesNotContain(BadRecords.CANARY);
        assertThat(run(0, "look", id))
                .contains("garbage-1", "its first byte is 7b", "--anyway insists")
                .doesNotContain(BadRecords.CANARY);
        assertThat(run(0, "replay", id)).contains("0 would be replayed; 0 were replayed before; 1 held back.");
        assertThat(run(2, "replay", id, "--apply")).contains("0 replayed; 0 were replayed before; 1 held back.");
        assertThat(run(0, "replay", id, "--anyway")).contains("1 would be replayed", "Nothing was done.");

        String done = run(0, "replay", id, "--anyway", "--apply");

        Matcher to = REPLAYED.matcher(done);
        assertThat(to.find()).as(done).isTrue();
        ConsumerRecord<byte[], byte[]> again = letter(new DeadLetterBox.Place(Topics.REQUESTS, "1", to.group(1)));
        assertThat(again.key()).isEqualTo(letter.key());
        assertThat(again.value()).isEqualTo(letter.value());
        assertThat(EventHeaders.text(again.headers(), DeadLetterHeaders.REPLAY_OF))
                .isEqualTo(id);
        assertThat(EventHeaders.text(again.headers(), DeadLetterHeaders.REPLAYS))
                .isEqualTo("1");
        assertThat(run(0, "look", id(again))).contains("it was dead letter " + id);

        assertThat(run(0, "replay", id, "--anyway", "--apply"))
                .contains("0 replayed; 1 were replayed before; 0 held back.");
        // The next one of its partition, so that a second one would have been read.
        garbage("garbage-1");
        assertThat(deadLetters.await(_ -> true))
                .filteredOn(each -> id.equals(EventHeaders.text(each.headers(), DeadLetterHeaders.REPLAY_OF)))
                .hasSize(1);
    }

    @Test
    void aRequestThatCanBeReadByNowGoesOutOnce() {
        String id = buriedUnread("read-later", 1_000_000_001);
        assertThat(run(0, "look", id)).contains("it can be read by now").doesNotContain(Samples.TO);
        assertThat(run(0, "replay", "--topic", Topics.REQUESTS, "--since", "1h"))
                .contains(id + " ", "Nothing was done. --apply does it.");
        assertThat(journal.of("read-later")).isEmpty();

        assertThat(run(0, "replay", id, "--apply")).contains("1 replayed; 0 were replayed before; 0 held back.");

        results.awaitStatus("read-later", Status.DELIVERED);
        assertThat(run(0, "replay", id, "--apply")).contains("0 replayed; 1 were replayed before; 0 held back.");
        assertThat(run(0, "replay", id, "--apply", "--anyway")).contains("0 replayed; 1 were replayed before");
        assertSentOnce("read-later");
    }

    @Test
    void twoLettersOfOneRecordAreOneReplay() {
        String first = buriedUnread("twice-buried", 1_000_000_002);
        String second = buriedUnread("twice-buried", 1_000_000_002);

        assertThat(run(2, "replay", first, second, "--apply"))
                .contains("1 replayed; 0 were replayed before; 1 held back.");

        results.awaitStatus("twice-buried", Status.DELIVERED);
        assertThat(run(0, "replay", second, "--apply")).contains("0 replayed; 1 were replayed before");
        assertSentOnce("twice-buried");
    }

    @Test
    void aReplayThatWasCutOffIsTakenOverByTheNext() {
        String id = buriedUnread("cut-off", 1_000_000_003);
        try (KafkaProducer<byte[], byte[]> cutOff = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        // As the command has it: one replay at a time is what it stands for.
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "tidings-dead-letters-replay"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            cutOff.initTransactions();
            cutOff.beginTransaction();
            SendRequest request = Samples.request("cut-off").build();
            var _ = cutOff.send(
                    new ProducerRecord<>(Topics.REQUESTS, PARTITION, RawProducer.bytes("cut-off"), encoded(request)));
            var _ = cutOff.send(new ProducerRecord<>(
                    Topics.REPLAYS, RawProducer.bytes("tidings.requests-1@1000000003"), new byte[0]));
            cutOff.flush();

            assertThat(run(0, "replay", id, "--apply")).contains("1 replayed; 0 were replayed before");

            assertThatThrownBy(cutOff::commitTransaction).isInstanceOf(KafkaException.class);
        }
        results.awaitStatus("cut-off", Status.DELIVERED);
        assertSentOnce("cut-off");
    }

    @Test
    void aRequestThatCameAgainMeanwhileIsHeldBack() {
        String id = buriedUnread("came-again", 1_000_000_004);
        producer.send(
                Topics.REQUESTS,
                PARTITION,
                "came-again",
                Samples.request("came-again").build());
        results.awaitStatus("came-again", Status.DELIVERED);

        assertThat(run(2, "replay", id, "--apply")).contains("0 replayed", "its request has results");

        assertSentOnce("came-again");
    }

    /** Nothing of it comes any more: what is published after it is through. */
    private static void assertSentOnce(String requestId) {
        String next = "after-" + requestId;
        producer.send(Topics.REQUESTS, PARTITION, next, Samples.request(next).build());
        results.awaitStatus(next, Status.DELIVERED);
        assertThat(journal.of(requestId)).hasSize(1);
    }

    private static ConsumerRecord<byte[], byte[]> garbage(String key) {
        return letter(DeadLetterBox.Place.of(producer.send(RawProducer.bare(
                Topics.REQUESTS,
                PARTITION,
                RawProducer.bytes(key),
                RawProducer.bytes("{\"to\": \"" + BadRecords.CANARY + "\"}")))));
    }

    private static ConsumerRecord<byte[], byte[]> letter(DeadLetterBox.Place place) {
        Predicate<ConsumerRecord<byte[], byte[]>> wanted =
                letter -> DeadLetterBox.Place.of(letter).equals(place);
        return deadLetters.await(letters -> letters.stream().anyMatch(wanted)).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /** A request's letter as a service writes it that is older than the request's schema. */
    private static String buriedUnread(String requestId, long offset) {
        SendRequest request = Samples.request(requestId).build();
        Headers headers = EventHeaders.of(requestId, Codec.type(request), "test", Samples.now());
        ConsumerRecord<byte[], byte[]> found = new ConsumerRecord<>(
                Topics.REQUESTS,
                PARTITION,
                offset,
                Samples.now().toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                RawProducer.bytes(requestId),
                encoded(request),
                headers,
                Optional.empty());
        RecordMetadata letter = producer.send(DeadLetters.letter(
                found, "unreadable: the body does not fit its schema: no known schema has this fingerprint"));
        return letter.partition() + "@" + letter.offset();
    }

    private static byte[] encoded(SendRequest request) {
        return Codec.singleObject().encode(Topics.REQUESTS, request);
    }

    private static String id(ConsumerRecord<byte[], byte[]> letter) {
        return letter.partition() + "@" + letter.offset();
    }

    private static String run(int expectedStatus, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int status = DeadLettersCommand.group(
                        LocalPorts.of(null, Map.of()),
                        InstantSource.system(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", servers))
                        .toArray(String[]::new));
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isEqualTo(expectedStatus);
        return text;
    }
}
