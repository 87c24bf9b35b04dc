package dev.tidings.runtime;

import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka settings that the services share, each with why it is not left to its default. Each call gives a fresh copy.
 *
 * @see <a href="file:deploy/decisions/003-runtime-module.md">decision 003</a>
 */
public final class KafkaSettings {
    /** A dead member's partitions move after this long: the pause that a crash makes. */
    static final Duration SESSION = Duration.ofSeconds(6);

    /**
     * So long after a heartbeat was sent that was answered, a member's partitions are surely its own. Half a second less than the
     * session: between who asks, and what he then does, some time passes.
     */
    public static final Duration SURELY_A_MEMBER = SESSION.minusMillis(500);

    /** Half as long as a changelog keeps deletions, so that reading it may take as long again. */
    static final Duration STATE_TRUSTED = Duration.ofHours(3);

    /** A third of the session, as Kafka advises: two beats may be lost. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /**
     * An open transaction of a crashed instance holds back every read_committed reader until this ends it. By then its partitions are
     * another's, which can't be heard before; and who stood still for so long, and not crashed, has lost them as well.
     */
    private static final Duration TRANSACTION = SESSION;

    /** Half of 64 partitions: what a second instance takes over from the first, and more than what a third does. */
    private static final int WARM_UPS = 32;

    /** How soon a partition moves when its state is there: Kafka Streams allows for no less. */
    private static final Duration WARM_UPS_LOOKED_AT = Duration.ofMinutes(1);

    private final TidingsProperties properties;
    private final StreamsProperties streams;
    private final StoreMemory storeMemory;
    private final Optional<String> address;
    private final TopicOrder order;
    private final Intake intake;

    public KafkaSettings(TidingsProperties properties, StreamsProperties streams) {
        this(
                properties,
                streams,
                new StoreMemory(streams.storeMemory().toBytes()),
                Optional.empty(),
                TopicOrder.NONE,
                Intake.AT_ONCE);
    }

    private KafkaSettings(
            TidingsProperties properties,
            StreamsProperties streams,
            StoreMemory storeMemory,
            Optional<String> address,
            TopicOrder order,
            Intake intake) {
        this.properties = properties;
        this.streams = streams;
        this.storeMemory = storeMemory;
        this.address = address;
        this.order = order;
        this.intake = intake;
    }

    /** In which order a task takes the records of its topics. */
    private enum TopicOrder {
        /** As they come: none waits for another. */
        NONE(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED),
        /** The oldest of all that the broker has. */
        OF_TIME(0);

        private final long idleMillis;

        TopicOrder(long idleMillis) {
            this.idleMillis = idleMillis;
        }
    }

    /** When a broker that is asked for an application's records answers. */
    private enum Intake {
        /** As soon as there is one, as is usual. */
        AT_ONCE(1, 500),
        /** When there are some hundreds, or soon. */
        GATHERED(64 * 1024, 50);

        private final int bytes;
        private final int withinMillis;

        Intake(int bytes, int withinMillis) {
            this.bytes = bytes;
            this.withinMillis = withinMillis;
        }
    }

    /** With the defaults of {@link StreamsProperties}. */
    public KafkaSettings(TidingsProperties properties) {
        this(properties, StreamsProperties.defaults());
    }

    /**
     * The same, for an instance that the others of its service can ask what is in its stores.
     *
     * @param reachedAt where they reach it, host:port
     */
    public KafkaSettings advertising(String reachedAt) {
        return new KafkaSettings(properties, streams, storeMemory, Optional.of(reachedAt), order, intake);
    }

    /**
     * The same, for an application whose topics are about one another: what the broker has of all of them is taken in the order of
     * its time stamps. While a topic's partition cannot be read, the others of its task wait.
     */
    public KafkaSettings inOrderOfTime() {
        return new KafkaSettings(properties, streams, storeMemory, address, TopicOrder.OF_TIME, intake);
    }

    /**
     * The same, for an application whose records can be a twentieth of a second late: a fetch, and the turn of the thread that it
     * leads to, cost as much as dozens of records do.
     */
    public KafkaSettings gathered() {
        return new KafkaSettings(properties, streams, storeMemory, address, order, Intake.GATHERED);
    }

