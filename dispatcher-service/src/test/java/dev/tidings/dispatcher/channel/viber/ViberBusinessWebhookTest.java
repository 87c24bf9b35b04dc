package dev.tidings.dispatcher.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViberBusinessWebhookTest {
    private final WebhookBench bench =
            new WebhookBench(ViberBusinessTest.service("https://host"), Map.of("TOKEN", "s3cret"));

    @ParameterizedTest
    @CsvSource({"0,DELIVERED,", "1,READ,", "2,UNDELIVERED,VALIDITY_EXPIRED"})
    void publishesWhatBecameOfAMessage(String status, ReceiptKind kind, @Nullable Reason reason) throws Exception {
        assertThat(posted("token=s3cret", callback(status))).isEqualTo(200);
        assertThat(bench.receipts)
                .containsExactly(new Receipt(
                        "viber",
                        "shop",
                        "5741311803571721087",
                        "5741311803571721087",
                        kind,
                        reason,
                        null,
                        Instant.ofEpochMilli(1_700_000_000_123L),
                        Samples.NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=", "token=guessed", "tok=s3cret", "token=guessed&token=s3cret"})
    void refusesWhoDoesNotShowTheToken(String query) throws Exception {
        assertThat(posted(query, callback("0"))).isEqualTo(403);
        assertThat(bench.receipts).isEmpty();
    }

    @Test
    void countsAStatusThatItDoesNotKnow() throws Exception {
        assertThat(posted("token=s3cret", callback("9"))).isEqualTo(200);
        assertThat(bench.statuses("other")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7"})
    void answersNonsenseWith400(String body) throws Exception {
        assertThat(posted("token=s3cret", body)).isEqualTo(400);
    }

    private static String callback(String status) {
        return "{\"message_token\":5741311803571721087,\"message_status\":" + status
                + ",\"message_time\":1700000000123,\"phone_number\":\"6581234567\",\"service_id\":45001}";
    }

    private int posted(String query, String body) throws Exception {
        return bench.call(post("/webhooks/viber/shop?" + query)
                        .contentType("application/json")
                        .content(body))
                .getStatus();
    }
}
