package dev.tidings.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running child process. It ends when it is closed, and at the latest with this process. */
public final class Child implements AutoCloseable {
    /** A dispatcher gives itself 70 s; one that then writes its {@link ClassArchive} takes some more. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(80);

    /** The exit status of a program that was asked to stop: 128 and the number of SIGTERM. */
    private static final int TERMINATED = 143;

    private final JavaProgram program;
    private final Process process;
    private final Optional<ClassArchive> archive;

    private Child(JavaProgram program, Process process, Optional<ClassArchive> archive) {
        this.program = program;
        this.process = process;
        this.archive = archive;
    }

    /** Starts the program, and does not wait for anything. */
    public static Child start(JavaProgram program) {
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            Optional<ClassArchive> archive = ClassArchive.of(program);
            List<String> options = archive.map(ClassArchive::options).orElse(List.of());
            ProcessBuilder builder = new ProcessBuilder(program.command(options))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().putAll(program.environment());
            return new Child(program, builder.start(), archive);
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
        archive.ifPresent(ClassArchive::discard);
    }

    /** Asks the process to stop, and kills it where it does not within 40 seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            archive.ifPresent(endedWell() ? ClassArchive::keep : ClassArchive::discard);
        } catch (TimeoutException | ExecutionException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** By itself, or because it was asked to. */
    private boolean endedWell() {
        return process.exitValue() == 0 || process.exitValue() == TERMINATED;
    }
}
