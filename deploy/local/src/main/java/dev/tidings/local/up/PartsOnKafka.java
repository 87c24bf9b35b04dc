package dev.tidings.local.up;

import dev.tidings.local.declare.CatalogFile;
import dev.tidings.local.process.Child;
import dev.tidings.local.process.LogTail;
import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts beside the broker, started just as {@code up} starts them, on a Kafka that somebody else runs: for tests, which
 * take their broker from where they are told. Closing it ends them.
 */
public final class PartsOnKafka implements AutoCloseable {
    /** The part that is no service. */
    public static final String SIMULATOR = Parts.SIMULATOR;

    private final Map<String, Part> parts;
    private final Map<String, Child> children = new ConcurrentHashMap<>();

    /**
     * Parts that are not started yet.
     *
     * @param installation its folder for a run is theirs alone
     * @param ports theirs alone; the broker's and the controller's are not used
     */
    public PartsOnKafka(Installation installation, LocalPorts ports, String bootstrapServers) {
        CatalogFile catalog =
                CatalogFile.read(installation.sampleCatalog(), Map.of(CatalogFile.SIMULATOR_URL, ports.simulatorUrl()));
        SecretsFile secrets = SecretsFile.open(installation.secrets(), catalog.secretNames(), new SecureRandom());
        Parts all = new Parts(installation, ports, installation.data(), secrets, bootstrapServers);
        parts = Stream.concat(all.services().stream(), Stream.of(all.simulator()))
                .collect(Collectors.toMap(Part::name, Function.identity()));
    }

    /** Starts a part (scheduler, dispatcher, fallback or simulator), and does not wait for anything. */
    public void start(String name) {
        children.put(name, part(name).start().get());
    }

    /** Waits until all that were started are ready. */
    public void awaitReady(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        try (Readiness readiness = new Readiness()) {
            children.forEach((name, child) -> {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (!readiness.await(part(name).healthUrl(), child::alive, left)) {
                    throw new UserError("The " + name + (child.alive() ? " is not ready" : " has ended")
                            + ". Its log ends with:\n" + LogTail.of(part(name).log()));
                }
            });
        }
    }

    /** The process of a part that was started. */
    public ProcessHandle process(String name) {
        Child child = children.get(name);
        if (child == null) {
            throw new UserError("The " + name + " was not started.");
        }
        return child.handle();
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            children.values().forEach(child -> threads.execute(child::close));
        }
    }

    private Part part(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new UserError("There is no part called " + name + ": " + parts.keySet() + ".");
        }
        return part;
    }
}