    /** For a producer whose records are acknowledged by all in-sync replicas, written once and in order. */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> settings = client(clientId);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        // Both are defaults, yet a conflicting setting would turn idempotence off silently: said, it is refused.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // Kafka 4's default of 5 ms is a wait of its own on each of a send's acknowledged steps.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // What is larger is refused here, with a clear exception, and not by the broker.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        // A full buffer must be felt soon, so that intake stops, and not hold a thread for a minute.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(Duration.ofSeconds(10)));
        return settings;
    }

    /** For a static member of a group that commits by itself, reads committed records only, and starts at the start. */
    public Map<String, Object> consumer(String groupId, String clientId) {
        Map<String, Object> settings = reader(clientId);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        settings.putAll(membership());
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, clientId + "-" + properties.instanceId());
        // Only what moves is taken away at a rebalance: the other partitions' windows keep running.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        return settings;
    }

    /** For a reader without a group, which says itself where it reads: committed records only, from the start. */
    public Map<String, Object> reader(String clientId) {
        Map<String, Object> settings = client(clientId);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // An offset may be committed only after its work is done, which the client cannot know.
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A new installation must not skip what was published before its first start.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Topics are declared by one command; a reader that makes them would make them with wrong settings.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    /** For an admin client that gives up after this long. */
    public Map<String, Object> admin(String clientId, Duration patience) {
        Map<String, Object> settings = client(clientId);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(patience));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(patience));
        return settings;
    }

    /** For an exactly-once Kafka Streams application with keys and values in bytes. */
    public Properties streams(String applicationId, Pace pace) {
        Properties settings = new Properties();
        settings.putAll(client(applicationId));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        // Kafka Streams locks its folder, so each instance on a machine needs its own.
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir().toString());
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pace.commitEvery().toMillis());
        settings.put(StreamsConfig.POLL_MS_CONFIG, pace.longestWait().toMillis());
        // With the default a task waits, whenever one of its topics is empty, to hear from the broker that it is.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, order.idleMillis);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbys());
        // A partition moves to a new instance when its state is read there, and so many are read at a time. With the
        // default of two every ten minutes, a new one would take up its part of 64 partitions in hours.
        settings.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, WARM_UPS);
        settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, WARM_UPS_LOOKED_AT.toMillis());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, streams.replicationFactor());
        // Every commit flushes the cache, and there are dozens a second: it would cost copies and save nothing.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // RocksDB alone would take 50 MB of cache and 48 MB of write buffers for each store of each partition.
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(StoreMemory.SETTING, storeMemory);
        // Of the changelogs: what a store has no more is gone from them by then, once something is written after it.
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG),
                streams.compactWithin().toMillis());
        address.ifPresent(reachedAt -> settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, reachedAt));
        streamsClients(settings, applicationId);
        return settings;
    }

    private Path stateDir() {
        return properties.stateDir().resolve(properties.instanceId());
    }

    /** What all stores of the process share. */
    StoreMemory storeMemory() {
        return storeMemory;
    }

    /** Whether a changelog that is gone is replaced by an empty one. */
    boolean beginsAnew() {
        return streams.beginAnew();
    }

    /** Where Kafka Streams keeps what an application stores. */
    Path stateFolder(String applicationId) {
        return stateDir().resolve(applicationId);
    }

    /**
     * For the changelog topic of a store. Restoring reads all of it: it has to grow with what is stored, and not with what
     * has passed.
     */
    public static Map<String, String> changelog() {
        return Map.of(
                // The last segment is never compacted, and the broker's has 1 GB.
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(32 * 1024 * 1024),
                // Nor would it be while it is filled slowly, for a week.
                TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Duration.ofMinutes(10).toMillis()),
                // By default it is compacted only when half of it was written since the last time.
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
                // An instance that comes back with its folder within half of that learns of every deletion.
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        Long.toString(STATE_TRUSTED.multipliedBy(2).toMillis()));
    }

    /**
     * Whether one that is stopped leaves its group. Where another has a copy of its state, that one goes on at once, instead of
     * when the session has ended. Where none has, its place is kept: it is mostly a restart, and any other would have to read
     * all of its state first.
     */
    GroupMembershipOperation whenClosed() {
        return streams.standbys() > 0 ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP;
    }

    private void streamsClients(Properties settings, String applicationId) {
        // The streams protocol of Kafka 4.2 has neither static membership nor warm-ups.
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        membership().forEach((name, value) -> settings.put(StreamsConfig.mainConsumerPrefix(name), value));
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                applicationId + "-" + properties.instanceId());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), intake.bytes);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), intake.withinMillis);
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(TRANSACTION.toMillis()));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        // The commit sends what there is. Sent before, each small request would have its partitions added to the
        // transaction on their own: a round between brokers and a record of the coordinator each time.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        // A transaction that comes while a busy broker still completes the one before is told to ask again. With the
        // usual 100 ms, all that is released with it is late by as much. It doubles with each time, up to a second.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 5);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    /** Static membership: a restart within the session takes its partitions back without a rebalance. */
    private static Map<String, Object> membership() {
        return Map.of(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT),
                // A thread that is stuck for a minute is stuck: its partitions go to another instance.
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(Duration.ofMinutes(1)));
    }

    private Map<String, Object> client(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId + "-" + properties.instanceId());
        // Metrics are read at /actuator/prometheus; nothing is pushed to the broker.
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
