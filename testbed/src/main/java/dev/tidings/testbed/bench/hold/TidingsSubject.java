package dev.tidings.testbed.bench.hold;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogFile;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.testbed.bench.kit.IntakeLag;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import dev.tidings.testbed.bench.kit.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tidings itself: a broker and the scheduler as it ships. */
final class TidingsSubject implements HoldSubject {
    /** To show all of its gauges costs a scheduler something, too. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Path folder;
    private final TidingsOptions options;
    private final InstantSource clock;
    private final BrokerProcess broker;
    private final List<SchedulerProcess> schedulers;
    private final Clients clients;

    private record Clients(LaneReader reader, Requests requests, IntakeLag lag) {
        void close() {
            requests.close();
            reader.close();
            lag.close();
        }
    }

    private TidingsSubject(
            Path folder, TidingsOptions options, InstantSource clock, BrokerProcess broker, Releases releases) {
        this.folder = folder;
        this.options = options;
        this.clock = clock;
        this.broker = broker;
        String servers = broker.bootstrapServers();
        BrokerProcess.createTopics(servers, options.partitions(), (short) 1);
        Path catalog = options.installation().sampleCatalog();
        // Nothing is sent, so nothing listens there.
        Map<String, String> variables = Map.of(CatalogFile.SIMULATOR_URL, "http://localhost:1");
        CatalogLoader.load(servers, CatalogFile.read(catalog, variables).entries(), clock);
        this.clients = new Clients(
                LaneReader.start(servers, releases),
                new Requests(servers, clock),
                new IntakeLag(IntakeLag.Intake.REQUESTS, servers, options.partitions(), Timeline.of(clock)));
        // One more than are started: for whoever measures what it is to add one.
        this.schedulers = IntStream.rangeClosed(1, options.instances() + 1)
                .mapToObj(number -> SchedulerProcess.of(options, servers, folder, number))
                .toList();
        schedulers.stream().limit(options.instances()).forEach(SchedulerProcess::start);
    }

    static TidingsSubject start(TidingsOptions options, InstantSource clock, Path folder, Releases releases) {
        BrokerProcess broker = BrokerProcess.start(
                BrokerConfig.inFolder(options.installation().brokerLib(), folder, BrokerConfig.Speed.LONG_RUN));
        try {
            return new TidingsSubject(folder, options, clock, broker, releases);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public void insert(Hold hold, Acknowledgement acknowledgement) {
        clients.requests().send(hold, acknowledgement);
    }

    @Override
    public boolean cancels() {
        return true;
    }

    @Override
    public void cancel(Hold hold, Acknowledgement acknowledgement) {
        clients.requests().cancel(hold, acknowledgement);
    }

    @Override
    public boolean awaitStored(Duration atMost) {
        return clients.lag().awaitNone(atMost);
    }

    @Override
    public boolean awaitStripped(Duration atMost) {
        Timeline timeline = Timeline.of(clock);
        long end = timeline.nanos() + atMost.toNanos();
        while (!schedulers.stream().filter(SchedulerProcess::runs).allMatch(SchedulerProcess::hasStripped)) {
            if (timeline.nanos() > end) {
                return false;
            }
            timeline.pause(BETWEEN_LOOKS);
        }
        return true;
    }

    @Override
    public Collection<Long> processes() {
        return Stream.concat(
                        Stream.of(broker.child().handle().pid()),
                        schedulers.stream().filter(SchedulerProcess::runs).map(SchedulerProcess::pid))
                .toList();
    }

    @Override
    public Path data() {
        return folder;
    }

    @Override
    public void kill() {
        schedulers.getFirst().kill();
    }

    @Override
    public void restart() {
        schedulers.getFirst().launch();
    }

    @Override
    public List<Instance> instances() {
        return List.copyOf(schedulers);
    }

    @Override
    public List<Path> changelogs() {
        return IntStream.range(0, options.partitions())
                .mapToObj(partition -> broker.logDir().resolve("tidings-scheduler-hold-changelog-" + partition))
                .toList();
    }

    /** The state, and the changelog that it is restored from. */
    @Override
    public List<Path> keptOfReleased() {
        return Stream.concat(Stream.of(ServiceProcess.state(folder)), changelogs().stream())
                .toList();
    }

    @Override
    public List<Baseline> baselines(int count) {
        double rate = BareProducer.rate(
                broker.bootstrapServers(), options.partitions(), count, Requests.samples(clock), Timeline.of(clock));
        return List.of(new Baseline("kafka-produce", rate));
    }

    @Override
    public void close() {
        clients.close();
        schedulers.forEach(SchedulerProcess::close);
        broker.close();
    }
}
