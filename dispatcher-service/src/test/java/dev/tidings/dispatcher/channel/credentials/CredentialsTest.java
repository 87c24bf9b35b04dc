package dev.tidings.dispatcher.channel.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SenderAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "first", "B", "second\n", "EVIL", "a\r\nX: b");

    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @TempDir
    Path folder;

    @Test
    void sendsWithTheFirstOfTwo() {
        assertThat(credentials(null).forSending(account("env:A, env:B"), "token"))
                .isEqualTo(new SecretLookup.Found(new Secret("first")));
    }

    @Test
    void verifiesWithBoth() {
        assertThat(credentials(null).forVerifying(account("env:A,env:B,env:A"), "token"))
                .containsExactly(new Secret("first"), new Secret("second"));
    }

    @Test
    void verifiesWithWhatThereIs() {
        assertThat(credentials(null).forVerifying(account("env:GONE,env:B"), "token"))
                .containsExactly(new Secret("second"));
    }

    @Test
    void readsAFileAgainWhenASecondIsOver() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old\n");
        SenderAccount account = account("file:" + file);
        Credentials credentials = credentials(null);
        assertThat(sendsWith(credentials, account)).isEqualTo("old");

        Files.writeString(file, "new\n");
        now.set(NOW.plusMillis(999));
        assertThat(sendsWith(credentials, account)).isEqualTo("old");
        now.set(NOW.plusMillis(1_000));
        assertThat(sendsWith(credentials, account)).isEqualTo("new");
    }

    @Test
    void findsAFileThatWasMissingWhenASecondIsOver() throws IOException {
        Path file = folder.resolve("token");
        SenderAccount account = account("file:" + file);
        Credentials credentials = credentials(null);
        assertThat(credentials.forSending(account, "token")).isInstanceOf(SecretLookup.Missing.class);

        Files.writeString(file, "there");
        now.set(NOW.plusSeconds(1));
        assertThat(sendsWith(credentials, account)).isEqualTo("there");
        assertThat(credentials.forVerifying(account, "token")).containsExactly(new Secret("there"));
    }

    @Test
    void readsAFileAgainWhenTheClockWasSetBack() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old");
        SenderAccount account = account("file:" + file);
        Credentials credentials = credentials(null);
        assertThat(sendsWith(credentials, account)).isEqualTo("old");

        Files.writeString(file, "new");
        now.set(NOW.minusSeconds(3_600));
        assertThat(sendsWith(credentials, account)).isEqualTo("new");
    }

    @Test
    void staysInsideItsFolder() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(inside.resolve("token"), "in");
        Files.writeString(folder.resolve("other"), "out");
        Credentials credentials = credentials(inside);

        assertThat(credentials.forSending(account("file:token"), "token"))
                .isEqualTo(new SecretLookup.Found(new Secret("in")));
        assertThat(credentials.forSending(account("file:../other"), "token")).isInstanceOf(SecretLookup.Missing.class);
        assertThat(credentials.forSending(account("file:" + folder.resolve("other")), "token"))
                .isInstanceOf(SecretLookup.Missing.class);
    }

    @Test
    void namesTheReferenceThatLeadsNowhere() {
        assertThat(credentials(null).forSending(account("env:GONE"), "token"))
                .isEqualTo(new SecretLookup.Missing("there is no secret at env:GONE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAAG-a-token-put-here-by-mistake", "", "env:EVIL"})
    void neverQuotesWhatMayBeASecret(String reference) {
        SecretLookup found = credentials(null).forSending(account(reference), "token");
        assertThat(found).isInstanceOf(SecretLookup.Missing.class);
        assertThat(found.toString()).doesNotContain("EAAG").doesNotContain("X: b");
    }

    @Test
    void aSecretDoesNotShowItself() {
        assertThat(new SecretLookup.Found(new Secret("first")).toString()).doesNotContain("first");
    }

    private Credentials credentials(@Nullable Path directory) {
        return new Credentials(ENVIRONMENT::get, new CredentialsProperties(directory), now::get);
    }

    private static String sendsWith(Credentials credentials, SenderAccount account) {
        return credentials.forSending(account, "token") instanceof SecretLookup.Found(Secret secret)
                ? secret.value()
                : "nothing";
    }

    private static SenderAccount account(String reference) {
        return new SenderAccount(
                "sms", "a", null, true, "p", "https://h", Map.of(), Map.of("token", reference), null, null);
    }
}
