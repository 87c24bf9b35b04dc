package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Event;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.TidingsProperties;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.HeldViews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without a broker, its time cranked by hand. */
final class Driver implements AutoCloseable {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final HeldViews held = new HeldViews();
    final Codec codec = Codec.singleObject();
    private final TopologyTestDriver driver;
    private Instant clock = Samples.NOON;
    private Duration passed = Duration.ZERO;
    private boolean closed;

    Driver(Path stateDir) {
        this(stateDir, Tracing.OFF);
    }

    Driver(Path stateDir, Tracing tracing) {
        Ticking ticking =
                new Ticking(2, 8, Duration.ofHours(1), () -> clock, () -> passed.toNanos(), Duration.ofHours(24));
        driver = new TopologyTestDriver(
                HoldTopology.build(codec, Samples.intake(), ticking, pace(), new Insight(meters, held, tracing)),
                settings(stateDir),
                clock);
    }

    /** As the service has them. */
    static Properties settings(Path stateDir) {
        return new KafkaSettings(new TidingsProperties("unused:9092", "0123456789abcdef-secret", stateDir, "a"))
                .streams(HoldTopology.APPLICATION_ID, pace());
    }

    private static Pace pace() {
        return Pace.onDemand(Duration.ofMillis(100), Duration.ofMillis(1));
    }

    /** The machine's clock alone. */
    void clockIsSetBy(Duration step) {
        clock = clock.plus(step);
    }

    void after(Duration time) {
        clock = clock.plus(time);
        passed = passed.plus(time);
        driver.advanceWallClockTime(time);
    }

    Driver in(String topic, String key, Event event) {
        return in(topic, key, event, headers(event));
    }

    Headers headers(Event event) {
        return EventHeaders.of("id", Codec.type(event), "/test", clock);
    }

    Driver in(String topic, String key, Event event, Headers headers) {
        return raw(topic, key.getBytes(StandardCharsets.UTF_8), codec.encode(topic, event), headers);
    }

    Driver raw(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, new RecordHeaders(headers), clock));
        return this;
    }

    /** What is put here is stored as it is. */
    KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(HoldTopology.STORE);
    }

    List<TestRecord<byte[], byte[]>> out(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    Event event(TestRecord<byte[], byte[]> out) {
        if (codec.decode(out.headers(), out.value()) instanceof Decoded.Known(Event event)) {
            return event;
        }
        throw new AssertionError("what was written cannot be read");
    }

    <T extends Event> List<T> events(String topic, Class<T> type) {
        return out(topic).stream().map(this::event).map(type::cast).toList();
    }

    double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            driver.close();
        }
    }
}
