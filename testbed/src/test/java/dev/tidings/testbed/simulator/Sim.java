package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A simulator on a free port with a plain HTTP client in front of it. */
final class Sim implements AutoCloseable {
    static final Secrets SECRETS = new Secrets("wa-token", "app-secret", "verify-me", "twilio-token");
    static final String SID = "AC00000000000000000000000000000001";
    static final String WHATSAPP_PATH = "/v23.0/100000000000001/messages";
    static final String TWILIO_PATH = "/2010-04-01/Accounts/" + SID + "/Messages.json";
    static final String RECIPIENT = "6581234567";
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final SettableClock clock = new SettableClock();
    final SimulatorClient control;
    private final Simulator simulator;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Sim(SimulatorOptions options) throws IOException {
        simulator = Simulator.start(options, SECRETS, clock);
        control = new SimulatorClient(simulator.url());
    }

    static Sim start() throws IOException {
        return new Sim(SimulatorOptions.onAnyPort());
    }

    static Sim start(SimulatorOptions options) throws IOException {
        return new Sim(options);
    }

    /** What came back. */
    record Reply(int status, String body) {
        JsonNode json() {
            return Json.tree(body).orElseThrow(() -> new AssertionError("not JSON: " + body));
        }

        int graphCode() {
            return json().path("error").path("code").asInt(-1);
        }

        int twilioCode() {
            return json().path("code").asInt(-1);
        }
    }

    URI url() {
        return simulator.url();
    }

    int port() {
        return simulator.port();
    }

    static ObjectNode text(String body) {
        ObjectNode message = message("text");
        message.putObject("text").put("body", body);
        return message;
    }

    static ObjectNode template(String name, String language, String... parameters) {
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

    static ObjectNode message(String type) {
        return Json.object()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", RECIPIENT)
                .put("type", type);
    }

    Reply whatsapp(JsonNode message) {
        return whatsappAsync(message).join();
    }

    CompletableFuture<Reply> whatsappAsync(JsonNode message) {
        return exchange(post(WHATSAPP_PATH, "application/json", "Bearer wa-token", Json.write(message)));
    }

    Reply sms(String to, String body) {
        return sms(Map.of("To", to, "From", "+15005550006", "Body", body));
    }

    Reply sms(Map<String, String> fields) {
        return smsAs(SID, "twilio-token", fields);
    }

    Reply smsAs(String user, String password, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return exchange(post(TWILIO_PATH, "application/x-www-form-urlencoded", "Basic " + basic, form))
                .join();
    }

    Reply control(String method, String path, String body) {
        return exchange(HttpRequest.newBuilder(url().resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .build())
                .join();
    }

    HttpRequest post(String path, String contentType, String authorization, String body) {
        return HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", contentType)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    CompletableFuture<Reply> exchange(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Reply(response.statusCode(), response.body()));
    }

    JournalEntry lastCall(String channel) {
        return control.awaitCalls(channel, 1, _ -> true, PATIENCE).getLast();
    }

    @Override
    public void close() {
        control.close();
        http.shutdownNow();
        simulator.close();
    }
}
