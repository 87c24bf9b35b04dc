package dev.tidings.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
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
            byte[] text = (SchemaFormatter.format("json/pretty", schema) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve(file), text, StandardOpenOption.CREATE_NEW);
            index.append(version).append('/').append(file);
            index.append(' ').append(digest(text)).append('\n');
        }
        Files.writeString(released.resolve("INDEX"), index, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What the index says of a file, so that nobody changes it later without being told: its SHA-256 in hexadecimal. */
    static String digest(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
