package dev.tidings.fallback.topology;

import static dev.tidings.contract.FallbackTrigger.SEND_FAILED;
import static dev.tidings.fallback.Samples.START;
import static dev.tidings.fallback.Samples.policy;
import static dev.tidings.fallback.Samples.result;
import static dev.tidings.fallback.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a topic holds, the records after it are judged: each test ends with a request that goes its way. */
class BadInputTest {
    private static final byte[] GARBAGE = "not avro".getBytes(StandardCharsets.UTF_8);

    private Bench bench;

    @BeforeEach
    void start(@TempDir Path stateDir) {
        bench = new Bench(stateDir);
    }

    @AfterEach
    void goesOn() {
        bench.watch(watch("next", policy(SEND_FAILED)));
        bench.result(result("next", Status.FAILED));
        assertThat(bench.sms()).hasSize(1);
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.RESULTS, Topics.WATCHES, Topics.DEADLINES})
    void buriesBytesThatCannotBeRead(String topic) {
        bench.put(topic, "r", GARBAGE, new RecordHeaders());

        TestRecord<byte[], byte[]> letter = onlyDeadLetter(topic);
        assertThat(letter.value()).isEqualTo(GARBAGE);
        assertThat(letter.key()).isEqualTo("r".getBytes(StandardCharsets.UTF_8));
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE)).isNotNull();
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.TOPIC)).isEqualTo(topic);
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("0");
    }

    @Test
    void buriesAnEmptyValue() {
        bench.put(Topics.RESULTS, "r", new byte[0], new RecordHeaders());

        onlyDeadLetter(Topics.RESULTS);
    }

    @Test
    void buriesANullValueAndANullKey() {
        bench.put(Topics.WATCHES, null, null, new RecordHeaders());

        TestRecord<byte[], byte[]> letter = onlyDeadLetter(Topics.WATCHES);
        assertThat(letter.value()).isNull();
    }

    @Test
    void buriesACutRecord() {
        byte[] whole = Codec.singleObject().encode(Topics.RESULTS, result("r", Status.FAILED));

        bench.put(Topics.RESULTS, "r", Arrays.copyOf(whole, whole.length - 3), new RecordHeaders());

        onlyDeadLetter(Topics.RESULTS);
    }

    @Test
    void buriesAnUnknownSchema() {
        byte[] whole = Codec.singleObject().encode(Topics.RESULTS, result("r", Status.FAILED));
        whole[5] ^= 1;

        bench.put(Topics.RESULTS, "r", whole, new RecordHeaders());

        onlyDeadLetter(Topics.RESULTS);
    }

    @Test
    void skipsATypeOfALaterVersion() {
        bench.put(Topics.RESULTS, "r", GARBAGE, EventHeaders.of("id", "dev.tidings.avro.Later", "/later", START));

        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.count("tidings.fallback.unknown.types", "topic", Topics.RESULTS))
                .isEqualTo(1);
    }

    @Test
    void buriesAnEventOnATopicWhereItDoesNotBelong() {
        bench.put(Topics.RESULTS, "r", watch("r", policy(SEND_FAILED)));

        onlyDeadLetter(Topics.RESULTS);
        assertThat(bench.stored()).isZero();
    }

    @Test
    void buriesAHeaderThatContradictsTheBody() {
        byte[] watch = Codec.singleObject().encode(Topics.WATCHES, watch("r", policy(SEND_FAILED)));

        bench.put(
                Topics.WATCHES,
                "r",
                watch,
                EventHeaders.of("id", Codec.type(new DeliveryDeadline("r", 1, START)), "/test", START));

        onlyDeadLetter(Topics.WATCHES);
    }

    @Test
    void buriesAWatchUnderAnotherRequestsKey() {
        bench.put(Topics.WATCHES, "other", watch("r", policy(SEND_FAILED)));
        bench.put(Topics.RESULTS, "r", result("r", Status.FAILED));

        assertThat(cause(onlyDeadLetter(Topics.WATCHES))).isEqualTo("the key is not the request's id");
        assertThat(bench.sms()).isEmpty();
    }

    @Test
    void buriesAResultWithoutAKey() {
        bench.put(Topics.RESULTS, null, result("r", Status.FAILED));

        onlyDeadLetter(Topics.RESULTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65, 100_000})
    void buriesARequestIdOfTheWrongLength(int length) {
        String id = "x".repeat(length);

        bench.put(Topics.RESULTS, id, result(id, Status.FAILED));

        onlyDeadLetter(Topics.RESULTS);
    }

    @Test
    void buriesAWatchThatIsTooLargeToBeKept() {
        bench.watch(watch("r", policy(SEND_FAILED).steps(Samples.sms("x".repeat(300_000)))));

        assertThat(cause(onlyDeadLetter(Topics.WATCHES))).isEqualTo("it is larger than any watch");
    }

    @Test
    void cutsARecordOfTheLargestSizeSoThatItsDeadLetterFits() {
        bench.put(Topics.RESULTS, "r", new byte[Topics.MAX_RECORD_BYTES - 100], new RecordHeaders());

        assertThat(onlyDeadLetter(Topics.RESULTS).value().length).isBetween(1, Topics.MAX_RECORD_BYTES - 10_000);
    }

    @Test
    void tellsOnlyWhereARecordIsWhoseKeyLeavesNoRoom() {
        bench.put(Topics.RESULTS, "k".repeat(Topics.MAX_RECORD_BYTES - 200), GARBAGE, new RecordHeaders());

        TestRecord<byte[], byte[]> letter = onlyDeadLetter(Topics.RESULTS);
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(cause(letter)).endsWith("too large for a dead letter, its bytes are where it was read");
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("0");
    }

    @Test
    void decidesByAPolicyThatNamesNoStep() {
        bench.watch(watch("r", policy(Set.of(SEND_FAILED), Map.of())));
        bench.result(result("r", Status.FAILED));

        assertThat(bench.sms()).isEmpty();
        assertThat(bench.count("tidings.fallback.decisions", "decision", "fallback_ended", "cause", "no_step"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void sendsNoSmsForARequestWhoseStoredStateCannotBeRead(byte[] bytes) {
        bench.restore("r", bytes);

        bench.watch(watch("r", policy(SEND_FAILED)));
        bench.result(result("r", Status.FAILED));

        assertThat(bench.sms()).isEmpty();
        assertThat(bench.count("tidings.fallback.unreadable")).isEqualTo(1);
        assertThat(bench.count("tidings.fallback.ignored", "cause", "state_lost"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void sendsNoSmsEitherWhereTheLossIsFoundWhileStatesAreForgotten(byte[] bytes) {
        bench.restore("r", bytes);
        bench.pass(Duration.ofDays(1));

        bench.watch(watch("r", policy(SEND_FAILED)));
        bench.result(result("r", Status.FAILED));

        assertThat(bench.sms()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void forgetsAStoredStateThatCannotBeReadARetentionAfterItWasFound(byte[] bytes) {
        bench.restore("r", bytes);

        bench.pass(Duration.ofDays(1));
        assertThat(bench.stored()).isEqualTo(1);

        bench.pass(FallbackState.RETENTION);

        assertThat(bench.stored()).isZero();
        assertThat(bench.count("tidings.fallback.unreadable")).isEqualTo(1);
    }

    static List<byte[]> unreadable() {
        return List.of(
                new byte[0],
                new byte[] {1},
                stored(9, new byte[0]),
                stored(2, GARBAGE),
                stored(1, new byte[30]),
                stored(3, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 'N', 'E', 'W'}),
                stored(3, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1}),
                stored(4, stored(2, new byte[0])));
    }

    private static byte[] stored(int kind, byte[] rest) {
        return ByteBuffer.allocate(9 + rest.length)
                .put((byte) kind)
                .putLong(START.toEpochMilli())
                .put(rest)
                .array();
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter(String topic) {
        var letters = bench.deadLetters();
        assertThat(letters).hasSize(1);
        assertThat(bench.count("tidings.dead.letters", "topic", topic)).isEqualTo(1);
        return letters.getFirst();
    }

    private static @Nullable String cause(TestRecord<byte[], byte[]> letter) {
        return EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE);
    }
}
