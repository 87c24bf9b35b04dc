package dev.tidings.local.up;

import dev.tidings.local.settings.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How another command asks a running `up` to restart a part: by a file named after the part in a folder, answered by a
 * second one. Files, and not a port, since only who owns the folder may ask.
 */
final class Control {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final String REQUEST = ".restart";
    private static final String ANSWER = ".answer";
    private static final String DONE = "done";

    private final Path folder;

    Control(Path folder) {
        this.folder = folder;
    }

    /** Serves requests until the thread is interrupted. */
    void serve(Consumer<String> restart) {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (true) {
                for (Path request : requests()) {
                    serve(request, restart);
                }
                WatchKey key = watch.take();
                key.pollEvents();
                key.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("requests can't be read from " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An empty folder: what an earlier `up` was asked for is no longer wanted. */
    void open() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Asks for a restart and waits for the answer. */
    void ask(String part, Duration atMost) {
        Path answer = folder.resolve(part + ANSWER);
        try {
            Files.deleteIfExists(answer);
            put(folder.resolve(part + REQUEST), "");
            long end = System.nanoTime() + atMost.toNanos();
            while (!Files.exists(answer)) {
                if (System.nanoTime() > end) {
                    throw new UserError("./tidings up did not answer within " + atMost.toSeconds() + " s.");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            String said = Files.readString(answer);
            Files.delete(answer);
            if (!said.equals(DONE)) {
                throw new UserError(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the request can't be written to " + folder, e);
        }
    }

    private void serve(Path request, Consumer<String> restart) throws IOException {
        String part = request.getFileName().toString().replace(REQUEST, "");
        Files.delete(request);
        String said = DONE;
        try {
            restart.accept(part);
        } catch (RuntimeException e) {
            said = String.valueOf(e.getMessage());
        }
        put(folder.resolve(part + ANSWER), said);
    }

    private List<Path> requests() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(REQUEST))
                    .toList();
        }
    }

    /** By a move, so that the other side never reads half of it. */
    private void put(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
