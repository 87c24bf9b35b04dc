package dev.tidings.dispatcher.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class ViberBotWebhookTest {
    private static final String TOKEN = "4912661846655238145";

    private final WebhookBench bench = new WebhookBench(account(), Map.of("NEW", "new token", "OLD", "old token"));

    private static SenderAccount account() {
        SenderAccount bot = ViberBotTest.bot("https://host");
        return new SenderAccount(
                bot.channel(),
                bot.accountId(),
                null,
                true,
                bot.provider(),
                bot.baseUrl(),
                bot.settings(),
                Map.of("authToken", "env:NEW,env:OLD"),
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({"delivered,DELIVERED,", "seen,READ,", "failed,UNDELIVERED,PROVIDER_ERROR"})
    void publishesWhatBecameOfAMessage(String event, ReceiptKind kind, @Nullable Reason reason) throws Exception {
        assertThat(posted("shop", "new token", event(event, TOKEN)).getStatus()).isEqualTo(200);
        assertThat(bench.receipts)
                .containsExactly(new Receipt(
                        "viber",
                        "shop",
                        TOKEN,
                        TOKEN,
                        kind,
                        reason,
                        null,
                        Instant.ofEpochMilli(1_700_000_000_123L),
                        Samples.NOW));
    }

    /** A failure's description is the provider's text, and may quote anything. */
    @Test
    void keepsNothingOfAFailuresText() throws Exception {
        posted("shop", "new token", event("failed", TOKEN).replace("}", ",\"desc\":\"no way to 01234567890A=\"}"));
        assertThat(bench.receipts.toString()).doesNotContain("no way", "01234567890A=");
    }

    @Test
    void takesTheOldTokenWhileOneIsReplaced() throws Exception {
        assertThat(posted("shop", "old token", event("seen", TOKEN)).getStatus())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"shop,guessed", "nobody,new token"})
    void refusesForgedAndUnknownAlike(String account, String token) throws Exception {
        MockHttpServletResponse refused = posted(account, token, event("seen", TOKEN));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString()).isEmpty();
        assertThat(bench.receipts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "00"})
    void refusesAMalformedSignature(String signature) throws Exception {
        assertThat(bench.call(post("/webhooks/viber/shop")
                                .content(event("seen", TOKEN))
                                .header("X-Viber-Content-Signature", signature))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void refusesATruncatedBody() throws Exception {
        byte[] whole = event("seen", TOKEN).getBytes(StandardCharsets.UTF_8);
        assertThat(bench.call(post("/webhooks/viber/shop")
                                .content(Arrays.copyOf(whole, whole.length - 1))
                                .header("X-Viber-Content-Signature", sign("new token", whole)))
                        .getStatus())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook",
                "conversation_started",
                "subscribed",
                "unsubscribed",
                "message",
                "action",
                "client_status"
            })
    void answersWhatIsNotAboutItsMessages(String event) throws Exception {
        assertThat(posted("shop", "new token", event(event, TOKEN)).getStatus()).isEqualTo(200);
        assertThat(bench.receipts).isEmpty();
    }

    @Test
    void countsAnEventThatItDoesNotKnow() throws Exception {
        assertThat(posted("shop", "new token", event("sung", TOKEN)).getStatus())
                .isEqualTo(200);
        assertThat(bench.statuses("other")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "\"\"", "{}"})
    void countsAnEventWithoutAMessage(String token) throws Exception {
        assertThat(posted("shop", "new token", event("seen", token)).getStatus())
                .isEqualTo(200);
        assertThat(bench.statuses("malformed")).isEqualTo(1);
        assertThat(bench.receipts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"soon\"", "9999999999999", "null"})
    void takesATimeThatMakesNoSenseForNow(String time) throws Exception {
        posted("shop", "new token", event("seen", TOKEN).replace("1700000000123", time));
        assertThat(bench.receipts)
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.occurredAt()).isEqualTo(Samples.NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{}", "{\"event\":7} trailing"})
    void answersSignedNonsenseWith400(String body) throws Exception {
        assertThat(posted("shop", "new token", body).getStatus()).isEqualTo(400);
    }

    private static String event(String name, String token) {
        return "{\"event\":\"" + name + "\",\"timestamp\":1700000000123,\"chat_hostname\":\"SN-1\",\"message_token\":"
                + token + ",\"user_id\":\"01234567890A=\"}";
    }

    private MockHttpServletResponse posted(String account, String token, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bench.call(post("/webhooks/viber/" + account)
                .contentType("application/json")
                .content(bytes)
                .header("X-Viber-Content-Signature", sign(token, bytes)));
    }

    private static String sign(String token, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
