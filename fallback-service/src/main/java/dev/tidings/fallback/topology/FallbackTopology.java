package dev.tidings.fallback.topology;

import dev.tidings.codec.Codec;
import dev.tidings.runtime.BoundedStores;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** One source of three topics, one processor with two stores, and a sink for each thing that can leave. */
public final class FallbackTopology {
    /** Kafka Streams' application id, and with it the consumer group. */
    public static final String APPLICATION = "tidings-fallback";

    static final String STORE = "requests";
    static final String CHANGELOG = APPLICATION + "-" + STORE + "-changelog";
    static final String SPENDING = "spending";
    static final String HOLD_SINK = "holds";
    static final String RESULT_SINK = "decisions";
    static final String DEAD_LETTER_SINK = "dead-letters";

    private static final String SOURCE = "events";
    private static final String PROCESSOR = "plan";

    private FallbackTopology() {}

    /**
     * The topology, with pace and time, the topics' wire format and where it shows itself given.
     *
     * @param caps what is asked about a tenant's SMS
     */
    public static Topology of(Pace pace, InstantSource clock, Codec codec, Caps caps, Insight insight) {
        FallbackMetrics metrics = new FallbackMetrics(insight.meters(), clock);
        Topology topology = new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        SOURCE,
                        // A record without a time stamp would be dropped or stop the partition. So it is the oldest of
                        // all.
                        (from, partitionTime) -> Math.max(0, from.timestamp()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topics.RESULTS,
                        Topics.WATCHES,
                        Topics.DEADLINES)
                .addProcessor(PROCESSOR, new Supplier(pace, clock, codec, caps, metrics, insight.tracing()), SOURCE);
        for (Lane lane : Lane.values()) {
            sink(topology, lane.id(), lane.topic());
        }
        sink(topology, HOLD_SINK, Topics.HOLDS);
        sink(topology, RESULT_SINK, Topics.RESULTS);
        sink(topology, DEAD_LETTER_SINK, Topics.DEAD_LETTERS);
        return topology;
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(BoundedStores.named(name), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(KafkaSettings.changelog());
    }

    private record Supplier(
            Pace pace, InstantSource clock, Codec codec, Caps caps, FallbackMetrics metrics, Tracing tracing)
            implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new PlanProcessor(
                    context -> new DecideFallback(context, pace, clock, codec, caps, metrics, tracing));
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(store(STORE), store(SPENDING));
        }
    }
}
