package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.TidingsProperties;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology on Kafka Streams' test driver, with a clock that is cranked by hand. */
final class Bench implements AutoCloseable {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final Codec codec = Codec.singleObject();
    private final StateFormat format = new StateFormat();
    private final TopologyTestDriver driver;
    private final TestOutputTopic<byte[], byte[]> sms;
    private final TestOutputTopic<byte[], byte[]> high;
    private final TestOutputTopic<byte[], byte[]> holds;
    private final TestOutputTopic<byte[], byte[]> results;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final AtomicReference<SmsService> catalog;
    private Instant now = Samples.START;

    /** With SMS for everybody. */
    Bench(Path stateDir) {
        this(stateDir, new SmsService("*", true, null), 1, PromptCommit.pace());
    }

    Bench(Path stateDir, SmsService smsService, int partitions, Pace pace) {
        this(stateDir, smsService, partitions, pace, Tracing.OFF);
    }

    Bench(Path stateDir, SmsService smsService, int partitions, Pace pace, Tracing tracing) {
        catalog = new AtomicReference<>(smsService);
        Properties settings = new KafkaSettings(
                        new TidingsProperties("none:1", "0123456789abcdef-secret", stateDir, "a"))
                .streams(FallbackTopology.APPLICATION, pace);
        driver = new TopologyTestDriver(
                FallbackTopology.of(
                        pace,
                        () -> now,
                        codec,
                        new Caps(new SmsCatalog(catalog::get), () -> partitions),
                        new Insight(meters, tracing)),
                settings,
                now);
        sms = output(Lane.SMS.topic());
        high = output(Lane.HIGH.topic());
        holds = output(Topics.HOLDS);
        results = output(Topics.RESULTS);
        deadLetters = output(Topics.DEAD_LETTERS);
    }

    void watch(FallbackWatch watch) {
        put(Topics.WATCHES, watch.requestId(), watch);
    }

    /** As it stands in its topic since that time. */
    void watch(FallbackWatch watch, Instant releasedAt) {
        Headers headers = EventHeaders.of("id", Codec.type(watch), "/test", releasedAt);
        pipe(Topics.WATCHES, watch.requestId(), codec.encode(Topics.WATCHES, watch), headers, releasedAt);
    }

    void result(DeliveryResult result) {
        put(Topics.RESULTS, result.requestId(), result);
    }

    void put(String topic, @Nullable String key, Event event) {
        put(topic, key, codec.encode(topic, event), headers(event));
    }

    Headers headers(Event event) {
        return EventHeaders.of("id", Codec.type(event), "/test", now);
    }

    void put(String topic, @Nullable String key, byte @Nullable [] value, Headers headers) {
        pipe(topic, key, value, headers, now);
    }

    private void pipe(String topic, @Nullable String key, byte @Nullable [] value, Headers headers, Instant at) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        byte @Nullable [] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        input.pipeInput(new TestRecord<>(keyBytes, value, headers, at));
    }

    /** Time passes at once: what is to be done regularly is done at the end of it. */
    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** The step that just went out was sent. */
    void sent(String requestId, int step) {
        result(Samples.due(Samples.result(requestId, step, Status.SENT, null), now, now));
    }

    /** Hold answers all that it was asked for; how many. */
    int pass() {
        List<DeadlineHold> asked = deadlines();
        asked.forEach(hold -> {
            if (hold.dueAt().isAfter(now)) {
                now = hold.dueAt();
            }
            put(Topics.DEADLINES, hold.requestId(), new DeliveryDeadline(hold.requestId(), hold.step(), hold.dueAt()));
        });
        return asked.size();
    }

    List<DeadlineHold> deadlines() {
        return holds.readRecordsToList().stream()
                .map(record -> (DeadlineHold) event(record))
                .toList();
    }

    /** What went into the lane of high priority. */
    List<SendTask> chats() {
        return high.readRecordsToList().stream()
                .map(record -> (SendTask) event(record))
                .toList();
    }

    /** Somebody changes what the catalog says about SMS. */
    void change(SmsService smsService) {
        catalog.set(smsService);
    }

    List<TestRecord<byte[], byte[]>> smsRecords() {
        return sms.readRecordsToList();
    }

    List<SendTask> sms() {
        return smsRecords().stream().map(record -> (SendTask) event(record)).toList();
    }

    List<TestRecord<byte[], byte[]>> resultRecords() {
        return results.readRecordsToList();
    }

    List<DeliveryResult> decisions() {
        return resultRecords().stream()
                .map(record -> (DeliveryResult) event(record))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    KeyValueStore<String, byte[]> spending() {
        return driver.getKeyValueStore(FallbackTopology.SPENDING);
    }

    KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(FallbackTopology.STORE);
    }

    /** Puts a state straight into the store: as after a restore, nobody else is told of it. */
    void restore(String requestId, FallbackState.Kept state) {
        store().put(requestId, format.write(state));
    }

    /** Puts bytes into the store that this version did not write. */
    void restore(String requestId, byte[] bytes) {
        store().put(requestId, bytes);
    }

    /** How many states are stored. */
    long stored() {
        long entries = 0;
        try (KeyValueIterator<String, byte[]> all = store().all()) {
            while (all.hasNext()) {
                entries += all.next().key.equals(Requests.VERSION.key()) ? 0 : 1;
            }
        }
        return entries;
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    double count(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Event event(TestRecord<byte[], byte[]> record) {
        if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known(Event event)) {
            return event;
        }
        throw new AssertionError("not an event");
    }
}
