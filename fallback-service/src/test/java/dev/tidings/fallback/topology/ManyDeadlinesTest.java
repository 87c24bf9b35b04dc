package dev.tidings.fallback.topology;

import static dev.tidings.contract.FallbackTrigger.UNDELIVERED;
import static dev.tidings.fallback.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.SmsService;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.plan.Evidence;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Finding;
import dev.tidings.fallback.plan.Leg;
import dev.tidings.fallback.plan.Report;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/**
 * So many deadlines in the same second, on a store in memory: Kafka Streams' test driver flushes RocksDB after each record, and
 * would take minutes for them.
 */
class ManyDeadlinesTest {
    private static final int MANY = 20_000;
    private static final Instant DUE = START.plus(Duration.ofMinutes(5));

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final Codec codec = Codec.singleObject();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Each record is one step, and makes one decision: none waits for a tick, and none looks at more than its own state. */
    @Test
    void decidesEachInItsOwnStep() {
        KeyValueStore<String, byte[]> requests = store(FallbackTopology.STORE);
        store(FallbackTopology.SPENDING);
        DecideFallback decide = new DecideFallback(
                context,
                PromptCommit.pace(),
                () -> DUE,
                codec,
                new Caps(new SmsCatalog(() -> new SmsService("*", true, null)), () -> 1),
                new FallbackMetrics(meters, () -> DUE),
                Tracing.OFF);
        int series = meters.getMeters().size();
        StateFormat format = new StateFormat();
        for (int i = 0; i < MANY; i++) {
            requests.put("r" + i, format.write(waiting("r" + i)));
        }
        context.setRecordMetadata(Topics.DEADLINES, 0, 0);

        for (int i = 0; i < MANY; i++) {
            decide.process(deadline("r" + i));
        }

        assertThat(context.forwarded(Lane.SMS.id())).hasSize(MANY);
        assertThat(context.forwarded(FallbackTopology.RESULT_SINK)).hasSize(MANY);
        assertThat(meters.getMeters()).as("series").hasSize(series);
    }

    private static FallbackState.Kept waiting(String id) {
        Report sent = new Report(1, Finding.SENT, 1, null, START, START);
        return new FallbackState.Watching(
                Samples.watch(id, Samples.policy(UNDELIVERED).after(Duration.ofMinutes(5))),
                List.of(new Leg(START, new Evidence(sent, null, null), DUE)),
                DUE.plus(FallbackState.RETENTION));
    }

    private Record<byte[], byte[]> deadline(String id) {
        DeliveryDeadline deadline = new DeliveryDeadline(id, 1, DUE);
        return new Record<>(
                id.getBytes(StandardCharsets.UTF_8),
                codec.encode(Topics.DEADLINES, deadline),
                DUE.toEpochMilli(),
                EventHeaders.of(id, Codec.type(deadline), "/test", DUE));
    }

    private KeyValueStore<String, byte[]> store(String name) {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }
}
