package dev.tidings.testbed.endtoend;

import dev.tidings.contract.Event;
import dev.tidings.local.declare.CatalogFile;
import dev.tidings.testbed.broker.Journal;
import dev.tidings.testbed.simulator.AccountsFile;
import dev.tidings.testbed.simulator.Simulator;
import dev.tidings.testbed.simulator.SimulatorClient;
import dev.tidings.testbed.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider beside the installation's own, with accounts that nobody else sends from. Until it is started nobody listens at its
 * address: it is down.
 */
final class OtherProvider implements AutoCloseable {
    private final LocalInstallation tidings;
    private final Path accounts;
    private final int port;
    private final SimulatorClient client;
    private @Nullable Simulator simulator;

    /** @param text its accounts, as a catalog file has them */
    OtherProvider(LocalInstallation tidings, Path folder, int port, String text) throws IOException {
        this.tidings = tidings;
        this.port = port;
        accounts = Files.writeString(folder.resolve("accounts-" + port + ".json"), text);
        client = new SimulatorClient(URI.create(url()));
    }

    private String url() {
        return "http://localhost:" + port;
    }

    /** What the catalog has to say of it. */
    List<Event> catalog() {
        return CatalogFile.read(accounts, Map.of(CatalogFile.SIMULATOR_URL, url()))
                .entries();
    }

    void start() throws IOException {
        SimulatorOptions options =
                SimulatorOptions.onAnyPort(AccountsFile.read(accounts, tidings.webhooks(), tidings.secretsByName()));
        simulator = Simulator.start(options.at(port), InstantSource.system());
    }

    Journal journal() {
        return new Journal(client);
    }

    @Override
    public void close() {
        client.close();
        Simulator started = simulator;
        if (started != null) {
            started.close();
        }
    }
}
