package dev.tidings.dispatcher.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

class WhatsAppWebhookTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET_A", "new secret", "SECRET_B", "old secret", "VERIFY", "verify me");
    private static final String DELIVERED =
            status("delivered", "wamid.1", ",\"biz_opaque_callback_data\":\"order-1/1\"");

    private final List<Receipt> receipts = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void publishesAReceiptBeforeItAnswers200() throws Exception {
        assertThat(posted("shop", "new secret", webhook(DELIVERED)).getStatus()).isEqualTo(200);
        assertThat(receipts)
                .containsExactly(new Receipt(
                        "whatsapp",
                        "shop",
                        "order-1/1",
                        "wamid.1",
                        ReceiptKind.DELIVERED,
                        null,
                        null,
                        Instant.ofEpochSecond(1_700_000_000),
                        Samples.NOW));
        assertThat(requests("taken")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new secret", "old secret"})
    void takesBothSecretsWhileOneIsReplaced(String secret) throws Exception {
        assertThat(posted("shop", secret, webhook(DELIVERED)).getStatus()).isEqualTo(200);
    }

    @Test
    void answersForgedAndUnknownAlike() throws Exception {
        MockHttpServletResponse forged = posted("shop", "guessed", webhook(DELIVERED));
        MockHttpServletResponse unknown = posted("nobody", "new secret", webhook(DELIVERED));
        MockHttpServletResponse padding =
                posted("nobody", "keeps the time the same, and is never right", webhook(DELIVERED));

        for (MockHttpServletResponse refused : List.of(forged, unknown, padding)) {
            assertThat(refused.getStatus()).isEqualTo(403);
            assertThat(refused.getContentAsString()).isEmpty();
            assertThat(refused.getHeaderNames()).isEqualTo(forged.getHeaderNames());
        }
        assertThat(receipts).isEmpty();
        assertThat(requests("refused")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=00", "sha256=00"})
    void refusesAMalformedSignature(String signature) throws Exception {
        assertThat(perform(post("/webhooks/whatsapp/shop")
                                .content(webhook(DELIVERED))
                                .header("X-Hub-Signature-256", signature))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void refusesAMissingSignature() throws Exception {
        assertThat(perform(post("/webhooks/whatsapp/shop").content(webhook(DELIVERED)))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void refusesATruncatedBody() throws Exception {
        byte[] whole = bytes(webhook(DELIVERED));
        assertThat(perform(post("/webhooks/whatsapp/shop")
                                .content(Arrays.copyOf(whole, whole.length - 1))
                                .header("X-Hub-Signature-256", sign("new secret", whole)))
                        .getStatus())
                .isEqualTo(403);
        assertThat(receipts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{} trailing", "{\"entry\":[{"})
    void answersSignedNonsenseWith400(String body) throws Exception {
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(400);
        assertThat(requests("malformed")).isEqualTo(1);
    }

    @Test
    void takesNothingLongerThanTheLimit() throws Exception {
        String pad = " ".repeat(3 * 1024 * 1024 - webhook(DELIVERED).length());
        assertThat(posted("shop", "new secret", webhook(DELIVERED) + pad).getStatus())
                .isEqualTo(200);
        assertThat(posted("shop", "new secret", webhook(DELIVERED) + pad + " ").getStatus())
                .isEqualTo(413);
        assertThat(requests("too_long")).isEqualTo(1);
    }

    @Test
    void refusesAnAnnouncedLengthWithoutReading() throws Exception {
        assertThat(perform(post("/webhooks/whatsapp/shop").header("Content-Length", "99999999"))
                        .getStatus())
                .isEqualTo(413);
    }

    @Test
    void takesABatchInItsOrder() throws Exception {
        String body = webhook(
                status("read", "wamid.2", ""),
                status("delivered", "wamid.2", ""),
                status("sent", "wamid.3", ""),
                status("read", "wamid.2", ""),
                status("warning", "wamid.4", ""),
                "{\"status\":\"delivered\"}");
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(200);

        assertThat(receipts)
                .extracting(Receipt::kind)
                .containsExactly(ReceiptKind.READ, ReceiptKind.DELIVERED, ReceiptKind.READ);
        assertThat(receipts).extracting(Receipt::correlationId).containsOnly("wamid.2");
        assertThat(statuses("taken")).isEqualTo(3);
        assertThat(statuses("sent")).isEqualTo(1);
        assertThat(statuses("other")).isEqualTo(1);
        assertThat(statuses("malformed")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "131026,RECIPIENT_NOT_ON_CHANNEL",
        "131047,OUTSIDE_SERVICE_WINDOW",
        "130429,RATE_LIMITED",
        "131000,PROVIDER_UNAVAILABLE",
        "999999,PROVIDER_ERROR"
    })
    void saysWhyAMessageFailed(String code, Reason reason) throws Exception {
        posted("shop", "new secret", webhook(status("failed", "wamid.1", ",\"errors\":[{\"code\":" + code + "}]")));
        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.kind()).isEqualTo(ReceiptKind.UNDELIVERED);
            assertThat(receipt.reason()).isEqualTo(reason);
            assertThat(receipt.providerCode()).isEqualTo(code);
        });
    }

    @Test
    void leavesAnotherNumbersStatusesAlone() throws Exception {
        String body = webhook(DELIVERED).replace("100000000000001", "100000000000002");
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(200);
        assertThat(receipts).isEmpty();
        assertThat(statuses("other_number")).isEqualTo(1);
    }

    @Test
    void takesAWebhookWithoutStatuses() throws Exception {
        String incoming = "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"id\":\"wamid.9\"}]}}]}]}";
        assertThat(posted("shop", "new secret", incoming).getStatus()).isEqualTo(200);
        assertThat(receipts).isEmpty();
    }

    @Test
    void asksForARepeatWhereKafkaFails() throws Exception {
        ReceiptSink failing = _ -> CompletableFuture.failedFuture(new IllegalStateException("no Kafka"));
        assertThat(posted(failing, Duration.ofSeconds(5)).getStatus()).isEqualTo(503);
    }

    @Test
    void asksForARepeatWhereKafkaTakesTooLong() throws Exception {
        assertThat(posted(_ -> new CompletableFuture<>(), Duration.ofMillis(50)).getStatus())
                .isEqualTo(503);
    }

    @Test
    void asksForARepeatWhereTheSinkThrows() throws Exception {
        ReceiptSink throwing = _ -> {
            throw new IllegalStateException("closed");
        };
        assertThat(posted(throwing, Duration.ofSeconds(5)).getStatus()).isEqualTo(503);
        assertThat(requests("not_published")).isEqualTo(1);
    }

    @Test
    void echoesTheChallengeToWhoKnowsTheToken() throws Exception {
        MockHttpServletResponse answer = handshake("shop", "subscribe", "verify me", "1158201444");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).isEqualTo("1158201444");
        assertThat(answer.getContentType()).startsWith("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "shop,subscribe,wrong,1",
        "nobody,subscribe,verify me,1",
        "shop,unsubscribe,verify me,1",
        "shop,subscribe,verify me,<script>",
        "shop,subscribe,verify me,''",
        "nobody,subscribe,'',1",
        "shop,subscribe,'',1"
    })
    void echoesNothingOtherwise(String account, String mode, String token, String challenge) throws Exception {
        MockHttpServletResponse answer = handshake(account, mode, token, challenge);
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getContentAsString()).isEmpty();
    }

    @Test
    void refusesAHandshakeWithoutParameters() throws Exception {
        assertThat(perform(get("/webhooks/whatsapp/shop")).getStatus()).isEqualTo(403);
    }

    private MockHttpServletResponse handshake(String account, String mode, String token, String challenge)
            throws Exception {
        return perform(get("/webhooks/whatsapp/" + account)
                .param("hub.mode", mode)
                .param("hub.verify_token", token)
                .param("hub.challenge", challenge));
    }

    private MockHttpServletResponse posted(String account, String secret, String body) throws Exception {
        return perform(signed(account, secret, body));
    }

    private MockHttpServletResponse posted(ReceiptSink sink, Duration within) throws Exception {
        return mvc(sink, within)
                .perform(signed("shop", "new secret", webhook(DELIVERED)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        ReceiptSink keeping = receipt -> {
            receipts.add(receipt);
            return CompletableFuture.allOf();
        };
        return mvc(keeping, Duration.ofSeconds(5)).perform(request).andReturn().getResponse();
    }

    private MockMvc mvc(ReceiptSink sink, Duration within) {
        WebhookProperties properties = new WebhookProperties(DataSize.ofMegabytes(3), DataSize.ofMegabytes(64), within);
        WebhookMetrics metrics = new WebhookMetrics(registry);
        WhatsAppIntake intake = new WhatsAppIntake(
                MapCatalog.of(Samples.whatsApp("https://host")),
                new Credentials(ENVIRONMENT::get, new CredentialsProperties(null)),
                new BodyReader(properties),
                new ReceiptPublisher(sink, within),
                InstantSource.fixed(Samples.NOW),
                metrics);
        return MockMvcBuilders.standaloneSetup(new WhatsAppWebhook(intake, metrics, properties))
                .build();
    }

    private static MockHttpServletRequestBuilder signed(String account, String secret, String body) throws Exception {
        return post("/webhooks/whatsapp/" + account)
                .contentType("application/json")
                .content(bytes(body))
                .header("X-Hub-Signature-256", sign(secret, bytes(body)));
    }

    private static String sign(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String status(String status, String id, String more) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status
                + "\",\"timestamp\":\"1700000000\",\"recipient_id\":\"6581234567\"" + more + "}";
    }

    private static String webhook(String... statuses) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\","
                + "\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"phone_number_id\":\"100000000000001\"},"
                + "\"statuses\":[" + String.join(",", statuses) + "]}}]}]}";
    }

    private double requests(String outcome) {
        return count("tidings.webhook.requests", outcome);
    }

    private double statuses(String outcome) {
        return count("tidings.webhook.statuses", outcome);
    }

    private double count(String name, @Nullable String outcome) {
        return registry.get(name)
                .tag("outcome", String.valueOf(outcome))
                .counter()
                .count();
    }
}
