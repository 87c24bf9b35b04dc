package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where subjects run, one at a time. Whatever ends the program, Ctrl-C too, the subject is stopped and its folder removed.
 */
public final class Workplace implements AutoCloseable {
    private final Path folder;
    private final boolean keep;
    private final Thread atExit = new Thread(this::clear, "stop");
    private @Nullable Subject subject;
    private int started;

    private Workplace(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** What is started here. */
    public interface Subject extends AutoCloseable {
        /** Stops all of its processes. */
        @Override
        void close();
    }

    /**
     * A new folder in the given one.
     *
     * @param bench what the folder's name begins with
     * @param keep whether data and logs stay
     */
    public static Workplace in(Path parent, String bench, boolean keep) {
        try {
            Files.createDirectories(parent);
            return new Workplace(Files.createTempDirectory(parent, bench + "-"), keep);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be written to " + parent, e);
        }
    }

    /**
     * Starts a subject with nothing, after the one before was closed.
     *
     * @param start makes it in an empty folder that is all its own
     */
    public <S extends Subject> S start(Function<Path, S> start) {
        removeData();
        Path own = folder.resolve(Integer.toString(++started));
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can be written to " + folder, e);
        }
        S running = start.apply(own);
        subject = running;
        return running;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This program is being stopped: the hook runs already, and clears.
            return;
        }
        clear();
    }

    /** Stops the subject that runs, where one does. */
    public synchronized void stop() {
        Subject running = subject;
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
        Folders.remove(folder);
    }
}
