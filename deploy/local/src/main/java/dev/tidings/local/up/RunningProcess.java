package dev.tidings.local.up;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process as run.json knows it. The system gives a pid to another process one day: it is ours only where it also started
 * when ours did.
 *
 * @param name what people call it
 * @param pid its process id
 * @param startedAt when it started, UTC milliseconds as the system tells; 0: it does not tell
 * @param log the file with its output
 */
public record RunningProcess(String name, long pid, long startedAt, String log) {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(45);

    static RunningProcess of(String name, ProcessHandle handle, Path log) {
        return new RunningProcess(name, handle.pid(), startOf(handle), log.toString());
    }

    /** The process, where it still runs and is still ours. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(h -> h.isAlive() && startOf(h) == startedAt);
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** Asks it to stop, and kills it where it does not within 45 seconds. */
    void stop() {
        handle().ifPresent(handle -> {
            handle.destroy();
            try {
                handle.onExit().get(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                kill();
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Kills it outright, as a crash would. */
    void kill() {
        handle().ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
