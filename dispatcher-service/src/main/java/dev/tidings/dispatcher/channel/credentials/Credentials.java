package dev.tidings.dispatcher.channel.credentials;

import dev.tidings.contract.SenderAccount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the secrets that an account refers to: {@code env:NAME} or {@code file:PATH}, two of them separated by a comma
 * while a secret is being replaced. What they lead to counts for a second: a replaced file takes effect without a restart, and
 * sends by the thousand do not read it each time. Safe for use by many threads.
 */
public final class Credentials {
    private static final int LONGEST = 8 * 1024;
    private static final int MOST_REFERENCES = 2;

    /** How long what was looked up counts. */
    private static final Duration COUNTS_FOR = Duration.ofSeconds(1);

    private final Function<String, @Nullable String> environment;
    private final @Nullable Path directory;
    private final InstantSource clock;
    /** By the references of an account's credential, as they stand in the catalog. */
    private final ConcurrentMap<String, LookedUp> known = new ConcurrentHashMap<>();

    private record LookedUp(List<SecretLookup> secrets, Instant at) {
        /** A clock that was set back says nothing of how old it is. */
        boolean countsAt(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(COUNTS_FOR));
        }
    }

    /** Secrets of this process: {@code environment} is usually {@code System::getenv}. */
    public Credentials(
            Function<String, @Nullable String> environment, CredentialsProperties properties, InstantSource clock) {
        this.environment = environment;
        this.directory = properties.directory();
        this.clock = clock;
    }

    /** The secret to send with: the first reference's. */
    public SecretLookup forSending(SenderAccount account, String name) {
        List<SecretLookup> found = lookUp(account, name);
        return found.isEmpty() ? new SecretLookup.Missing("the account has no credential " + name) : found.getFirst();
    }

    /** Every secret that an incoming signature may be made with: all that can be found, at most two. */
    public List<Secret> forVerifying(SenderAccount account, String name) {
        return lookUp(account, name).stream()
                .flatMap(found -> found instanceof SecretLookup.Found(Secret secret) ? Stream.of(secret) : Stream.of())
                .toList();
    }

    /** In the order of the references; when they no longer count, one thread looks them up again and the others wait for it. */
    private List<SecretLookup> lookUp(SenderAccount account, String name) {
        String references = account.credentials().getOrDefault(name, "");
        Instant now = clock.instant();
        LookedUp last = known.get(references);
        if (last == null || !last.countsAt(now)) {
            last = known.compute(
                    references,
                    (_, other) ->
                            other != null && other.countsAt(now) ? other : new LookedUp(secrets(references), now));
        }
        return last.secrets();
    }

    private List<SecretLookup> secrets(String references) {
        return Arrays.stream(references.split(",", MOST_REFERENCES + 1))
                .limit(MOST_REFERENCES)
                .map(String::strip)
                .filter(reference -> !reference.isEmpty())
                .map(this::lookUp)
                .toList();
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
