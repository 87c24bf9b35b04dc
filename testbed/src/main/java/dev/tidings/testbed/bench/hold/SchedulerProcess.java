package dev.tidings.testbed.bench.hold;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** scheduler-service as it ships: its executable jar as a process, which can be killed and started again. */
final class SchedulerProcess implements HoldSubject.Instance, AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final JavaProgram program;
    private final URI readiness;
    private @Nullable Child child;

    private SchedulerProcess(JavaProgram program, URI readiness) {
        this.program = program;
        this.readiness = readiness;
    }

    /**
     * One that is not started yet.
     *
     * @param number among the instances of its subject, from 1 on
     */
    static SchedulerProcess of(TidingsOptions options, String bootstrapServers, Path folder, int number) {
        int port = Ports.anyFree();
        Map<String, String> environment = new TreeMap<>(options.environment());
        environment.put("SERVER_ADDRESS", "localhost");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("TIDINGS_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("TIDINGS_STATE_DIR", folder.resolve("state").toString());
        environment.put("TIDINGS_INSTANCE_ID", "bench-" + number);
        environment.put("TIDINGS_RECIPIENT_KEY_SECRET", "only-for-benchmarks-0123456789ab");
        List<String> jvm = new ArrayList<>(options.jvm());
        jvm.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        JavaProgram program = new JavaProgram(
                "scheduler",
                List.of(jar(options.installation().root()).toString()),
                Jvm.with(jvm),
                "org.springframework.boot.loader.launch.JarLauncher",
                List.of(),
                environment,
                folder.resolve("scheduler-" + number + ".log"));
        return new SchedulerProcess(program, URI.create("http://localhost:" + port + "/actuator/health/readiness"));
    }

    boolean runs() {
        return child != null && child.alive();
    }

    long pid() {
        return running().handle().pid();
    }

    @Override
    public void kill() {
        running().kill();
    }

    /** Starts it, and does not wait. */
    void launch() {
        child = Child.start(program);
    }

    @Override
    public void start() {
        launch();
        awaitReady(running());
    }

    @Override
    public void stop() {
        running().close();
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

    private void awaitReady(Child child) {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (child.alive() && System.nanoTime() < end) {
                if (ready(http)) {
                    return;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
        String log = child.logTail();
        close();
        throw new SubjectFailedException("the scheduler was not ready in time\n" + log);
    }

    private boolean ready(HttpClient http) {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted while the scheduler was starting", e);
        }
    }

    private static Path jar(Path root) {
        Path target = root.resolve("scheduler-service/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new SubjectFailedException("the scheduler is not built: " + target));
        } catch (IOException e) {
            throw new UncheckedIOException("the scheduler is not built", e);
        }
    }
}
