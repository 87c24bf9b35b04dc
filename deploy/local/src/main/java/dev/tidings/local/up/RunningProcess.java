package dev.tidings.local.up;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

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
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);
    private static final Duration DIES_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    static RunningProcess of(String name, ProcessHandle handle, Path log) {
        return new RunningProcess(name, handle.pid(), startOf(handle), log.toString());
    }

    /** The process, where it still runs and is still ours. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(h -> h.isAlive() && startOf(h) == startedAt && !isZombie(h));
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** Asks it to stop, and kills it where it does not within 90 seconds. */
    void stop() {
        handle().ifPresent(ProcessHandle::destroy);
        if (!endsWithin(STOPS_WITHIN)) {
            kill();
        }
    }

    /** Kills it outright, as a crash would. */
    void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
        endsWithin(DIES_WITHIN);
    }

    /** Asks again and again: where nobody takes note of its end, as in some containers, no exit is ever reported. */
    private boolean endsWithin(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (alive()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    /** One that has ended but whose parent has not asked how: it still has a pid, and no program any more. */
    private static boolean isZombie(ProcessHandle handle) {
        return handle.info().command().isEmpty();
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
