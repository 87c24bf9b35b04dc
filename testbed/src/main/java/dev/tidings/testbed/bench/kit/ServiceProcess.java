package dev.tidings.testbed.bench.kit;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service as it ships: its executable jar as a process, which can be killed and started again. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final JavaProgram program;
    /** What operators look at. */
    private final URI actuator;

    private @Nullable Child child;

    private ServiceProcess(JavaProgram program, URI actuator) {
        this.program = program;
        this.actuator = actuator;
    }

    /**
     * How one is run.
     *
     * @param service scheduler, dispatcher or fallback
     * @param instance what sets it apart from others of its kind
     * @param jvm options of its virtual machine
     * @param environment settings in addition to those that every service needs
     */
    public record Options(String service, String instance, List<String> jvm, Map<String, String> environment) {
        public Options {
            jvm = List.copyOf(jvm);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * One that is not started yet.
     *
     * @param root where everything was built
     * @param folder for its log and its state
     */
    public static ServiceProcess of(Options options, Path root, String bootstrapServers, Path folder) {
        int[] ports = Ports.anyTwoFree();
        Map<String, String> environment = new TreeMap<>(options.environment());
        environment.put("SERVER_ADDRESS", "localhost");
        environment.put("SERVER_PORT", Integer.toString(ports[0]));
        String operators = Integer.toString(ports[0]);
        if (options.service().equals("dispatcher")) {
            // The port that providers' webhooks reach is not the one that operators do.
            operators = Integer.toString(ports[1]);
            environment.put("MANAGEMENT_SERVER_PORT", operators);
            environment.put("MANAGEMENT_SERVER_ADDRESS", "localhost");
        }
        if (options.service().equals("scheduler")) {
            environment.put("TIDINGS_HOLD_ADVERTISED_ADDRESS", "localhost:" + ports[0]);
        }
        environment.put("TIDINGS_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("TIDINGS_STATE_DIR", state(folder).toString());
        environment.put("TIDINGS_INSTANCE_ID", options.instance());
        environment.put("TIDINGS_RECIPIENT_KEY_SECRET", BenchSecrets.RECIPIENT_KEY);
        List<String> jvm = new ArrayList<>(options.jvm());
        jvm.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        JavaProgram program = new JavaProgram(
                options.service(),
                List.of(jar(root, options.service()).toString()),
                Jvm.with(jvm),
                "org.springframework.boot.loader.launch.JarLauncher",
                List.of(),
                environment,
                folder.resolve(options.service() + "-" + options.instance() + ".log"));
        return new ServiceProcess(program, URI.create("http://localhost:" + operators + "/actuator/"));
    }

    public boolean runs() {
        return child != null && child.alive();
    }

    public long pid() {
        return running().handle().pid();
    }

    /** Where it takes webhooks, or for the others their pages: a port on localhost. */
    public String port() {
        return Objects.requireNonNull(program.environment().get("SERVER_PORT"), "set above");
    }

    /** Ends it outright, as a crash would. */
    public void kill() {
        running().kill();
    }

    /** Starts it, and does not wait. */
    public Child launch() {
        Child launched = Child.start(program);
        child = launched;
        return launched;
    }

    /** Where it keeps its state. */
    public static Path state(Path folder) {
        return folder.resolve("state");
    }

    /** Waits until it is ready, once it was launched. */
    public void awaitReady() {
        awaitReady(READY_WITHIN);
    }

    /** Waits so long that it can read its state back, too. */
    public void awaitReady(Duration atMost) {
        Child launched = running();
        if (!Answers.await(actuator.resolve("health/readiness"), launched::alive, atMost)) {
            String log = launched.logTail();
            close();
            throw new SubjectFailedException("the " + program.name() + " was not ready in time\n" + log);
        }
    }

    /** Whether it is ready now. */
    public boolean isReady() {
        return Answers.read(actuator.resolve("health/readiness")).isPresent();
    }

    /** What a gauge without labels says now; empty: it does not tell, or not yet. */
    public OptionalDouble gauge(String metric) {
        return Answers.read(actuator.resolve("prometheus")).stream()
                .flatMapToDouble(page -> gauge(page, metric))
                .findFirst();
    }

    /** What a page of Prometheus has of it. */
    static DoubleStream gauge(String page, String metric) {
        return page.lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)));
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }

    private Child running() {
        return Objects.requireNonNull(child, "it was never started");
    }

    private static Path jar(Path root, String service) {
        Path target = root.resolve(service + "-service/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new SubjectFailedException("the " + service + " is not built: " + target));
        } catch (IOException e) {
            throw new UncheckedIOException("the " + service + " is not built", e);
        }
    }
}
