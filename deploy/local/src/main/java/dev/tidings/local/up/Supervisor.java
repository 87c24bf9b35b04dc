package dev.tidings.local.up;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.LogTail;
import dev.tidings.local.settings.UserError;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Keeps the parts: starts them, says when one has died, starts one again when asked, stops all in order. A part that dies is
 * not started again by itself, since that would hide what is being looked for.
 */
final class Supervisor implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private final RunFile runFile;
    private final PrintStream out;
    private final Readiness readiness = new Readiness();
    private Run run;
    private volatile boolean stopping;

    Supervisor(RunFile runFile, Run run, PrintStream out) {
        this.runFile = runFile;
        this.run = run;
        this.out = out;
        runFile.write(run);
    }

    /** Starts the part and waits until it is ready. */
    void start(Part part) {
        long began = System.nanoTime();
        parts.put(part.name(), part);
        Child child = part.start().get();
        children.put(part.name(), child);
        if (stopping) {
            child.close();
            throw new UserError("Stopped while starting.");
        }
        record(RunningProcess.of(part.name(), child.handle(), part.log()));
        boolean ready = part.healthUrl().isEmpty() || readiness.await(part.healthUrl(), child::alive, READY_WITHIN);
        if (!ready && !stopping) {
            throw new UserError("The " + part.name()
                    + (child.alive() ? " is not ready after " + READY_WITHIN.toSeconds() + " s" : " ended at once")
                    + ". Its log, " + part.log() + ", ends with:\n" + LogTail.of(part.log()));
        }
        var _ = child.ended().thenAccept(status -> tellDeath(part, child, status));
        out.printf("  %-11s ready after %.1f s%n", part.name(), (System.nanoTime() - began) / 1e9);
    }

    /** Starts all of them at the same time, and waits until they are ready. */
    void startTogether(List<Part> together) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> starts = together.stream()
                    .map(part -> CompletableFuture.runAsync(() -> start(part), threads))
                    .toList();
            try {
                CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new))
                        .join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    synchronized void nowReady() {
        run = run.nowReady();
        runFile.write(run);
    }

    /** Stops the part, where it still runs, and starts it again. */
    void restart(String name) {
        Part part = parts.get(name);
        if (part == null) {
            throw new UserError("There is no part called " + name + ": " + Parts.NAMES + ".");
        }
        Child old = children.remove(name);
        if (old != null) {
            old.close();
        }
        start(part);
    }

    /** Services first, so that a send under way still meets its provider; the broker last. */
    @Override
    public void close() {
        stopping = true;
        List<Child> services = new ArrayList<>();
        children.forEach((name, child) -> {
            if (Parts.isService(name)) {
                services.add(child);
            }
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(service -> threads.execute(service::close));
        }
        for (String name : List.of(Parts.SIMULATOR, Parts.BROKER)) {
            Child child = children.get(name);
            if (child != null) {
                child.close();
            }
        }
        readiness.close();
        runFile.delete();
    }

    private synchronized void record(RunningProcess started) {
        run = run.with(started);
        runFile.write(run);
    }

    private void tellDeath(Part part, Child child, int status) {
        // One that was stopped on purpose is no longer among the children.
        if (!stopping && children.get(part.name()) == child) {
            out.println("! The " + part.name() + " has ended by itself (exit status " + status
                    + "); the others keep running. Its log: " + part.log() + ". Start it again: ./tidings restart "
                    + part.name());
            out.flush();
        }
    }
}
