package dev.tidings.testbed.peers.artemis;

import java.io.File;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The broker as a process: folder and port are its arguments. */
public final class ArtemisServer {
    static final String QUEUE = "hold";

    private ArtemisServer() {}

    /** Runs until it is told to stop. */
    public static void main(String[] args) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration(Path.of(args[0]), Integer.parseInt(args[1])));
        broker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
    }

    private static ConfigurationImpl configuration(Path folder, int port) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setBrokerInstance(folder.toFile());
        configuration.setJournalDirectory(new File(folder.toFile(), "journal").getPath());
        configuration.setBindingsDirectory(new File(folder.toFile(), "bindings").getPath());
        configuration.setLargeMessagesDirectory(new File(folder.toFile(), "large").getPath());
        configuration.setPagingDirectory(new File(folder.toFile(), "paging").getPath());
        configuration.setSecurityEnabled(false);
        configuration.setPersistenceEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        // Like Kafka's acks=all on one broker: what the page cache has survives the process.
        configuration.setJournalDatasync(false);
        configuration.addAcceptorConfiguration("local", "tcp://127.0.0.1:" + port);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setMaxSizeBytes(-1)
                        .setMaxDeliveryAttempts(-1)
                        .setAutoCreateQueues(false)
                        .setAutoCreateAddresses(false));
        configuration.setMaxDiskUsage(-1);
        // Half of the heap by default, and from there on what comes is paged, which may be due before it is read again.
        configuration.setGlobalMaxSize(-1);
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(QUEUE)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(QUEUE)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)));
        return configuration;
    }

    private static void stop(EmbeddedActiveMQ broker) {
        try {
            broker.stop();
        } catch (Exception e) {
            System.err.println("did not stop in order: " + e);
        }
    }
}
