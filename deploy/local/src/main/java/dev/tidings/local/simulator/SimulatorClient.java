package dev.tidings.local.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.local.settings.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Talks to the provider simulator's control interface. What goes wrong is told in a sentence that helps a user.
 *
 * <p>The testbed has a client of its own, which reads the journal and waits for calls as tests need it. It is no use
 * here: the testbed is never shipped, and this module must not need it to compile.
 */
final class SimulatorClient {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;

    SimulatorClient(String url) {
        this.url = url;
    }

    /** Puts a behaviour in force, as JSON. */
    void put(String behaviour) {
        call(request("/_sim/behaviours").PUT(HttpRequest.BodyPublishers.ofString(behaviour)));
    }

    /** Ends all behaviours of a channel; of all channels where it is empty. */
    void heal(String channel) {
        call(request("/_sim/behaviours" + (channel.isEmpty() ? "" : "?channel=" + channel))
                .DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWERS_WITHIN)
                .header("Content-Type", "application/json");
    }

    /** The sentence in the simulator's answer. */
    static String reason(String answer) {
        try {
            return JSON.readTree(answer).path("error").asText(answer);
        } catch (JsonProcessingException notFromTheSimulator) {
            return answer;
        }
    }

    private void call(HttpRequest.Builder request) {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new UserError("The simulator refused: " + reason(answer.body()));
            }
        } catch (IOException e) {
            throw new UserError("The simulator at " + url + " does not answer. ./tidings status tells more.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.", e);
        }
    }
}
