package dev.tidings.testbed.simulator.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineApiTest {
    private static final String PUSH = "/v2/bot/message/push";
    private static final String USER = "U0123456789abcdef0123456789abcdef";
    private static final String KEY = "123e4567-e89b-12d3-a456-426614174000";

    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        sim = Sim.start();
    }

    @AfterEach
    void stop() {
        sim.close();
    }

    @Test
    void acceptsATextAndAnswersAsTheApiDoes() {
        Sim.Reply reply = push(KEY, text("hello"));
        assertThat(reply.status()).isEqualTo(200);
        JournalEntry entry = sim.lastCall("line");
        assertThat(entry.accepted()).isTrue();
        assertThat(entry.account()).isEqualTo("shop");
        assertThat(entry.to()).isEqualTo(USER);
        assertThat(reply.json().at("/sentMessages/0/id").asText()).isNotEmpty().isEqualTo(entry.providerMessageId());
    }

    @Test
    void acceptsAnImage() {
        assertThat(push(KEY, image(_ -> {})).status()).isEqualTo(200);
    }

    @Test
    void answersARepeatWithTheFirstMessageAndTakesNothingMore() {
        Sim.Reply first = push(KEY, text("hello"));
        Sim.Reply second = push(KEY.toUpperCase(Locale.ROOT), text("hello again"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("message").asText()).isEqualTo("The retry key is already accepted");
        assertThat(second.json().at("/sentMessages/0/id"))
                .isEqualTo(first.json().at("/sentMessages/0/id"));
        assertThat(acceptances()).isEqualTo(1);
    }

    @Test
    void takesARepeatOfWhatItRefused() {
        assertThat(push(KEY, text("")).status()).isEqualTo(400);
        assertThat(push(KEY, text("hello")).status()).isEqualTo(200);
    }

    @Test
    void answersTheRepeatOfACallThatItTookAndHungIn() {
        sim.control.set(Behaviour.of("line", BehaviourKind.HANG, "after-accept"));
        CompletableFuture<Sim.Reply> unanswered = sim.exchange(request(Sim.LINE_TOKEN, KEY, text("hello")));
        JournalEntry taken = sim.lastCall("line");
        assertThat(taken.accepted()).isTrue();
        assertThat(unanswered).isNotDone();
        unanswered.cancel(true);

        Sim.Reply repeat = push(KEY, text("hello"));

        assertThat(repeat.status()).isEqualTo(409);
        assertThat(repeat.json().at("/sentMessages/0/id").asText()).isEqualTo(taken.providerMessageId());
        assertThat(acceptances()).isEqualTo(1);
    }

    @Test
    void forgetsAKeyAfterADay() {
        push(KEY, text("hello"));
        sim.advance(Duration.ofHours(24));
        assertThat(push(KEY, text("hello")).status()).isEqualTo(409);
        sim.advance(Duration.ofSeconds(1));
        assertThat(push(KEY, text("hello")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "123e4567e89b12d3a456426614174000", "order-1", "123e4567-e89b-12d3-a456-42661417400g"})
    void refusesACallWithoutAKeyOrWithABadOne(String key) {
        assertThat(push(key, text("hello")).status()).isEqualTo(400);
        assertThat(sim.lastCall("line").accepted()).isFalse();
    }

    @Test
    void refusesAWrongToken() {
        assertThat(sim.exchange(request("wrong", KEY, text("hello"))).join().status())
                .isEqualTo(401);
    }

    @Test
    void refusesAnotherResource() {
        assertThat(sim.exchange(sim.post("/v2/bot/message/pigeon", "application/json", "Bearer line-token", "{}"))
                        .join()
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, ObjectNode push, String property) {
        Sim.Reply reply = push(UUID.randomUUID().toString(), push);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/details/0/property").asText()).isEqualTo(property);
        assertThat(sim.lastCall("line").accepted()).isFalse();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("no message", changed(push -> push.putArray("messages")), "messages"),
                Arguments.of("no messages", changed(push -> push.remove("messages")), "messages"),
                Arguments.of("six messages", sixTexts(), "messages"),
                Arguments.of("misspelt property", changed(push -> push.put("too", USER)), "too"),
                Arguments.of("empty text", text(""), "messages[0].text"),
                Arguments.of("text too long", text("x".repeat(5001)), "messages[0].text"),
                Arguments.of("unknown type", message("pigeon"), "messages[0].type"),
                Arguments.of(
                        "no preview",
                        image(message -> message.remove("previewImageUrl")),
                        "messages[0].previewImageUrl"),
                Arguments.of(
                        "plain http",
                        image(message -> message.put("originalContentUrl", "http://x.example/a.png")),
                        "messages[0].originalContentUrl"),
                Arguments.of("caption", image(message -> message.put("caption", "look")), "messages[0].caption"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ann",
                "+6581234567",
                "U0123456789ABCDEF0123456789ABCDEF",
                "X0123456789abcdef0123456789abcdef"
            })
    void refusesARecipientOfAnotherForm(String to) {
        Sim.Reply reply = push(KEY, changed(push -> push.put("to", to)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asText())
                .startsWith("The property, 'to', in the request body is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]"})
    void refusesWhatIsNotOneJsonObject(String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        sim.post(PUSH, "application/json", "Bearer line-token", body), (_, _) -> true)
                .header("X-Line-Retry-Key", KEY)
                .build();
        assertThat(sim.exchange(request).join().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|429|The API rate limit has been exceeded. Try again later.",
                "429:monthly-limit|429|You have reached your monthly limit.",
                "403|403|Access to this API is not available for your account",
                "500|500|Internal Server Error"
            })
    void answersTroubleInTheProvidersWords(String value, int status, String message) {
        sim.control.set(Behaviour.of("line", BehaviourKind.STATUS, value));
        Sim.Reply reply = push(KEY, text("hello"));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("message").asText()).isEqualTo(message);
    }

    private long acceptances() {
        return sim.control.journal("line", 0).stream()
                .filter(JournalEntry::accepted)
                .count();
    }

    private Sim.Reply push(String key, ObjectNode push) {
        return sim.exchange(request(Sim.LINE_TOKEN, key, push)).join();
    }

    private HttpRequest request(String token, String key, ObjectNode push) {
        return HttpRequest.newBuilder(
                        sim.post(PUSH, "application/json", "Bearer " + token, Json.write(push)), (_, _) -> true)
                .header("X-Line-Retry-Key", key)
                .build();
    }

    private static ObjectNode text(String text) {
        ObjectNode push = Json.object().put("to", USER);
        push.putArray("messages").addObject().put("type", "text").put("text", text);
        return push;
    }

    private static ObjectNode changed(Consumer<ObjectNode> change) {
        ObjectNode push = text("hello");
        change.accept(push);
        return push;
    }

    private static ObjectNode sixTexts() {
        return changed(push -> {
            for (int i = 0; i < 5; i++) {
                push.withArray("messages").addObject().put("type", "text").put("text", "hello");
            }
        });
    }

    private static ObjectNode message(String type) {
        ObjectNode push = Json.object().put("to", USER);
        push.putArray("messages").addObject().put("type", type);
        return push;
    }

    private static ObjectNode image(Consumer<ObjectNode> change) {
        ObjectNode push = message("image");
        ObjectNode message = ((ObjectNode) push.at("/messages/0"))
                .put("originalContentUrl", "https://x.example/a.png")
                .put("previewImageUrl", "https://x.example/a.png");
        change.accept(message);
        return push;
    }
}
