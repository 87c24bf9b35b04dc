package dev.tidings.testbed.bench.kit;

import dev.tidings.contract.Event;
import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Services as they ship, with a broker and, where one of them sends, a provider. */
public final class Pipeline implements Workplace.Subject {
    private static final String DISPATCHER = "dispatcher";

    /** All services. */
    public static final List<String> WHOLE = List.of("scheduler", DISPATCHER, "fallback");

    private static final URI NOBODY = URI.create("http://localhost:1");

    private final PipelineSetting setting;
    private final BrokerProcess broker;
    private final Map<String, ServiceProcess> services;
    private final @Nullable SimulatorProcess provider;
    private final Path folder;

    private Pipeline(
            PipelineSetting setting,
            BrokerProcess broker,
            Map<String, ServiceProcess> services,
            @Nullable SimulatorProcess provider,
            Path folder) {
        this.setting = setting;
        this.folder = folder;
        this.broker = broker;
        this.services = services;
        this.provider = provider;
    }

    /**
     * Starts all, and returns once they are ready.
     *
     * @param names of the services
     * @param catalog its entries, for a provider at that address
     */
    public static Pipeline start(
            PipelineSetting setting,
            List<String> names,
            Function<URI, List<Event>> catalog,
            InstantSource clock,
            Path folder) {
        BrokerProcess broker = BrokerProcess.start(
                BrokerConfig.inFolder(setting.installation().brokerLib(), folder, setting.broker()));
        Map<String, ServiceProcess> services = new LinkedHashMap<>();
        try {
            BrokerProcess.createTopics(broker.bootstrapServers(), setting.partitions(), (short) 1);
            for (String name : names) {
                services.put(name, service(setting, name, broker.bootstrapServers(), folder));
            }
            Pipeline pipeline =
                    new Pipeline(setting, broker, services, provider(setting, services, catalog, folder), folder);
            pipeline.startServices(catalog, clock);
            return pipeline;
        } catch (RuntimeException e) {
            services.values().forEach(ServiceProcess::close);
            broker.close();
            throw e;
        }
    }

    private static ServiceProcess service(PipelineSetting setting, String name, String bootstrapServers, Path folder) {
        Map<String, String> environment = new TreeMap<>();
        if (name.equals(DISPATCHER)) {
            environment.putAll(BenchSecrets.ofAccounts());
            environment.put("TIDINGS_EGRESS_ALLOW_INSECURE", "true");
        }
        return ServiceProcess.of(
                new ServiceProcess.Options(name, "bench-1", setting.jvm(), environment),
                setting.installation().root(),
                bootstrapServers,
                folder.resolve(name));
    }

    private static @Nullable SimulatorProcess provider(
            PipelineSetting setting,
            Map<String, ServiceProcess> services,
            Function<URI, List<Event>> catalog,
            Path folder) {
        ServiceProcess dispatcher = services.get(DISPATCHER);
        if (dispatcher == null) {
            return null;
        }
        List<String> webhooks =
                setting.receipts() ? List.of("--webhooks", "http://localhost:" + dispatcher.port()) : List.of();
        return SimulatorProcess.start(setting.installation().root(), folder, catalog, webhooks);
    }

    private void startServices(Function<URI, List<Event>> catalog, InstantSource clock) {
        try {
            CatalogLoader.load(bootstrapServers(), catalog.apply(provider == null ? NOBODY : provider.url()), clock);
            services.values().forEach(ServiceProcess::launch);
            services.values().forEach(ServiceProcess::awaitReady);
        } catch (RuntimeException e) {
            if (provider != null) {
                provider.close();
            }
            throw e;
        }
    }

    public PipelineSetting setting() {
        return setting;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Only where something is sent. */
    public SimulatorProcess provider() {
        return Objects.requireNonNull(provider, "nothing is sent");
    }

    /** CPU seconds so far, by process. */
    public Map<String, Double> cpu() {
        return each(pid -> Processes.cpuSeconds(List.of(pid)));
    }

    /** Resident memory in MB, by process. */
    public Map<String, Double> residentMb() {
        return each(pid -> Processes.residentMb(List.of(pid)));
    }

    /** Bytes that a service's state takes on the disk. */
    public long stateBytes(String service) {
        return Processes.diskBytes(folder.resolve(service).resolve("state"));
    }

    private Map<String, Double> each(LongToDoubleFunction figure) {
        Map<String, Double> figures = new LinkedHashMap<>();
        services.forEach((name, service) -> figures.put(name, figure.applyAsDouble(service.pid())));
        figures.put("broker", figure.applyAsDouble(broker.child().handle().pid()));
        if (provider != null) {
            figures.put("provider", figure.applyAsDouble(provider.pid()));
        }
        return figures;
    }

    /** Nothing of it is kept, so nothing has to end in good order. */
    @Override
    public void close() {
        services.values().stream().filter(ServiceProcess::runs).forEach(ServiceProcess::kill);
        if (provider != null) {
            provider.close();
        }
        broker.kill();
    }
}
