package dev.tidings.testbed.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Handshake;
import dev.tidings.testbed.simulator.provider.Hmac;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Post;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Webhooks of Meta's platform. Accounts have the secret appSecret and, where a set-up is tried, verifyToken. */
public final class Hub {
    private Hub() {}

    /** An event, signed with the account's secret. */
    public static Post post(URI webhook, Account account, JsonNode event) {
        String body = Json.write(event);
        return new Post(
                webhook,
                Map.of(
                        "Content-Type", "application/json",
                        "User-Agent", "facebookexternalua",
                        "X-Hub-Signature-256", "sha256=" + signature(account.secret("appSecret"), body)),
                body);
    }

    /** The set-up call, which the receiver answers with the challenge. */
    public static Optional<Handshake> handshake(Account account, String challenge) {
        return Optional.ofNullable(account.webhook())
                .flatMap(webhook -> account.optionalSecret("verifyToken")
                        .map(token -> new Handshake(
                                URI.create(webhook + "?hub.mode=subscribe&hub.challenge=" + challenge
                                        + "&hub.verify_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)),
                                challenge)));
    }

    static String signature(String secret, String body) {
        return HexFormat.of().formatHex(Hmac.SHA256.of(secret, body));
    }
}
