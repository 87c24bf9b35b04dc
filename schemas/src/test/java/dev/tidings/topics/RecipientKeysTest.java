package dev.tidings.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecipientKeysTest {
    private final RecipientKeys keys =
            new RecipientKeys("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    /** From OpenSSL: printf 'whatsapp\0+6581234567' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef */
    @Test
    void agreesWithOtherImplementations() {
        assertThat(keys.key("whatsapp", "+6581234567")).isEqualTo("37bed557a73ad96159900c1976bd6c6d");
        assertThat(keys.key("sms", "+6581234567")).isEqualTo("d518c542c9ee0d98769d84964d658d63");
        assertThat(keys.key("telegram", "\u4f60\u597d")).isEqualTo("60e1920729cd40692e484fa0b2de000e");
    }

    @Test
    void boundaryBetweenChannelAndAddressCounts() {
        assertThat(keys.key("ab", "c")).isNotEqualTo(keys.key("a", "bc"));
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> new RecipientKeys(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15 bytes");
    }
}
