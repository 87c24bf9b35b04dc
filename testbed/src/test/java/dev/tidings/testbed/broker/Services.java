package dev.tidings.testbed.broker;

import dev.tidings.local.declare.CatalogFile;
import dev.tidings.local.process.Ports;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.up.PartsOnKafka;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The built services and the simulator as processes on a broker of the tests, with a folder and ports of their own. */
final class Services implements AutoCloseable {
    static final List<String> NAMES = List.of("scheduler", "dispatcher", "fallback");

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    /**
     * Below the ports that systems give to outgoing connections, and above those of the end-to-end tests. Each process of tests has
     * its own: a port that is free when it is looked at could be another's by the time it is taken.
     */
    private static final int FIRST_PORT = 23_090 + 1_000 * Integer.getInteger("tidings.test.fork", 0);

    private final Installation installation;
    private final LocalPorts ports;
    private final PartsOnKafka parts;

    /** Not started yet. */
    Services(Path folder, String bootstrapServers) {
        Path root = Path.of("..").toAbsolutePath().normalize();
        installation = new Installation(root, folder);
        ports = freePorts();
        parts = new PartsOnKafka(installation, ports, bootstrapServers);
    }

    void start(List<String> names) {
        names.forEach(parts::start);
    }

    void awaitReady() {
        parts.awaitReady(READY_WITHIN);
    }

    /** The sample catalog, as it fits these ports. */
    CatalogFile catalog() {
        return CatalogFile.read(installation.sampleCatalog(), Map.of(CatalogFile.SIMULATOR_URL, ports.simulatorUrl()));
    }

    Journal journal() {
        return new Journal(new SimulatorClient(URI.create(ports.simulatorUrl())));
    }

    /** What a service's readiness says; empty where nobody answers. */
    String readiness(String service) {
        try {
            return HttpText.get(actuator(service) + "/health/readiness");
        } catch (IllegalStateException e) {
            return "";
        }
    }

    Metrics metrics(String service) {
        return new Metrics(HttpText.get(actuator(service) + "/prometheus"));
    }

    String log(String service) {
        try {
            return Files.readString(installation.log(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle process(String service) {
        return parts.process(service);
    }

    @Override
    public void close() {
        parts.close();
    }

    private String actuator(String service) {
        int port = switch (service) {
            case "scheduler" -> ports.scheduler();
            case "dispatcher" -> ports.dispatcher();
            case "fallback" -> ports.fallback();
            default -> throw new IllegalArgumentException("no service: " + service);
        };
        return "http://localhost:" + port + "/actuator";
    }

    private static LocalPorts freePorts() {
        return IntStream.iterate(FIRST_PORT, first -> first < 30_000, first -> first + 10)
                .mapToObj(first -> LocalPorts.of(first, Map.of()))
                .filter(some -> some.byVariable().values().stream().allMatch(Ports::free))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no eight free ports in a row"));
    }
}
