package dev.tidings.dispatcher.webhook;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.CredentialsProperties;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;

/** The webhook of an account shop as the service puts it together, and what Meta sends to it. */
final class WebhookBench {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET_A", "new secret", "SECRET_B", "old secret", "VERIFY", "verify me");

    private WebhookBench() {}

    static MockMvc mvc(MeterRegistry registry, ReceiptSink sink, Duration within) {
        WebhookProperties properties = new WebhookProperties(DataSize.ofMegabytes(3), DataSize.ofMegabytes(64), within);
        WebhookMetrics metrics = new WebhookMetrics(registry);
        WhatsAppIntake intake = new WhatsAppIntake(
                MapCatalog.of(Samples.whatsApp("https://host")),
                new Credentials(ENVIRONMENT::get, new CredentialsProperties(null)),
                new BodyReader(properties),
                new ReceiptPublisher(sink, within, Thread::startVirtualThread),
                InstantSource.fixed(Samples.NOW),
                metrics);
        return MockMvcBuilders.standaloneSetup(new WhatsAppWebhook(intake, metrics, properties))
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
