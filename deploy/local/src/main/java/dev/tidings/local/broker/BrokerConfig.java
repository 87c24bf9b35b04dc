package dev.tidings.local.broker;

import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a broker has its parts.
 *
 * @param libDir the broker's jars, a class path of its own: deploy/local/broker/target/lib
 * @param dataDir its data; made where it is missing, and kept
 * @param logFile its output
 * @param port where clients connect, on localhost
 * @param controllerPort where its controller listens, on localhost
 * @param speed what it is good at
 */
public record BrokerConfig(Path libDir, Path dataDir, Path logFile, int port, int controllerPort, Speed speed) {
    /** What a broker is good at; its virtual machine can't be good at both. */
    public enum Speed {
        /** It answers soon and leaves the processors to others: for trying out and for tests. */
        SOON_READY,
        /** It is fast once it is warm: for measuring. */
        LONG_RUN
    }

    /** Everything in one folder, on ports that are free now: for tests. */
    public static BrokerConfig inFolder(Path libDir, Path folder, Speed speed) {
        int[] ports = Ports.anyTwoFree();
        return new BrokerConfig(
                libDir, folder.resolve("kafka"), folder.resolve("broker.log"), ports[0], ports[1], speed);
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** The virtual machine of the broker itself. */
    Jvm jvm(List<String> options) {
        return switch (speed) {
            case SOON_READY -> Jvm.soonReady(libDir.resolveSibling("archives"), options);
            case LONG_RUN -> Jvm.with(options);
        };
    }

    Path logDir() {
        return dataDir.toAbsolutePath().resolve("log");
    }

    Path propertiesFile() {
        return dataDir.resolve("server.properties");
    }

    /** The broker's settings in the form of its properties file. */
    String properties() {
        Map<String, String> all = new TreeMap<>(ONE_NODE);
        all.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        all.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        all.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        all.put("log.dirs", logDir().toString());
        return all.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static final Map<String, String> ONE_NODE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A transaction that a killed service left open holds back every reader of committed records: look for
            // them every second and not every ten.
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            // A transaction's first records wait until the one before it is complete; asked again every 20 ms, it waits
            // for 20.
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
            Map.entry("log.retention.check.interval.ms", "60000"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"));
}
