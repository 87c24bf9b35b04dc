package dev.tidings.testbed.peers.rocketmq;

import dev.tidings.testbed.bench.hold.Acknowledgement;
import dev.tidings.testbed.bench.hold.Hold;
import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.Releases;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/** Servers, a producer and a consumer. */
final class RocketSubject implements HoldSubject {
    private final TimerStore store;
    private final Path folder;
    private final RocketServers servers;
    private final RocketClient client;

    private RocketSubject(TimerStore store, Path folder, RocketServers servers, RocketClient client) {
        this.store = store;
        this.folder = folder;
        this.servers = servers;
        this.client = client;
    }

    static HoldSubject start(TimerStore store, Path folder, Releases releases) {
        // Read once, when the client's classes are loaded.
        System.setProperty(
                "rocketmq.client.logRoot", folder.resolve("home/client").toString());
        System.setProperty("rocketmq.client.logLevel", "ERROR");
        // It prints how it sets up its logging, at length. The benchmark has the terminal's stream already.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        RocketServers servers = RocketServers.start(folder, store);
        try {
            return new RocketSubject(store, folder, servers, RocketClient.connect(servers, releases));
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    @Override
    public void insert(Hold hold, Acknowledgement acknowledgement) {
        client.send(hold, acknowledgement);
    }

    @Override
    public boolean cancels() {
        return true;
    }

    @Override
    public void cancel(Hold hold, Acknowledgement acknowledgement) {
        client.recall(hold, acknowledgement);
    }

    @Override
    public boolean awaitStored(Duration atMost) {
        return switch (store) {
            case WHEEL -> client.awaitTimerStore(atMost);
            // It does not tell how far it is; what is acknowledged is in the log that it reads.
            case ROCKSDB -> true;
        };
    }

    @Override
    public Collection<Long> processes() {
        return servers.processes();
    }

    @Override
    public Path data() {
        return folder.resolve("data");
    }

    @Override
    public void kill() {
        servers.killBroker();
    }

    @Override
    public void restart() {
        servers.restartBroker();
    }

    @Override
    public void close() {
        client.close();
        servers.close();
    }
}
