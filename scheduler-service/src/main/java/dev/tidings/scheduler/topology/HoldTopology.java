package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.Pace;
import dev.tidings.runtime.StateVersion;
import dev.tidings.scheduler.intake.Intake;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The scheduler's topology: requests and holds in, one processor, and a sink for each topic that it writes. */
public final class HoldTopology {
    /** The Streams application id: consumer group, state folder, prefix of the changelogs. Never to be changed. */
    public static final String APPLICATION_ID = "tidings-scheduler";

    /** The logged store: whoever has its partition holds what is in there. */
    public static final String STORE = "hold";

    /** Where dead letters of what it knows of campaigns come from: apart, since none of them is a request. */
    static final String CAMPAIGNS = "hold-campaigns";

    static final String RESULTS = "results";
    static final String WATCHES = "watches";
    static final String DEADLINES = "deadlines";
    static final String DEAD_LETTERS = "dead-letters";
    static final String ORDERS = "orders";

    private static final String HOLD = "hold";
    /** Before every family. */
    static final StateVersion<Bytes> VERSION = new StateVersion<>("the hold's state", Bytes.wrap(new byte[] {0}), 6);

    private static final String REQUESTS = "requests";
    private static final String HOLDS = "holds";

    private HoldTopology() {}

    /** The topology, with what it shows of itself. */
    public static Topology build(Codec codec, Intake intake, Ticking ticking, Pace pace, Insight insight) {
        EntryStores stores = new EntryStores(STORE);
        HoldMetrics metrics = new HoldMetrics(insight);
        Ticking watched = ticking.watched(insight.meters());
        PendingGauges.register(insight, watched.clock());
        Topology topology = new Topology();
        source(topology, REQUESTS, Topics.REQUESTS);
        source(topology, HOLDS, Topics.HOLDS);
        topology.<byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []>addProcessor(
                HOLD,
                () -> new HoldProcessor(codec, intake, watched, pace, stores, metrics, insight.tracing()),
                REQUESTS,
                HOLDS);
        topology.addStateStore(store(stores), HOLD);
        for (Lane lane : Lane.values()) {
            sink(topology, sink(lane), lane.topic());
        }
        sink(topology, RESULTS, Topics.RESULTS);
        sink(topology, WATCHES, Topics.WATCHES);
        sink(topology, DEADLINES, Topics.DEADLINES);
        sink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS);
        toEveryPartition(topology, ORDERS, Topics.HOLDS);
        return topology;
    }

    static String sink(Lane lane) {
        return "lane-" + lane.id();
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                // A record without a valid time must not stop its partition, as the default would.
                (record, partitionTime) -> Math.max(0, record.timestamp()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), HOLD);
    }

    /** The requests of one campaign are in all partitions: each has to know what was ordered of it. */
    private static void toEveryPartition(Topology topology, String name, String topic) {
        StreamPartitioner<byte[], byte[]> all = (to, key, value, partitions) ->
                Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), all, HOLD);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(KafkaSettings.changelog());
    }
}
