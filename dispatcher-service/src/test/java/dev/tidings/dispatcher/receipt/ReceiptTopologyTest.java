package dev.tidings.dispatcher.receipt;

import static dev.tidings.dispatcher.receipt.ReceiptStateTest.correlation;
import static dev.tidings.dispatcher.receipt.ReceiptStateTest.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.codec.Codec;
import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Status;
import dev.tidings.contract.TraceParent;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.StateVersionException;
import dev.tidings.runtime.TidingsProperties;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ReceiptTopologyTest {
    private static final byte[] KEY = "whatsapp/shop/r/1".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path state;

    private final Codec codec = Codec.singleObject();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.by(new OtelTracer(
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build()
                    .get("test"),
            new OtelCurrentTraceContext(),
            _ -> {}));
    private Instant now = ReceiptStateTest.NOW;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> in;
    private TestOutputTopic<byte[], byte[]> results;
    private TestOutputTopic<byte[], byte[]> holds;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start() {
        Properties settings = new KafkaSettings(new TidingsProperties("none:1", "0123456789abcdef-secret", state, "a"))
                .streams(ReceiptTopology.APPLICATION, PromptCommit.pace());
        ReceiptMetrics metrics = new ReceiptMetrics(meters);
        driver = new TopologyTestDriver(
                ReceiptTopology.of(() -> new ReceiptProcessor(
                        codec, PromptCommit.pace(), () -> now, new DeadLetters(meters), metrics, tracing)),
                settings,
                now);
        in = driver.createInputTopic(Topics.RECEIPTS, new ByteArraySerializer(), new ByteArraySerializer());
        results = driver.createOutputTopic(Topics.RESULTS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        holds = driver.createOutputTopic(Topics.HOLDS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        deadLetters =
                driver.createOutputTopic(Topics.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void pipe(Event event) {
        RecordHeaders headers = new RecordHeaders(
                EventHeaders.of("id", Codec.type(event), "/test", now).toArray());
        in.pipeInput(new TestRecord<>(KEY, codec.encode(Topics.RECEIPTS, event), headers));
    }

    private List<Status> statuses() {
        return results.readRecordsToList().stream()
                .map(found -> codec.decode(found.headers(), found.value()))
                .map(decoded -> ((DeliveryResult) ((Decoded.Known) decoded).event()).status())
                .toList();
    }

    private double counted(String outcome) {
        return meters.counter("tidings.receipts", "outcome", outcome).count();
    }

    /** It may come days later. */
    @Test
    void beginsATraceWithEachResultThatIsLinkedToTheAttempt() {
        TraceParent attempt = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        pipe(ReceiptStateTest.correlation(1, attempt));

        pipe(ReceiptStateTest.receipt(ReceiptKind.DELIVERED));

        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("receipt");
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(attempt.spanId()));
        assertThat(EventHeaders.traceParent(results.readRecord().headers()))
                .map(TraceParent::traceId)
                .contains(span.getTraceId());
    }

    @Test
    void publishesUnderTheRequestsId() {
        pipe(correlation(1));
        pipe(receipt(ReceiptKind.DELIVERED));
        TestRecord<byte[], byte[]> result = results.readRecord();
        assertThat(result.key()).asString(StandardCharsets.UTF_8).isEqualTo("r");
        assertThat(EventHeaders.text(result.headers(), EventHeaders.ID)).isEqualTo("r/1/1/DELIVERED");
        assertThat(counted("matched")).isEqualTo(1);
    }

    @Test
    void tellsHoldOfTheAttemptThatAReceiptConfirms() {
        pipe(ReceiptStateTest.uncertain(1));
        pipe(receipt(ReceiptKind.ACCEPTED));
        pipe(receipt(ReceiptKind.DELIVERED));

        TestRecord<byte[], byte[]> confirmed = holds.readRecord();
        assertThat(confirmed.key()).asString(StandardCharsets.UTF_8).isEqualTo("r");
        assertThat(((Decoded.Known) codec.decode(confirmed.headers(), confirmed.value())).event())
                .isInstanceOf(AttemptConfirmed.class);
        assertThat(holds.isEmpty()).isTrue();
        assertThat(statuses()).containsExactly(Status.DELIVERED);
        assertThat(counted("confirmed")).isEqualTo(1);
    }

    @Test
    void letsAnEarlyReceiptWait() {
        pipe(receipt(ReceiptKind.DELIVERED));
        assertThat(results.isEmpty()).isTrue();
        pipe(correlation(1));
        assertThat(statuses()).containsExactly(Status.DELIVERED);
        assertThat(counted("waiting")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void comesToTheSameEndInWhateverOrder(long seed) {
        List<Event> events = new ArrayList<>(List.of(
                correlation(1),
                receipt(ReceiptKind.DELIVERED),
                receipt(ReceiptKind.READ),
                receipt(ReceiptKind.DELIVERED),
                receipt(ReceiptKind.READ),
                correlation(1)));
        Collections.shuffle(events, new Random(seed));
        events.forEach(this::pipe);
        List<Status> statuses = statuses();
        assertThat(statuses).as("seed %d", seed).doesNotHaveDuplicates().endsWith(Status.READ);
    }

    @Test
    void buriesWhatCannotBeReadAndGoesOn(CapturedOutput log) {
        in.pipeInput(KEY, new byte[] {1, 2, 3});
        in.pipeInput(KEY, new byte[0]);
        pipe(ReceiptStateTest.correlation(1));
        pipe(receipt(ReceiptKind.READ));
        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.TOPIC)).isEqualTo(Topics.RECEIPTS);
        assertThat(meters.counter("tidings.dead.letters", "topic", Topics.RECEIPTS)
                        .count())
                .isEqualTo(2);
        assertThat(log.getOut().replace("\"", "")).contains("topic=tidings.receipts partition=0 offset=1 cause=");
        assertThat(statuses()).containsExactly(Status.READ);
    }

    @Test
    void cutsWhatWouldNotFitIntoADeadLetter() {
        in.pipeInput(KEY, new byte[Topics.MAX_RECORD_BYTES - 100]);
        assertThat(deadLetters.readRecord().value()).hasSizeLessThan(Topics.MAX_RECORD_BYTES - 10_000);
    }

    @Test
    void goesOnAfterARecordWithoutATimestamp() {
        Correlation correlation = correlation(1);
        RecordHeaders headers = new RecordHeaders(
                EventHeaders.of("id", Codec.type(correlation), "/test", now).toArray());
        ConsumerRecord<Object, Object> found = new ConsumerRecord<>(
                Topics.RECEIPTS,
                0,
                0,
                -1,
                TimestampType.CREATE_TIME,
                KEY.length,
                0,
                KEY,
                codec.encode(Topics.RECEIPTS, correlation),
                headers,
                Optional.empty());
        assertThat(ReceiptTopology.timestamp(found, 7)).isZero();
    }

    @Test
    void tellsOfEveryMessageThatAWatermarkCoversAndCountsWhatLeaves() {
        for (int number = 0; number <= Conversation.MOST_MESSAGES; number++) {
            pipe(ConversationTest.sent(number, number));
        }
        pipe(ConversationTest.upTo(ReceiptKind.READ, 150));
        pipe(ConversationTest.upTo(ReceiptKind.READ, 150));

        assertThat(statuses()).hasSize(150).containsOnly(Status.READ);
        assertThat(counted("left")).isEqualTo(1);
        assertThat(counted("repeated")).isEqualTo(1);
        assertThat(driver.getKeyValueStore(ReceiptTopology.STORE)
                        .get(Bytes.wrap(("messenger/shop/" + ConversationTest.KEY).getBytes(StandardCharsets.UTF_8))))
                .isNotNull();
    }

    private double waiting() {
        return meters.get("tidings.receipts.waiting").gauge().value();
    }

    @Test
    void showsWhatWaitsForItsSent() {
        assertThat(waiting()).isZero();
        pipe(receipt(ReceiptKind.DELIVERED));
        pipe(receipt(ReceiptKind.READ));
        pipe(receipt(ReceiptKind.READ));
        assertThat(waiting()).isEqualTo(2);

        pipe(correlation(1));

        assertThat(waiting()).isZero();
    }

    @Test
    void showsWhatWaitsAfterARestartToo() {
        pipe(receipt(ReceiptKind.DELIVERED));
        ReceiptMetrics another = new ReceiptMetrics(new SimpleMeterRegistry());
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReceiptTopology.STORE);
        ReceiptStates states = new ReceiptStates(store, another, () -> {});
        assertThat(another.waiting().sum()).isEqualTo(1);

        states.close();
        assertThat(another.waiting().sum()).isZero();
    }

    @Test
    void countsWhatHasWaitedInVain() {
        pipe(receipt(ReceiptKind.DELIVERED));
        pipe(receipt(ReceiptKind.READ));
        passTime(Duration.ofDays(6));
        assertThat(meters.get("tidings.receipts.unmatched").counter().count()).isZero();

        passTime(Duration.ofDays(1).plusHours(2));

        assertThat(meters.get("tidings.receipts.unmatched").counter().count()).isEqualTo(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void timesReceiptsFromWhenTheMessageWasSent() {
        pipe(correlation(1));
        now = now.plusSeconds(3);
        pipe(receipt(ReceiptKind.DELIVERED));
        now = now.plusSeconds(4);
        pipe(receipt(ReceiptKind.READ));

        assertThat(delay("delivered").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(delay("read").totalTime(TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(delay("undelivered").count()).isZero();
    }

    @Test
    void timesReceiptsOfAConversationToo() {
        pipe(ConversationTest.sent(1, 1));
        now = now.plusSeconds(10);
        pipe(ConversationTest.upTo(ReceiptKind.READ, 5));

        assertThat(delay("read").count()).isEqualTo(1);
    }

    private Timer delay(String status) {
        return meters.get("tidings.receipt.delay").tag("status", status).timer();
    }

    @Test
    void skipsATypeOfALaterVersion() {
        RecordHeaders headers = new RecordHeaders(
                EventHeaders.of("id", "dev.tidings.avro.Rumour", "/test", now).toArray());
        in.pipeInput(new TestRecord<>(KEY, new byte[] {1}, headers));
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(counted("skipped")).isEqualTo(1);
    }

    @Test
    void forgetsAfterSevenDaysAndNotBefore() {
        pipe(correlation(1));
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReceiptTopology.STORE);
        passTime(Duration.ofDays(6));
        assertThat(store.get(Bytes.wrap(KEY))).isNotNull();
        passTime(Duration.ofDays(1).plusHours(2));
        assertThat(store.get(Bytes.wrap(KEY))).isNull();
    }

    @Test
    void beginsAnewWhereAStateCannotBeReadAndCountsIt() {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReceiptTopology.STORE);
        store.put(Bytes.wrap(KEY), new byte[] {'?', 1, 2});

        pipe(correlation(1));
        pipe(receipt(ReceiptKind.DELIVERED));

        assertThat(statuses()).containsExactly(Status.DELIVERED);
        assertThat(counted("unreadable")).isEqualTo(1);
    }

    @Test
    void refusesAStateOfAnotherVersion() {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReceiptTopology.STORE);
        store.put(ReceiptStates.VERSION.key(), new byte[] {1});

        assertThatThrownBy(() -> new ReceiptStates(store, new ReceiptMetrics(meters), () -> {}))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the receipts' state is of version 1, and this service reads version 2:");
    }

    @Test
    void keepsTheVersionWhenItForgets() {
        pipe(correlation(1));
        passTime(Duration.ofDays(400));
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(ReceiptTopology.STORE);
        assertThat(store.get(Bytes.wrap(KEY))).isNull();
        assertThat(store.get(ReceiptStates.VERSION.key())).containsExactly(2);
    }

    private void passTime(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(ReceiptStates.STEP_EVERY);
    }
}
