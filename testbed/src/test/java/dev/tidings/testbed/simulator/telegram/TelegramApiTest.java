package dev.tidings.testbed.simulator.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TelegramApiTest {
    private static final String LINK = "https://cdn.example.com/file";

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
        Sim.Reply reply = call("sendMessage", text("hello"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("ok").asBoolean()).isTrue();
        assertThat(reply.json().at("/result/message_id").isIntegralNumber()).isTrue();
        assertThat(reply.json().at("/result/chat/id").asLong()).isEqualTo(5550123456789L);
        JournalEntry entry = sim.lastCall("telegram");
        assertThat(entry.accepted()).isTrue();
        assertThat(entry.account()).isEqualTo("shop");
        assertThat(entry.to()).isEqualTo("5550123456789");
        assertThat(entry.providerMessageId())
                .isEqualTo(reply.json().at("/result/message_id").asText());
    }

    @ParameterizedTest
    @CsvSource({"sendPhoto,photo", "sendVideo,video", "sendAudio,audio", "sendDocument,document"})
    void acceptsMediaByLink(String method, String field) {
        assertThat(call(method, to("@a_channel").put(field, LINK).put("caption", "x".repeat(1024)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesAChatIdAsANumber() {
        assertThat(call("sendMessage", text("hello").put("chat_id", -1001234567890L))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAWrongToken() {
        Sim.Reply reply = sim.exchange(
                        sim.post("/bot1:wrong/sendMessage", "application/json", "", Json.write(text("hello"))))
                .join();
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("error_code").asInt()).isEqualTo(401);
        assertThat(reply.json().path("description").asText()).isEqualTo("Unauthorized");
    }

    /** The journal is a file, and is printed. */
    @ParameterizedTest
    @ValueSource(strings = {Sim.TELEGRAM_TOKEN, "1:wrong"})
    void keepsNoTokenInTheJournal(String token) {
        sim.exchange(sim.post("/bot" + token + "/sendMessage", "application/json", "", "{}"))
                .join();
        assertThat(sim.lastCall("telegram").path()).isEqualTo("/bot***/sendMessage");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, String method, ObjectNode message, int code, String description) {
        Sim.Reply reply = call(method, message);
        assertThat(reply.status()).isEqualTo(code);
        assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
        assertThat(reply.json().path("description").asText()).isEqualTo(description);
        assertThat(sim.lastCall("telegram").accepted()).isFalse();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("unknown method", "sendPigeon", text("hello"), 404, "Not Found: method not found"),
                refusal("no chat", "sendMessage", without("chat_id"), 400, "Bad Request: chat_id is empty"),
                refusal("a name as chat", "sendMessage", toText("Ann"), 400, "Bad Request: chat not found"),
                refusal("a number with plus", "sendMessage", toText("+6581234567"), 400, "Bad Request: chat not found"),
                refusal("no text", "sendMessage", without("text"), 400, "Bad Request: message text is empty"),
                refusal("blank text", "sendMessage", text("  "), 400, "Bad Request: message text is empty"),
                refusal(
                        "text too long",
                        "sendMessage",
                        text("x".repeat(4097)),
                        400,
                        "Bad Request: message is too long"),
                refusal(
                        "2049 emojis",
                        "sendMessage",
                        text("\ud83d\ude00".repeat(2049)),
                        400,
                        "Bad Request: message is too long"),
                refusal(
                        "misspelt parameter",
                        "sendMessage",
                        text("hello").put("chatid", 1),
                        400,
                        "Bad Request: unknown parameter chatid"),
                refusal("no photo", "sendPhoto", to("1"), 400, "Bad Request: there is no photo in the request"),
                refusal(
                        "link of another kind",
                        "sendPhoto",
                        to("1").put("photo", "ftp://a.example/x"),
                        400,
                        "Bad Request: wrong file identifier/HTTP URL specified"),
                refusal(
                        "caption too long",
                        "sendPhoto",
                        to("1").put("photo", LINK).put("caption", "x".repeat(1025)),
                        400,
                        "Bad Request: message caption is too long"));
    }

    private static Arguments refusal(String what, String method, ObjectNode message, int code, String description) {
        return Arguments.of(what, method, message, code, description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]"})
    void readsABodyThatIsNotOneJsonObjectAsOneWithoutParameters(String body) {
        Sim.Reply reply = sim.exchange(sim.post(path("sendMessage"), "application/json", "", body))
                .join();
        assertThat(reply.json().path("description").asText()).isEqualTo("Bad Request: chat_id is empty");
    }

    @ParameterizedTest
    @CsvSource({"400,400", "403,403", "429,429", "500,500"})
    void answersTroubleInTheProvidersWords(String status, int code) {
        sim.control.set(Behaviour.of("telegram", BehaviourKind.STATUS, status));
        assertThat(call("sendMessage", text("hello")).json().path("error_code").asInt())
                .isEqualTo(code);
    }

    @Test
    void saysHowLongToWait() {
        sim.control.set(Behaviour.of("telegram", BehaviourKind.THROTTLE, null));
        assertThat(call("sendMessage", text("hello"))
                        .json()
                        .at("/parameters/retry_after")
                        .asInt())
                .isPositive();
    }

    private Sim.Reply call(String method, ObjectNode message) {
        return sim.exchange(sim.post(path(method), "application/json", "", Json.write(message)))
                .join();
    }

    private static String path(String method) {
        return "/bot" + Sim.TELEGRAM_TOKEN + "/" + method;
    }

    private static ObjectNode text(String text) {
        return to("5550123456789").put("text", text);
    }

    private static ObjectNode toText(String chat) {
        return text("hello").put("chat_id", chat);
    }

    private static ObjectNode without(String name) {
        ObjectNode message = text("hello");
        message.remove(name);
        return message;
    }

    private static ObjectNode to(String chat) {
        return Json.object().put("chat_id", chat);
    }
}
