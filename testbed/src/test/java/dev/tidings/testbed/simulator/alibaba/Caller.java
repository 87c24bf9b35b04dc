package dev.tidings.testbed.simulator.alibaba;

import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Hmac;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A customer who signs calls, and can get every header of them wrong. */
final class Caller {
    static final String KEY = "LTAI5tExample";
    static final String SECRET = "cloud-secret";

    private final Sim sim;
    private final Map<String, String> headers = new TreeMap<>();
    private String secret = SECRET;

    Caller(Sim sim, String action, String version) {
        this.sim = sim;
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", version);
        headers.put("x-acs-date", "2026-12-01T09:00:00Z");
        headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
        headers.put("content-type", "application/x-www-form-urlencoded; charset=UTF-8");
    }

    Caller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Caller knowing(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    Sim.Reply post(Map<String, String> query, Map<String, String> form) throws Exception {
        return post(encoded(query), encoded(form));
    }

    Sim.Reply post(String query, String body) throws Exception {
        headers.put("host", sim.url().getAuthority());
        headers.putIfAbsent(
                "x-acs-content-sha256",
                HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8))));
        Call call = new Call("POST", "/", query, headers, body);
        List<String> names = List.copyOf(headers.keySet());
        String signature =
                HexFormat.of().formatHex(Hmac.SHA256.of(secret, new Signature(KEY, names, "").stringToSign(call)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sim.url() + "/?" + query))
                .header(
                        "Authorization",
                        "ACS3-HMAC-SHA256 Credential=" + KEY + ",SignedHeaders=" + String.join(";", names)
                                + ",Signature=" + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        // The client writes this one itself.
        headers.entrySet().stream()
                .filter(header -> !header.getKey().equals("host"))
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        return sim.exchange(request.build()).join();
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
