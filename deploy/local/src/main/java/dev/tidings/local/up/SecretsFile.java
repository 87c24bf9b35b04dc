package dev.tidings.local.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The local installation's secrets: made up at the first start, kept in a file that only its owner can read, and handed
 * to the processes that need them by environment variables. Never printed.
 */
final class SecretsFile {
    static final String RECIPIENT_KEY = "TIDINGS_RECIPIENT_KEY_SECRET";
    private static final int BYTES = 32;
    /** Of a password that has to fit into an SMPP bind, which takes eight characters. */
    private static final int SMPP_BYTES = 4;

    private static final String SMPP = "_SMPP_PASSWORD";

    private final Map<String, String> values;

    private SecretsFile(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the file, and makes it or adds to it where something is missing.
     *
     * @param ofAccounts names of what the dispatcher and the simulated providers share
     */
    static SecretsFile open(Path file, Set<String> ofAccounts, RandomGenerator random) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            createPrivate(file);
            Map<String, String> values = parse(Files.readAllLines(file));
            addIfMissing(file, values, RECIPIENT_KEY, random);
            for (String name : new TreeSet<>(ofAccounts)) {
                addIfMissing(file, values, name, random);
            }
            return new SecretsFile(values);
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets can't be kept in " + file, e);
        }
    }

    /** The key that stands for recipients is made with this; every service has it. */
    Map<String, String> recipientKey() {
        return Map.of(RECIPIENT_KEY, values.getOrDefault(RECIPIENT_KEY, ""));
    }

    /** What the accounts' credentials refer to, and whatever else the user has added to the file. */
    Map<String, String> accounts() {
        Map<String, String> rest = new TreeMap<>(values);
        rest.remove(RECIPIENT_KEY);
        return rest;
    }

    @Override
    public String toString() {
        return "SecretsFile[" + String.join(", ", values.keySet()) + "]";
    }

    private static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void addIfMissing(Path file, Map<String, String> values, String name, RandomGenerator random)
            throws IOException {
        if (!values.containsKey(name)) {
            byte[] secret = new byte[name.endsWith(SMPP) ? SMPP_BYTES : BYTES];
            random.nextBytes(secret);
            String value = HexFormat.of().formatHex(secret);
            Files.writeString(file, name + "=" + value + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            values.put(name, value);
        }
    }

    private static Map<String, String> parse(List<String> lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, equals).trim(),
                        line.substring(equals + 1).trim());
            }
        }
        return values;
    }
}
