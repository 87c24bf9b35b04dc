package dev.tidings.dispatcher.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class WhatsAppWebhookTest {
    private static final String DELIVERED =
            WebhookBench.status("delivered", "wamid.1", ",\"biz_opaque_callback_data\":\"order-1/1\"");

    private final List<Receipt> receipts = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void publishesAReceiptBeforeItAnswers200() throws Exception {
        assertThat(posted("shop", "new secret", WebhookBench.webhook(DELIVERED)).getStatus())
                .isEqualTo(200);
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
        assertThat(posted("shop", secret, WebhookBench.webhook(DELIVERED)).getStatus())
                .isEqualTo(200);
    }

    @Test
    void answersForgedAndUnknownAlike() throws Exception {
        MockHttpServletResponse forged = posted("shop", "guessed", WebhookBench.webhook(DELIVERED));
        MockHttpServletResponse unknown = posted("nobody", "new secret", WebhookBench.webhook(DELIVERED));
        MockHttpServletResponse padding =
                posted("nobody", "keeps the time the same, and is never right", WebhookBench.webhook(DELIVERED));

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
                                .content(WebhookBench.webhook(DELIVERED))
                                .header("X-Hub-Signature-256", signature))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void refusesAMissingSignature() throws Exception {
        assertThat(perform(post("/webhooks/whatsapp/shop").content(WebhookBench.webhook(DELIVERED)))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void refusesATruncatedBody() throws Exception {
        byte[] whole = WebhookBench.bytes(WebhookBench.webhook(DELIVERED));
        assertThat(perform(post("/webhooks/whatsapp/shop")
                                .content(Arrays.copyOf(whole, whole.length - 1))
                                .header("X-Hub-Signature-256", WebhookBench.sign("new secret", whole)))
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
        String pad =
                " ".repeat(3 * 1024 * 1024 - WebhookBench.webhook(DELIVERED).length());
        assertThat(posted("shop", "new secret", WebhookBench.webhook(DELIVERED) + pad)
                        .getStatus())
                .isEqualTo(200);
        assertThat(posted("shop", "new secret", WebhookBench.webhook(DELIVERED) + pad + " ")
                        .getStatus())
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
    void takesASentThatNamesOurIdForAnAcceptance() throws Exception {
        String body = WebhookBench.webhook(
                WebhookBench.status("sent", "wamid.1", ",\"biz_opaque_callback_data\":\"order-1/1\""));
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(200);

        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.kind()).isEqualTo(ReceiptKind.ACCEPTED);
            assertThat(receipt.correlationId()).isEqualTo("order-1/1");
        });
    }

    @Test
    void takesABatchInItsOrder() throws Exception {
        String body = WebhookBench.webhook(
                WebhookBench.status("read", "wamid.2", ""),
                WebhookBench.status("delivered", "wamid.2", ""),
                WebhookBench.status("sent", "wamid.3", ""),
                WebhookBench.status("read", "wamid.2", ""),
                WebhookBench.status("warning", "wamid.4", ""),
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
        posted(
                "shop",
                "new secret",
                WebhookBench.webhook(
                        WebhookBench.status("failed", "wamid.1", ",\"errors\":[{\"code\":" + code + "}]")));
        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.kind()).isEqualTo(ReceiptKind.UNDELIVERED);
            assertThat(receipt.reason()).isEqualTo(reason);
            assertThat(receipt.providerCode()).isEqualTo(code);
        });
    }

    @Test
    void leavesAnotherNumbersStatusesAlone() throws Exception {
        String body = WebhookBench.webhook(DELIVERED).replace("100000000000001", "100000000000002");
        assertThat(posted("shop", "new secret", body).getStatus()).isEqualTo(200);
        assertThat(receipts).isEmpty();
        assertThat(statuses("other_number")).isEqualTo(1);
    }

    /** An app has one URL, whatever numbers it serves: the accounts of the others get their receipts from it too. */
    @Test
    void filesAnotherNumbersStatusesUnderItsOwnAccount() throws Exception {
        SenderAccount shop = Samples.whatsApp("https://host");
        WebhookBench app = new WebhookBench(
                List.of(shop, club(shop.credentials()), stranger()),
                Map.of("SECRET_A", "new secret", "SECRET_B", "old secret", "VERIFY", "verify me"));
        String body = WebhookBench.webhook(DELIVERED).replace("100000000000001", "100000000000002");

        app.call(WebhookBench.signed("shop", "new secret", body));

        assertThat(app.receipts).extracting(Receipt::accountId).containsExactly("club");
        assertThat(app.statuses("taken")).isEqualTo(1);
    }

    private static SenderAccount club(Map<String, String> credentials) {
        return new SenderAccount(
                "whatsapp",
                "club",
                null,
                true,
                "whatsapp-cloud",
                "https://host",
                Map.of("phoneNumberId", "100000000000002"),
                credentials,
                null,
                null);
    }

    /** Of another app, that says of itself that it has the same number. */
    private static SenderAccount stranger() {
        return new SenderAccount(
                "whatsapp",
                "stranger",
                null,
                true,
                "whatsapp-cloud",
                "https://host",
                Map.of("phoneNumberId", "100000000000002"),
                Map.of("accessToken", "env:TOKEN", "appSecret", "env:OTHER", "verifyToken", "env:VERIFY"),
                null,
                null);
    }

    @Test
    void takesAWebhookWithoutStatuses() throws Exception {
        String incoming = "{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"id\":\"wamid.9\"}]}}]}]}";
        assertThat(posted("shop", "new secret", incoming).getStatus()).isEqualTo(200);
        assertThat(receipts).isEmpty();
    }

    @Test
    void countsMadeUpChannelsTogether() throws Exception {
        for (String path : List.of("/webhooks/pigeon/shop", "/webhooks/owl/shop")) {
            MockHttpServletResponse refused = perform(post(path).content(WebhookBench.webhook(DELIVERED)));
            assertThat(refused.getStatus()).isEqualTo(403);
            assertThat(refused.getContentAsString()).isEmpty();
        }
        assertThat(registry.get("tidings.webhook.requests")
                        .tags("channel", "unknown", "outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void refusesForAChannelWhatIsSignedForAnother() throws Exception {
        byte[] body = WebhookBench.bytes(WebhookBench.webhook(DELIVERED));
        assertThat(perform(post("/webhooks/sms/shop")
                                .content(body)
                                .header("X-Hub-Signature-256", WebhookBench.sign("new secret", body)))
                        .getStatus())
                .isEqualTo(403);
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
    @Timeout(20)
    void answersInTimeThoughTheSinkBlocksAndHandsNothingMoreOver() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        List<Receipt> handedOver = Collections.synchronizedList(new ArrayList<>());
        ReceiptSink blocking = receipt -> {
            handedOver.add(receipt);
            awaitUninterruptibly(released);
            return CompletableFuture.allOf();
        };
        AtomicReference<@Nullable Thread> handOver = new AtomicReference<>();
        ReceiptPublisher publisher = new ReceiptPublisher(
                blocking, Duration.ofMillis(50), task -> handOver.set(Thread.startVirtualThread(task)));

        boolean taken = publisher.publish(List.of(receipt(), receipt()));

        released.countDown();
        Objects.requireNonNull(handOver.get()).join();
        assertThat(taken).isFalse();
        assertThat(handedOver).hasSize(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Receipt receipt() {
        return new Receipt(
                "whatsapp",
                "shop",
                "order-1/1",
                "wamid.1",
                ReceiptKind.DELIVERED,
                null,
                null,
                Samples.NOW,
                Samples.NOW);
    }

    private MockHttpServletResponse posted(String account, String secret, String body) throws Exception {
        return perform(WebhookBench.signed(account, secret, body));
    }

    private MockHttpServletResponse posted(ReceiptSink sink, Duration within) throws Exception {
        return WebhookBench.mvc(registry, sink, within)
                .perform(WebhookBench.signed("shop", "new secret", WebhookBench.webhook(DELIVERED)))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        ReceiptSink keeping = receipt -> {
            receipts.add(receipt);
            return CompletableFuture.allOf();
        };
        return WebhookBench.mvc(registry, keeping, Duration.ofSeconds(5))
                .perform(request)
                .andReturn()
                .getResponse();
    }

    private double requests(String outcome) {
        return count("tidings.webhook.requests", outcome);
    }

    private double statuses(String outcome) {
        return count("tidings.webhook.statuses", outcome);
    }

    private double count(String name, @Nullable String outcome) {
        return registry.get(name).tag("outcome", String.valueOf(outcome)).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
