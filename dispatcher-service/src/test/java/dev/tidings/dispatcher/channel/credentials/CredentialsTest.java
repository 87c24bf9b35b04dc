package dev.tidings.dispatcher.channel.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SenderAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "first", "B", "second\n", "EVIL", "a\r\nX: b");

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
    void readsAFileAtEveryUse() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old\n");
        Credentials credentials = credentials(null);
        assertThat(credentials.forSending(account("file:" + file), "token"))
                .isEqualTo(new SecretLookup.Found(new Secret("old")));

        Files.writeString(file, "new\n");
        assertThat(credentials.forSending(account("file:" + file), "token"))
                .isEqualTo(new SecretLookup.Found(new Secret("new")));
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

    private static Credentials credentials(@Nullable Path directory) {
        return new Credentials(ENVIRONMENT::get, new CredentialsProperties(directory));
    }

    private static SenderAccount account(String reference) {
        return new SenderAccount(
                "sms", "a", null, true, "p", "https://h", Map.of(), Map.of("token", reference), null, null);
    }
}
