package dev.tidings.dispatcher.channel.alibaba;

import dev.tidings.dispatcher.channel.http.Forms;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls as Alibaba Cloud's page "V3 request structure and signature" describes: HMAC-SHA256 under the access key's secret
 * over the hash of method, path, query, headers and the body's hash. Whatever the provider can read of a call is signed with it.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature">The page</a>
 */
public final class OpenApiSigner {
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    /** As it is sent, to the letter: it is signed. */
    private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

    private final InstantSource clock;
    private final Supplier<String> nonces;

    /**
     * A signer.
     *
     * @param clock the provider takes a call within 15 minutes of its own
     * @param nonces text that never comes twice
     */
    public OpenApiSigner(InstantSource clock, Supplier<String> nonces) {
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * A call that is ready to go.
     *
     * @param accessKeyId the name of the key, of letters and digits
     * @param sender has its secret
     */
    HttpQuestion sign(OpenApiCall call, String accessKeyId, Sender sender) {
        // Hosts are signed in lower case, and sent as the URL has them.
        String base = sender.account().baseUrl().toLowerCase(Locale.ROOT);
        String query = canonical(call.query());
        String body = Forms.write(new TreeMap<>(call.form()));
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", FORM);
        headers.put("host", URI.create(base).getRawAuthority());
        headers.put("x-acs-action", call.action());
        headers.put("x-acs-content-sha256", sha256(body));
        headers.put(
                "x-acs-date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("x-acs-signature-nonce", nonces.get());
        headers.put("x-acs-version", call.version());
        Map<String, String> sent = new TreeMap<>(headers);
        sent.keySet().removeIf(name -> !name.startsWith("x-acs-"));
        sent.put("Accept", "application/json");
        sent.put("Authorization", authorization(accessKeyId, sender.secret().bytes(), query, headers));
        return new HttpQuestion(URI.create(base + "/" + (query.isEmpty() ? "" : "?" + query)), sent, FORM, body);
    }

    /**
     * The header Authorization of a POST to the root.
     *
     * @param query as the URL has it, its names in order
     * @param headers all that are signed, x-acs-content-sha256 among them
     */
    static String authorization(String accessKeyId, byte[] secret, String query, SortedMap<String, String> headers) {
        String names = String.join(";", headers.keySet());
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        String request = "POST\n/\n" + query + "\n" + lines + "\n" + names + "\n" + headers.get("x-acs-content-sha256");
        String signature = hmac(secret, ALGORITHM + "\n" + sha256(request));
        return ALGORITHM + " Credential=" + accessKeyId + ",SignedHeaders=" + names + ",Signature=" + signature;
    }

    /** Parameters in the order of their names, as RFC 3986 escapes them. */
    static String canonical(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> escaped(parameter.getKey()) + "=" + escaped(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** A form escapes a blank and a star in another way, and the tilde needlessly. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
