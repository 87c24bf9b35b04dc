package dev.tidings.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running child process. It ends when it is closed, and at the latest with this process. */
public final class Child implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final JavaProgram program;
    private final Process process;

    private Child(JavaProgram program, Process process) {
        this.program = program;
        this.process = process;
    }

    /** Starts the program, and does not wait for anything. */
    public static Child start(JavaProgram program) {
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(program.command())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().putAll(program.environment());
            return new Child(program, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + program.name(), e);
        }
    }

    public String name() {
        return program.name();
    }

    public JavaProgram program() {
        return program;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Completes with the exit status once the process has ended. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The end of the child's output, for messages that explain why it died. */
    public String logTail() {
        return LogTail.of(program.log());
    }

    /** Kills the process outright, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks the process to stop, and kills it where it does not within 20 seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
