package dev.tidings.dispatcher.channel.credentials;

import dev.tidings.contract.SenderAccount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the secrets that an account refers to: {@code env:NAME} or {@code file:PATH}, two of them separated by a comma
 * while a secret is being replaced. Files are read at every use, so a replaced file takes effect at once.
 */
public final class Credentials {
    private static final int LONGEST = 8 * 1024;
    private static final int MOST_REFERENCES = 2;

    private final Function<String, @Nullable String> environment;
    private final @Nullable Path directory;

    /** Secrets of this process: {@code environment} is usually {@code System::getenv}. */
    public Credentials(Function<String, @Nullable String> environment, CredentialsProperties properties) {
        this.environment = environment;
        this.directory = properties.directory();
    }

    /** The secret to send with: the first reference's. */
    public SecretLookup forSending(SenderAccount account, String name) {
        return references(account, name)
                .findFirst()
                .map(this::lookUp)
                .orElseGet(() -> new SecretLookup.Missing("the account has no credential " + name));
    }

    /** Every secret that an incoming signature may be made with: all that can be found, at most two. */
    public List<Secret> forVerifying(SenderAccount account, String name) {
        return references(account, name)
                .map(this::lookUp)
                .flatMap(found -> found instanceof SecretLookup.Found(Secret secret) ? Stream.of(secret) : Stream.of())
                .toList();
    }

    private static Stream<String> references(SenderAccount account, String name) {
        return Arrays.stream(account.credentials().getOrDefault(name, "").split(",", MOST_REFERENCES + 1))
                .limit(MOST_REFERENCES)
                .map(String::strip)
                .filter(reference -> !reference.isEmpty());
    }

    private SecretLookup lookUp(String reference) {
        String value = "";
        if (reference.startsWith("env:")) {
            value = environment.apply(reference.substring("env:".length()));
        } else if (reference.startsWith("file:")) {
            value = read(reference.substring("file:".length()));
        } else {
            // Not quoted: somebody may have put the secret itself where its reference belongs.
            return new SecretLookup.Missing("a credential is neither env:NAME nor file:PATH");
        }
        String secret = value == null ? "" : value.strip();
        if (secret.isEmpty()) {
            return new SecretLookup.Missing("there is no secret at " + reference);
        }
        // A line break in a header would let a secret write headers of its own.
        return secret.chars().anyMatch(Character::isISOControl)
                ? new SecretLookup.Missing("the secret at " + reference + " has control characters")
                : new SecretLookup.Found(new Secret(secret));
    }

    private @Nullable String read(String path) {
        try {
            Path file = directory == null ? Path.of(path) : directory.resolve(path);
            if (directory != null && !file.toRealPath().startsWith(directory.toRealPath())) {
                return null;
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LONGEST + 1);
                return bytes.length > LONGEST ? null : new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
