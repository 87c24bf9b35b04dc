package dev.tidings.local.up;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder with the data of all parts. */
final class DataFolder {
    /** Only these are ever deleted: the folder is the user's choice, and may hold other things. */
    private static final List<String> OURS = List.of("kafka", "scheduler", "dispatcher", "fallback", "simulator");

    private final Path folder;

    DataFolder(Path folder) {
        this.folder = folder;
    }

    boolean hasData() {
        return OURS.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    void clear() throws IOException {
        for (String name : OURS) {
            delete(folder.resolve(name));
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
