package dev.tidings.dispatcher.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SenderAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookAddressTest {
    private static SenderAccount account(String id) {
        return new SenderAccount("sms", id, null, true, "twilio", "https://host", Map.of(), Map.of(), null, null);
    }

    @Test
    void namesTheAccountInAFormThatAPathCanHave() {
        WebhookAddress address = new WebhookAddress("https://hooks.example/tidings");
        assertThat(address.of(account("shop"))).hasValue("https://hooks.example/tidings/webhooks/sms/shop");
        assertThat(address.of(account("my shop?"))).hasValue("https://hooks.example/tidings/webhooks/sms/my%20shop%3F");
    }

    @Test
    void isUnknownUnlessItIsConfigured() {
        assertThat(new WebhookAddress(null).of(account("shop"))).isEmpty();
    }
}
