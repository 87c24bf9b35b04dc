package dev.tidings.dispatcher.webhook;

import dev.tidings.dispatcher.channel.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a caller shows with what the secrets make of it, in a time that tells neither how much of it was right
 * nor how many secrets there are: the work is the same for an account that does not exist.
 */
final class Signatures {
    private static final String PREFIX = "sha256=";
    /** As many as an account can have while one is replaced. */
    private static final int COMPARED = 2;

    private static final Secret NOBODYS = new Secret("keeps the time the same, and is never right");

    private Signatures() {}

    /** Whether one of the secrets signed these bytes. */
    static boolean signed(byte[] body, @Nullable String header, List<Secret> secrets) {
        byte[] shown = digest(header);
        boolean found = false;
        for (int i = 0; i < COMPARED; i++) {
            boolean real = i < secrets.size();
            found |= MessageDigest.isEqual(hmac(body, real ? secrets.get(i) : NOBODYS), shown) && real;
        }
        return found;
    }

    /** Whether this is one of the secrets. */
    static boolean matches(@Nullable String shown, List<Secret> secrets) {
        byte[] hash = sha256(shown == null ? "" : shown);
        boolean found = false;
        for (int i = 0; i < COMPARED; i++) {
            boolean real = i < secrets.size();
            found |= MessageDigest.isEqual(sha256((real ? secrets.get(i) : NOBODYS).value()), hash) && real;
        }
        return found;
    }

    private static byte[] digest(@Nullable String header) {
        if (header == null || !header.startsWith(PREFIX) || header.length() != PREFIX.length() + 64) {
            return new byte[0];
        }
        try {
            return HexFormat.of().parseHex(header, PREFIX.length(), header.length());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hmac(byte[] body, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
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
