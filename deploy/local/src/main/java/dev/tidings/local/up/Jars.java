package dev.tidings.local.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds jars whose names carry a version. */
final class Jars {
    private Jars() {}

    /** The executable jar of that artifact in the folder, or the name it would have where there is none. */
    static Path executable(Path folder, String artifact) {
        Path otherwise = folder.resolve(artifact + "-exec.jar");
        if (!Files.isDirectory(folder)) {
            return otherwise;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(artifact))
                    .filter(f -> f.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
