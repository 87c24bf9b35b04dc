package dev.tidings.testbed.bench.hold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where subjects run, one at a time. Whatever ends the program, Ctrl-C too, the subject is stopped and its folder removed.
 */
final class Workplace implements AutoCloseable {
    private final Path folder;
    private final boolean keep;
    private final Thread atExit = new Thread(this::clear, "stop");
    private @Nullable HoldSubject subject;
    private int started;

    private Workplace(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A new folder in the given one. */
    static Workplace in(Path parent, boolean keep) {
        try {
            Files.createDirectories(parent);
            return new Workplace(Files.createTempDirectory(parent, "hold-"), keep);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be written to " + parent, e);
        }
    }

    /** Starts a subject with nothing, after the one before was closed. */
    HoldSubject start(HoldSubject.Start start, Releases releases) {
        removeData();
        Path own = folder.resolve(Integer.toString(++started));
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be written to " + folder, e);
        }
        HoldSubject running = start.in(own, releases);
        subject = running;
        return running;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        clear();
    }

    /** Stops the subject that runs, where one does. */
    synchronized void stop() {
        HoldSubject running = subject;
        subject = null;
        if (running != null) {
            running.close();
        }
    }

    private void clear() {
        stop();
        removeData();
    }

    private void removeData() {
        if (keep) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Removed before.
        } catch (IOException e) {
            throw new UncheckedIOException("data could not be removed from " + folder, e);
        }
    }
}
