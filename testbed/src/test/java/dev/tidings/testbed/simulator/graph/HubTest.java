package dev.tidings.testbed.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Post;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HubTest {
    private static final URI WEBHOOK = URI.create("http://localhost:1/webhooks/whatsapp/shop");

    @Test
    void signsAsPublished() {
        // RFC 4231, test case 2.
        assertThat(Hub.signature("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void signsTheBytesItSends() {
        Post post = Hub.post(
                WEBHOOK,
                account(Map.of("appSecret", "app-secret")),
                Json.object().put("a", "ä"));
        assertThat(post.headers())
                .containsEntry("X-Hub-Signature-256", "sha256=" + Hub.signature("app-secret", post.body()));
    }

    @Test
    void setsUpWhereThereIsAToken() {
        assertThat(Hub.handshake(account(Map.of("verifyToken", "a&b")), "c0ffee"))
                .hasValueSatisfying(handshake -> {
                    assertThat(handshake.url())
                            .hasToString(WEBHOOK + "?hub.mode=subscribe&hub.challenge=c0ffee&hub.verify_token=a%26b");
                    assertThat(handshake.expected()).isEqualTo("c0ffee");
                });
        assertThat(Hub.handshake(account(Map.of()), "c0ffee")).isEmpty();
    }

    private static Account account(Map<String, String> secrets) {
        return new Account("whatsapp", "shop", "whatsapp-cloud", WEBHOOK, Map.of(), secrets);
    }
}
