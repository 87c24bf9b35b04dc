package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Hmac;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a call's header Authorization shows, in version 3 of the signature.
 *
 * @param accessKeyId Who the caller says to be.
 * @param signedHeaders The names of the headers that are signed.
 * @param signature The signature, in hexadecimal.
 */
record Signature(String accessKeyId, List<String> signedHeaders, String signature) {
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final Pattern FORM =
            Pattern.compile(ALGORITHM + " Credential=([^,\\s]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");

    /** Empty: it shows none. */
    static Optional<Signature> of(Call call) {
        Matcher matcher = FORM.matcher(call.header("authorization"));
        return matcher.matches()
                ? Optional.of(
                        new Signature(matcher.group(1), List.of(matcher.group(2).split(";", -1)), matcher.group(3)))
                : Optional.empty();
    }

    /** Whether every header that has to be signed is, and in their order. */
    boolean coversAll(Call call) {
        List<String> needed = call.headers().keySet().stream()
                .filter(name -> name.startsWith("x-acs-") || name.equals("host") || name.equals("content-type"))
                .sorted()
                .toList();
        return signedHeaders.containsAll(needed)
                && signedHeaders.stream().sorted().toList().equals(signedHeaders);
    }

    /** Whether the body is the one whose hash is signed. */
    static boolean hasItsBody(Call call) {
        return call.hasHeader("x-acs-content-sha256", sha256(call.body()));
    }

    /** Whether the owner of this secret has signed the call. */
    boolean isBy(String secret, Call call) {
        String right = HexFormat.of().formatHex(Hmac.SHA256.of(secret, stringToSign(call)));
        return MessageDigest.isEqual(bytes(right), bytes(signature));
    }

    /** What is signed; told to whoever signed something else, as the real gateway does. */
    String stringToSign(Call call) {
        StringBuilder request = new StringBuilder(call.method())
                .append('\n')
                .append(call.path())
                .append('\n')
                .append(canonicalQuery(call.query()))
                .append('\n');
        signedHeaders.forEach(name -> request.append(name)
                .append(':')
                .append(call.header(name).strip())
                .append('\n'));
        request.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(call.header("x-acs-content-sha256"));
        return ALGORITHM + "\n" + sha256(request.toString());
    }

    /** In the order of the names, and escaped as the specification wants it, however it came. */
    private static String canonicalQuery(String query) {
        List<String> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                pairs.add(escaped(decoded(pair.substring(0, equals))) + "="
                        + escaped(decoded(pair.substring(equals + 1))));
            } else if (!pair.isEmpty()) {
                pairs.add(escaped(decoded(pair)) + "=");
            }
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    /** All but letters, digits and four signs, by RFC 3986. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : bytes(text)) {
            char c = (char) (each & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return escaped.toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Signature[" + accessKeyId + "]";
    }
}
