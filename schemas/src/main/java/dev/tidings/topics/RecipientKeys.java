package dev.tidings.topics;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the key that stands for a recipient wherever an address must not: HMAC-SHA-256 over channel, a zero byte and
 * address, cut to 128 bits, in 32 hexadecimal digits. All services of one installation share the secret.
 */
public final class RecipientKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final SecretKeySpec secret;

    /**
     * Keys made with this secret.
     *
     * @param secret at least 16 bytes, else {@link IllegalArgumentException}
     */
    public RecipientKeys(byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("the recipient key secret has " + secret.length
                    + " bytes; it needs at least " + BYTES + " (for example: openssl rand -hex 32)");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    public String key(String channel, String address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(channel.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] digest = mac.doFinal(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
