package dev.tidings.dispatcher.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.channel.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the test vectors of RFC 2202 and RFC 4231 for the key Jefe. */
class SignaturesTest {
    private static final byte[] SIGNED = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    private static final List<Secret> JEFE = List.of(new Secret("other"), new Secret("Jefe"));
    private static final String SHA256_HEX = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    private static final String SHA256_BASE64 = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";
    private static final String SHA1_BASE64 = "7/zfauXrL6LSdBbV8YTfnCWafHk=";

    @Test
    void knowsEachFormOfASignature() {
        assertThat(Signatures.sha256Hex(SIGNED, "", SHA256_HEX, JEFE)).isTrue();
        assertThat(Signatures.sha256Hex(SIGNED, "sha256=", "sha256=" + SHA256_HEX, JEFE))
                .isTrue();
        assertThat(Signatures.sha256Base64(SIGNED, SHA256_BASE64, JEFE)).isTrue();
        assertThat(Signatures.sha1Base64(SIGNED, SHA1_BASE64, JEFE)).isTrue();
        assertThat(Signatures.matches("Jefe", JEFE)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "=",
                "zz",
                "sha256=",
                SHA1_BASE64 + "=",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844",
                "keeps the time the same, and is never right"
            })
    void refusesEverythingElse(@Nullable String shown) {
        assertThat(Signatures.sha256Hex(SIGNED, "", shown, JEFE)).isFalse();
        assertThat(Signatures.sha256Base64(SIGNED, shown, JEFE)).isFalse();
        assertThat(Signatures.sha1Base64(SIGNED, shown, JEFE)).isFalse();
        assertThat(Signatures.matches(shown, JEFE)).isFalse();
        assertThat(Signatures.matches(shown, List.of())).isFalse();
    }

    @Test
    void isRightForNobodyWhereThereIsNoSecret() {
        assertThat(Signatures.sha256Hex(SIGNED, "", SHA256_HEX, List.of())).isFalse();
        assertThat(Signatures.sha1Base64(SIGNED, SHA1_BASE64, List.of())).isFalse();
    }

    @Test
    void comparesNoMoreThanTwo() {
        List<Secret> three = List.of(new Secret("a"), new Secret("b"), new Secret("Jefe"));
        assertThat(Signatures.matches("Jefe", three)).isFalse();
    }
}
