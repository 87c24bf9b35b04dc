package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Folders;
import dev.tidings.testbed.bench.kit.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** scheduler-service, one of several instances. */
final class SchedulerProcess implements HoldSubject.Instance, AutoCloseable {
    private final ServiceProcess process;
    private final Path folder;

    private SchedulerProcess(ServiceProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * One that is not started yet.
     *
     * @param number among the instances of its subject, from 1 on
     */
    static SchedulerProcess of(TidingsOptions options, String bootstrapServers, Path folder, int number) {
        ServiceProcess.Options service =
                new ServiceProcess.Options("scheduler", "bench-" + number, options.jvm(), options.environment());
        return new SchedulerProcess(
                ServiceProcess.of(service, options.installation().root(), bootstrapServers, folder), folder);
    }

    boolean runs() {
        return process.runs();
    }

    long pid() {
        return process.pid();
    }

    /** Whether nothing is left of what its released sends held: false too while it does not tell, or has not got its partitions yet. */
    boolean hasStripped() {
        OptionalDouble left = process.gauge("tidings_hold_unstripped_seconds");
        return left.isPresent() && left.getAsDouble() == 0 && process.isReady();
    }

    @Override
    public void kill() {
        process.kill();
    }

    /** Starts it, and does not wait. */
    void launch() {
        var _ = process.launch();
    }

    @Override
    public void start() {
        launch();
        process.awaitReady();
    }

    /** The state of all instances of its subject. */
    @Override
    public void startAnew(Duration atMost) {
        Folders.remove(ServiceProcess.state(folder));
        launch();
        process.awaitReady(atMost);
    }

    @Override
    public void stop() {
        process.close();
    }

    @Override
    public void close() {
        process.close();
    }
}
