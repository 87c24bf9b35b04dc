package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.dispatcher.channel.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a caller shows with what the secrets make of it, in a time that tells neither how much of it was right
 * nor how many secrets there are: the work is the same for an account that does not exist.
 */
public final class Signatures {
    /** As many as an account can have while one is replaced. */
    private static final int COMPARED = 2;

    private static final int SHA_256_HEX = 64;
    private static final int LONGEST_BASE64 = 64;
    private static final byte[] NONE = new byte[0];
    private static final Secret NOBODYS = new Secret("keeps the time the same, and is never right");

    private Signatures() {}

    /** Whether a header is this prefix and the HMAC-SHA256 of these bytes in hexadecimal. */
    public static boolean sha256Hex(byte[] signed, String prefix, @Nullable String header, List<Secret> secrets) {
        return signed("HmacSHA256", signed, hex(prefix, header), secrets);
    }

    /** Whether a header is the HMAC-SHA256 of these bytes in Base64. */
    public static boolean sha256Base64(byte[] signed, @Nullable String header, List<Secret> secrets) {
        return signed("HmacSHA256", signed, base64(header), secrets);
    }

    /** Whether a header is the HMAC-SHA1 of these bytes in Base64. */
    public static boolean sha1Base64(byte[] signed, @Nullable String header, List<Secret> secrets) {
        return signed("HmacSHA1", signed, base64(header), secrets);
    }

    /** Whether this is one of the secrets. */
    public static boolean matches(@Nullable String shown, List<Secret> secrets) {
        byte[] hash = sha256(shown == null ? "" : shown);
        boolean found = false;
        for (int i = 0; i < COMPARED; i++) {
            boolean real = i < secrets.size();
            found |= MessageDigest.isEqual(sha256((real ? secrets.get(i) : NOBODYS).value()), hash) && real;
        }
        return found;
    }

    private static boolean signed(String algorithm, byte[] signed, byte[] shown, List<Secret> secrets) {
        boolean found = false;
        for (int i = 0; i < COMPARED; i++) {
            boolean real = i < secrets.size();
            byte[] right = hmac(algorithm, signed, real ? secrets.get(i) : NOBODYS);
            found |= MessageDigest.isEqual(right, shown) && real;
        }
        return found;
    }

    private static byte[] hex(String prefix, @Nullable String header) {
        if (header == null || !header.startsWith(prefix) || header.length() != prefix.length() + SHA_256_HEX) {
            return NONE;
        }
        try {
            return HexFormat.of().parseHex(header, prefix.length(), header.length());
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static byte[] base64(@Nullable String header) {
        if (header == null || header.length() > LONGEST_BASE64) {
            return NONE;
        }
        try {
            return Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static byte[] hmac(String algorithm, byte[] signed, Secret secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.bytes(), algorithm));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
