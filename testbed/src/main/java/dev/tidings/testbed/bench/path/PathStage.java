package dev.tidings.testbed.bench.path;

import dev.tidings.contract.Event;
import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.BenchSecrets;
import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import dev.tidings.testbed.bench.kit.SimulatorProcess;
import dev.tidings.testbed.bench.kit.Workplace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All services as they ship, with a broker and a provider. */
final class PathStage implements Workplace.Subject {
    private static final String DISPATCHER = "dispatcher";
    private static final List<String> SERVICES = List.of("scheduler", DISPATCHER, "fallback");

    private final Setting setting;
    private final BrokerProcess broker;
    private final Map<String, ServiceProcess> services;
    private final SimulatorProcess provider;

    private PathStage(
            Setting setting, BrokerProcess broker, Map<String, ServiceProcess> services, SimulatorProcess provider) {
        this.setting = setting;
        this.broker = broker;
        this.services = services;
        this.provider = provider;
    }

    /** Starts all, and returns once they are ready. */
    static PathStage start(Setting setting, InstantSource clock, Path folder) {
        Path root = setting.installation().root();
        BrokerProcess broker = BrokerProcess.start(
                BrokerConfig.inFolder(setting.installation().brokerLib(), folder, setting.broker()));
        Map<String, ServiceProcess> services = new LinkedHashMap<>();
        try {
            BrokerProcess.createTopics(broker.bootstrapServers(), setting.partitions(), (short) 1);
            for (String service : SERVICES) {
                services.put(service, service(setting, service, broker.bootstrapServers(), folder));
            }
            SimulatorProcess provider = SimulatorProcess.start(root, folder, setting.accounts(), webhook(setting, services));
            PathStage stage = new PathStage(setting, broker, services, provider);
            stage.startServices(clock);
            return stage;
        } catch (RuntimeException e) {
            services.values().forEach(ServiceProcess::close);
            broker.close();
            throw e;
        }
    }

    private static ServiceProcess service(Setting setting, String service, String bootstrapServers, Path folder) {
        Map<String, String> environment = new TreeMap<>();
        if (service.equals(DISPATCHER)) {
            environment.putAll(BenchSecrets.ofAccounts());
            environment.put("TIDINGS_EGRESS_ALLOW_INSECURE", "true");
        }
        return ServiceProcess.of(
                new ServiceProcess.Options(service, "bench-1", setting.jvm(), environment),
                setting.installation().root(),
                bootstrapServers,
                folder.resolve(service));
    }

    private static List<String> webhook(Setting setting, Map<String, ServiceProcess> services) {
        ServiceProcess dispatcher = services.get(DISPATCHER);
        return setting.receipts() && dispatcher != null
                ? List.of("--webhooks", "http://localhost:" + dispatcher.port())
                : List.of();
    }

    private void startServices(InstantSource clock) {
        try {
            CatalogLoader.load(bootstrapServers(), accounts(), clock);
            services.values().forEach(ServiceProcess::launch);
            services.values().forEach(ServiceProcess::awaitReady);
        } catch (RuntimeException e) {
            provider.close();
            throw e;
        }
    }

    /** So many that each instance may have all its calls under way at one of them. */
    private List<Event> accounts() {
        return Accounts.catalog(setting.accounts(), provider.url(), Accounts.NO_LIMIT);
    }

    Setting setting() {
        return setting;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    SimulatorProcess provider() {
        return provider;
    }

    /** CPU seconds so far, by process. */
    Map<String, Double> cpu() {
        return each(pid -> Processes.cpuSeconds(List.of(pid)));
    }

    /** Resident memory in MB, by process. */
    Map<String, Double> residentMb() {
        return each(pid -> Processes.residentMb(List.of(pid)));
    }

    private Map<String, Double> each(java.util.function.LongToDoubleFunction figure) {
        Map<String, Double> figures = new LinkedHashMap<>();
        services.forEach((name, service) -> figures.put(name, figure.applyAsDouble(service.pid())));
        figures.put("broker", figure.applyAsDouble(broker.child().handle().pid()));
        figures.put("provider", figure.applyAsDouble(provider.pid()));
        return figures;
    }

    /** Nothing of it is kept, so nothing has to end in good order. */
    @Override
    public void close() {
        services.values().stream().filter(ServiceProcess::runs).forEach(ServiceProcess::kill);
        provider.close();
        broker.kill();
    }
}
