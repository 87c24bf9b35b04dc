package dev.tidings.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs one Kafka Streams topology for as long as the application runs: begins after the catalog has been read, puts a
 * new thread in a broken one's place, and waits for topics that are missing instead of ending silently. One of a process: its
 * meters have no label that would tell it from another.
 */
public final class StreamsRunner implements SmartLifecycle {
    /** After the catalog, which has a lower phase; before the web server, so that it also stops after that. */
    public static final int PHASE = 0;

    private final String name;
    private final Topology topology;
    private final KafkaSettings kafka;
    private final Pace pace;
    private final MeterRegistry meters;
    private final RestoreProgress restore;
    private volatile @Nullable StreamsRun run;

    /**
     * A runner, not started yet.
     *
     * @param name the application id: consumer group, folder of the state, prefix of internal topics
     */
    public StreamsRunner(String name, Topology topology, KafkaSettings kafka, Pace pace, MeterRegistry meters) {
        this.name = name;
        this.topology = topology;
        this.kafka = kafka;
        this.pace = pace;
        this.meters = meters;
        this.restore = new RestoreProgress(meters);
        Gauge.builder("tidings.streams.running", this, runner -> runner.isReady() ? 1 : 0)
                .description("1 while records are being processed")
                .register(meters);
        Gauge.builder("tidings.store.memory", kafka.storeMemory(), StoreMemory::used)
                .description("What all stores of the process use of the memory that is set aside for them")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
        Gauge.builder("tidings.store.memory.limit", kafka.storeMemory(), StoreMemory::limit)
                .description("What all stores of the process may use together")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
        Gauge.builder("tidings.streams.backlog", this, StreamsRunner::backlog)
                .description("Records that wait in the topics it reads, as of the last fetch of each partition")
                .register(meters);
    }

    public String name() {
        return name;
    }

    /** False when only a new process helps. */
    public boolean isAlive() {
        StreamsRun current = run;
        return current == null || current.isAlive();
    }

    /** Whether records are being processed. */
    public boolean isReady() {
        StreamsRun current = run;
        return current != null && current.isReady();
    }

    /**
     * The instances that advertise an address ({@link KafkaSettings#advertising}), each with its partitions of the store;
     * empty while this one does not know them.
     */
    public List<StoreHost> hosts(String store) {
        StreamsRun current = run;
        return current == null ? List.of() : StoreHosts.of(current.streams(), store);
    }

    /** The address of the instance whose partition of the store has the key; empty while it is not known. */
    public Optional<String> owner(String store, String key) {
        StreamsRun current = run;
        return current == null ? Optional.empty() : StoreHosts.owner(current.streams(), store, key);
    }

    private double backlog() {
        StreamsRun current = run;
        return current == null ? 0 : Backlog.of(current.streams().metrics());
    }

    /** Kafka Streams' state in its words, or what else there is to say. */
    String describe() {
        StreamsRun current = run;
        return current == null ? "not started" : current.describe();
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            StreamsRun started = new StreamsRun(name, this::newClient, kafka.whenClosed(), meters);
            started.begin();
            run = started;
        }
    }

    private KafkaStreams newClient() {
        restore.clear();
        StateFolder.check(kafka.stateFolder(name), StateFolder.LEAST_ROOM);
        StaleState.drop(kafka.stateFolder(name), InstantSource.system().instant(), KafkaSettings.STATE_TRUSTED);
        PacedClients clients = new PacedClients(pace, InstantSource.system(), this::admin);
        KafkaStreams streams = new KafkaStreams(topology, kafka.streams(name, pace), clients, new SteadyTime());
        streams.setGlobalStateRestoreListener(restore);
        return streams;
    }

    private Admin admin(Map<String, Object> settings) {
        return kafka.beginsAnew() ? Admin.create(settings) : new ChangelogGuard(settings, name);
    }

    @Override
    public synchronized void stop() {
        StreamsRun current = run;
        if (current != null) {
            current.end();
            run = null;
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
