package dev.tidings.dispatcher.webhook;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.registry.Bench;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

/** The webhooks of accounts as the service puts them together, and what Meta sends to one that is named shop. */
public final class WebhookBench {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET_A", "new secret", "SECRET_B", "old secret", "VERIFY", "verify me");

    /** What was published, in its order. */
    public final List<Receipt> receipts = new ArrayList<>();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MockMvc mvc;

    /**
     * The webhooks of one account.
     *
     * @param environment where its secrets are
     */
    public WebhookBench(SenderAccount account, Map<String, String> environment) {
        this(List.of(account), environment);
    }

    /** The webhooks of several accounts. */
    WebhookBench(List<SenderAccount> accounts, Map<String, String> environment) {
        ReceiptSink keeping = receipt -> {
            receipts.add(receipt);
            return CompletableFuture.allOf();
        };
        this.mvc = mvc(registry, keeping, Duration.ofSeconds(5), MapCatalog.of(accounts), environment);
    }

    /** Calls them; their public URL is {@link Bench#PUBLIC_URL}. */
    public MockHttpServletResponse call(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    /** How many statuses had this fate. */
    public double statuses(String outcome) {
        return registry.get("tidings.webhook.statuses").tag("outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    static MockMvc mvc(MeterRegistry registry, ReceiptSink sink, Duration within) {
        return mvc(registry, sink, within, MapCatalog.of(Samples.whatsApp("https://host")), ENVIRONMENT);
    }

    private static MockMvc mvc(
            MeterRegistry registry,
            ReceiptSink sink,
            Duration within,
            MapCatalog catalog,
            Map<String, String> environment) {
        WebhookProperties properties =
                new WebhookProperties(DataSize.ofMegabytes(3), DataSize.ofMegabytes(64), within, Bench.PUBLIC_URL);
        WebhookMetrics metrics = new WebhookMetrics(registry);
        Credentials credentials =
                new Credentials(environment::get, new CredentialsProperties(null), InstantSource.fixed(Samples.NOW));
        WebhookIntake intake = new WebhookIntake(
                catalog,
                Bench.webhooks(),
                new AccountSecrets(credentials, new MissingSecrets()),
                new ReceiptPublisher(sink, within, Thread::startVirtualThread),
                InstantSource.fixed(Samples.NOW),
                metrics);
        return MockMvcBuilders.standaloneSetup(
                        new WebhookController(intake, new BodyReader(properties), metrics, properties))
                .build();
    }

    static MockHttpServletRequestBuilder signed(String account, String secret, String body) throws Exception {
        return post("/webhooks/whatsapp/" + account)
                .contentType("application/json")
                .content(bytes(body))
                .header("X-Hub-Signature-256", sign(secret, bytes(body)));
    }

    static String sign(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String status(String status, String id, String more) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status
                + "\",\"timestamp\":\"1700000000\",\"recipient_id\":\"6581234567\"" + more + "}";
    }

    static String webhook(String... statuses) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\","
                + "\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"phone_number_id\":\"100000000000001\"},"
                + "\"statuses\":[" + String.join(",", statuses) + "]}}]}]}";
    }
}
