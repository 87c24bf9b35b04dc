package dev.tidings.codec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.Schema;

/**
 * Schemas of released versions, from the class path: {@code released/INDEX} names them, each with its digest, which a test
 * compares. They are self-contained, so that one file is one schema, whatever its parts look like today.
 */
final class ReleasedSchemas {
    private ReleasedSchemas() {}

    /** All of them; a file that is named and missing or broken is a broken build, and throws. */
    static List<Schema> load() {
        return load("/released/");
    }

    static List<Schema> load(String root) {
        return read(root + "INDEX")
                .lines()
                .map(String::strip)
                .filter(Predicate.not(ReleasedSchemas::isComment))
                .map(entry -> parse(root + entry.substring(0, entry.indexOf(' '))))
                .toList();
    }

    private static boolean isComment(String line) {
        return line.isEmpty() || line.startsWith("#");
    }

    private static Schema parse(String path) {
        return new Schema.Parser().parse(read(path));
    }

    private static String read(String path) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a released schema failed", e);
        }
    }
}
