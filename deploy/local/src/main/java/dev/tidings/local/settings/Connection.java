package dev.tidings.local.settings;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to: an option of every command that does. */
public final class Connection {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka (default: TIDINGS_BOOTSTRAP_SERVERS, else the one that up started)")
    @Nullable
    String bootstrapServers;

    private final LocalPorts ports;

    /**
     * The connection of one command.
     *
     * @param ports of what runs here
     */
    public Connection(LocalPorts ports) {
        this.ports = ports;
    }

    /** Kafka's addresses. */
    public String servers() {
        if (bootstrapServers != null) {
            return bootstrapServers;
        }
        String set = System.getenv().getOrDefault("TIDINGS_BOOTSTRAP_SERVERS", "");
        return set.isBlank() ? ports.bootstrapServers() : set;
    }
}
