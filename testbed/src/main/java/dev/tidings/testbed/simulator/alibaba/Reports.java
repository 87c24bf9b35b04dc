package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Post;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where an account's reports go: to its webhook with its token behind it, which is all that shows where they are from.
 *
 * @param webhook The webhook.
 * @param token The account's webhookToken.
 */
record Reports(URI webhook, String token) {
    static Reports of(Account account, URI webhook) {
        return new Reports(webhook, account.secret("webhookToken"));
    }

    void send(ObjectNode report, Outbox outbox) {
        outbox.post(new Post(
                URI.create(webhook + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)),
                Map.of("Content-Type", "application/json;charset=UTF-8"),
                Json.write(Json.MAPPER.createArrayNode().add(report))));
    }

    @Override
    public String toString() {
        return "Reports[hidden]";
    }
}
