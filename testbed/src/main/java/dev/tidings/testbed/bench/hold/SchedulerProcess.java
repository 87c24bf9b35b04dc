package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.ServiceProcess;
import java.nio.file.Path;

/** scheduler-service, one of several instances. */
final class SchedulerProcess implements HoldSubject.Instance, AutoCloseable {
    private final ServiceProcess process;

    private SchedulerProcess(ServiceProcess process) {
        this.process = process;
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
                ServiceProcess.of(service, options.installation().root(), bootstrapServers, folder));
    }

    boolean runs() {
        return process.runs();
    }

    long pid() {
        return process.pid();
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

    @Override
    public void stop() {
        process.close();
    }

    @Override
    public void close() {
        process.close();
    }
}
