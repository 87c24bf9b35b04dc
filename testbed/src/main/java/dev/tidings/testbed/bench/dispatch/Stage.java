package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.Event;
import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.local.process.Child;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.ProviderProcess;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import dev.tidings.testbed.bench.kit.Workplace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What one subject works with: a broker with all topics, a provider, and a catalog. Closing it ends the subject too. */
final class Stage implements Workplace.Subject {
    private final Setting setting;
    private final InstantSource clock;
    private final Path folder;
    private final BrokerProcess broker;
    private final ProviderProcess provider;
    private final int accounts;
    private final List<Child> children = new ArrayList<>();

    private Stage(
            Setting setting,
            InstantSource clock,
            Path folder,
            BrokerProcess broker,
            ProviderProcess provider,
            int accounts) {
        this.setting = setting;
        this.clock = clock;
        this.folder = folder;
        this.broker = broker;
        this.provider = provider;
        this.accounts = accounts;
    }

    /**
     * Starts one.
     *
     * @param accounts how many; together they may have as many calls under way as the dispatcher, in equal parts
     */
    static Stage start(Setting setting, InstantSource clock, int accounts, Path folder) {
        Path root = setting.installation().root();
        BrokerProcess broker = BrokerProcess.start(
                BrokerConfig.inFolder(setting.installation().brokerLib(), folder, setting.broker()));
        try {
            BrokerProcess.createTopics(broker.bootstrapServers(), setting.partitions(), (short) 1);
            ProviderProcess provider = ProviderProcess.start(root, folder);
            Stage stage = new Stage(setting, clock, folder, broker, provider, accounts);
            stage.declareAll();
            return stage;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Puts all accounts into the catalog, as they are at the start. */
    void declareAll() {
        declare(Accounts.catalog(accounts, provider.url(), Math.max(1, setting.inFlight() / accounts)));
    }

    /** Puts entries into the catalog, while it is in use too. */
    void declare(List<Event> entries) {
        CatalogLoader.load(bootstrapServers(), entries, clock);
    }

    Setting setting() {
        return setting;
    }

    Path folder() {
        return folder;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    ProviderProcess provider() {
        return provider;
    }

    /** Starts the dispatcher, and does not wait. */
    Child launchDispatcher() {
        return started(dispatcher("bench-1").launch());
    }

    /** A dispatcher that is not started yet. */
    ServiceProcess dispatcher(String instance) {
        return ServiceProcess.of(
                setting.dispatcher(instance, accounts), setting.installation().root(), bootstrapServers(), folder);
    }

    /** Ends with the stage. */
    Child started(Child child) {
        children.add(child);
        return child;
    }

    /** CPU seconds so far. */
    CpuLog.Used used(Child subject) {
        return new CpuLog.Used(
                cpu(subject.handle().pid()), cpu(broker.child().handle().pid()), cpu(provider.pid()));
    }

    private static double cpu(long pid) {
        return Processes.cpuSeconds(List.of(pid));
    }

    /** Nothing of it is kept, so nothing has to end in good order. */
    @Override
    public void close() {
        children.forEach(Child::kill);
        provider.close();
        broker.kill();
    }
}
