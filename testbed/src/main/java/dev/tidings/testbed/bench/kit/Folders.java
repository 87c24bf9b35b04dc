package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that the benchmarks have made. */
public final class Folders {
    private Folders() {}

    /** Removes it with all that is in it, where it is there. */
    public static void remove(Path folder) {
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
