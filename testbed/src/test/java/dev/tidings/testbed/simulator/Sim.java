package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A simulator on a free port, with accounts at every provider, and a plain HTTP client in front of it. */
public final class Sim implements AutoCloseable {
    public static final String SID = "AC00000000000000000000000000000001";
    public static final String WHATSAPP_PATH = "/v23.0/100000000000001/messages";
    public static final String TWILIO_PATH = "/2010-04-01/Accounts/" + SID + "/Messages.json";
    public static final String RECIPIENT = "6581234567";
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    final SettableClock clock = new SettableClock();
    public final SimulatorClient control;
    private final Simulator simulator;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Sim(SimulatorOptions options) throws IOException {
        simulator = Simulator.start(options, clock);
        control = new SimulatorClient(simulator.url());
    }

    public static Sim start() throws IOException {
        return new Sim(SimulatorOptions.onAnyPort(accounts(null)));
    }

    /** One that reports to webhooks there, soon. */
    public static Sim reportingTo(URI webhooks) throws IOException {
        return new Sim(SimulatorOptions.onAnyPort(accounts(webhooks))
                .reportingAfter(new ReceiptDelays(Duration.ofMillis(1), Duration.ofMillis(60), null)));
    }

    /** The accounts that exist: two of WhatsApp and one of Twilio. */
    static List<Account> accounts(@Nullable URI webhooks) {
        return List.of(
                whatsapp("shop", "100000000000001", "wa-token", webhooks),
                whatsapp("club", "100000000000002", "club-token", webhooks),
                account(
                        "sms",
                        "twilio",
                        "shop",
                        webhooks,
                        Map.of(
                                "accountSid", SID,
                                "from", "+15005550006",
                                "messagingServiceSid", "MG00000000000000000000000000000001"),
                        Map.of("authToken", "twilio-token")));
    }

    private static Account whatsapp(String id, String phoneNumberId, String token, @Nullable URI webhooks) {
        return account(
                "whatsapp",
                "whatsapp-cloud",
                id,
                webhooks,
                Map.of("phoneNumberId", phoneNumberId),
                Map.of("accessToken", token, "appSecret", "app-secret", "verifyToken", "verify-me"));
    }

    private static Account account(
            String channel,
            String provider,
            String id,
            @Nullable URI webhooks,
            Map<String, String> settings,
            Map<String, String> secrets) {
        URI webhook = webhooks == null ? null : webhooks.resolve("/webhooks/" + channel + "/" + id);
        return new Account(channel, id, provider, webhook, settings, secrets);
    }

    static Sim start(SimulatorOptions options) throws IOException {
        return new Sim(options);
    }

    /** What came back. */
    public record Reply(int status, String body) {
        public JsonNode json() {
            return Json.tree(body).orElseThrow(() -> new AssertionError("not JSON: " + body));
        }

        public int graphCode() {
            return json().path("error").path("code").asInt(-1);
        }

        public int twilioCode() {
            return json().path("code").asInt(-1);
        }
    }

    URI url() {
        return simulator.url();
    }

    int port() {
        return simulator.port();
    }

    public static ObjectNode text(String body) {
        ObjectNode message = message("text");
        message.putObject("text").put("body", body);
        return message;
    }

    public static ObjectNode template(String name, String language, String... parameters) {
        ObjectNode message = message("template");
        ObjectNode template = message.putObject("template").put("name", name);
        template.putObject("language").put("code", language).put("policy", "deterministic");
        var list =
                template.putArray("components").addObject().put("type", "body").putArray("parameters");
        for (String parameter : parameters) {
            list.addObject().put("type", "text").put("text", parameter);
        }
        return message;
    }

    public static ObjectNode message(String type) {
        return Json.object()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", RECIPIENT)
                .put("type", type);
    }

    public Reply whatsapp(JsonNode message) {
        return whatsappAsync(message).join();
    }

    public CompletableFuture<Reply> whatsappAsync(JsonNode message) {
        return exchange(post(WHATSAPP_PATH, "application/json", "Bearer wa-token", Json.write(message)));
    }

    public Reply sms(String to, String body) {
        return sms(Map.of("To", to, "From", "+15005550006", "Body", body));
    }

    public Reply sms(Map<String, String> fields) {
        return smsAs(SID, "twilio-token", fields);
    }

    public Reply smsAs(String user, String password, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return exchange(post(TWILIO_PATH, "application/x-www-form-urlencoded", "Basic " + basic, form))
                .join();
    }

    public Reply control(String method, String path, String body) {
        return exchange(HttpRequest.newBuilder(url().resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build())
                .join();
    }

    public HttpRequest post(String path, String contentType, String authorization, String body) {
        return HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", contentType)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    public CompletableFuture<Reply> exchange(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Reply(response.statusCode(), response.body()));
    }

    public JournalEntry lastCall(String channel) {
        return control.awaitCalls(channel, 1, _ -> true, PATIENCE).getLast();
    }

    @Override
    public void close() {
        control.close();
        http.shutdownNow();
        simulator.close();
    }
}
