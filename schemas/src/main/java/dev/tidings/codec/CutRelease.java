package dev.tidings.codec;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** Writes today's event schemas down as those of a released version. How it is run stands in released/README.md. */
final class CutRelease {
    private CutRelease() {}

    /**
     * Runs from the project's root.
     *
     * @param args the version, and, where it is not the usual one, the folder of released schemas
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2 || !args[0].matches("[0-9]+\\.[0-9]+\\.[0-9]+")) {
            throw new IllegalArgumentException("give the version to cut: 0.1.0");
        }
        cut(args[0], Path.of(args.length == 2 ? args[1] : "schemas/src/main/resources/released"));
    }

    static void cut(String version, Path released) throws IOException {
        Path folder = released.resolve(version);
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString(), null, "a released version never changes");
        }
        Files.createDirectory(folder);
        StringBuilder index = new StringBuilder();
        for (Schema schema : EventSchemas.current().values().stream()
                .sorted(Comparator.comparing(Schema::getName))
                .toList()) {
            String file = schema.getName() + ".avsc";
            Files.writeString(
                    folder.resolve(file),
                    SchemaFormatter.format("json/pretty", schema) + "\n",
                    StandardOpenOption.CREATE_NEW);
            index.append(version).append('/').append(file).append('\n');
        }
        Files.writeString(released.resolve("INDEX"), index, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
