package dev.tidings.testbed.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
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

final class SendApiTest {
    private static final String PAGE = "300000000000001";
    private static final String INSTAGRAM = "400000000000001";
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        sim = Sim.start();
    }

    @AfterEach
    void stop() {
        sim.close();
    }

    static ObjectNode text(String recipient, String text) {
        ObjectNode root = Json.object().put("messaging_type", "UPDATE");
        root.putObject("recipient").put("id", recipient);
        root.putObject("message").put("text", text);
        return root;
    }

    private static ObjectNode attachment(String type) {
        ObjectNode root = text("7", "x");
        root.putObject("message")
                .putObject("attachment")
                .put("type", type)
                .putObject("payload")
                .put("url", "https://cdn.example.com/file")
                .put("is_reusable", false);
        return root;
    }

    private Sim.Reply messenger(ObjectNode message) {
        return sim.graph("messenger", PAGE, message);
    }

    private Sim.Reply instagram(ObjectNode message) {
        return sim.graph("instagram", INSTAGRAM, message);
    }

    @Test
    void acceptsATextAndAnswersAsTheApiDoes() {
        Sim.Reply reply = messenger(text("7", "hello"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("recipient_id").asText()).isEqualTo("7");
        assertThat(reply.json().path("message_id").asText()).startsWith("m_");
        assertThat(sim.lastCall("messenger").providerMessageId())
                .isEqualTo(reply.json().path("message_id").asText());
        assertThat(instagram(text("7", "hello")).json().path("message_id").asText())
                .startsWith("aWdf");
    }

    @ParameterizedTest
    @CsvSource({"image, 200, 200", "video, 200, 200", "audio, 200, 200", "file, 200, 400", "sticker, 400, 400"})
    void takesTheAttachmentsThatEachTakes(String type, int messenger, int instagram) {
        assertThat(messenger(attachment(type)).status()).isEqualTo(messenger);
        assertThat(instagram(attachment(type)).status()).isEqualTo(instagram);
    }

    /** Messenger counts characters, and Instagram bytes. */
    @ParameterizedTest
    @CsvSource({"2000, 200, 400", "2001, 400, 400", "333, 200, 200", "334, 200, 400"})
    void boundsTexts(int length, int messenger, int instagram) {
        String text = "\u20AC".repeat(length);
        assertThat(messenger(text("7", text)).status()).isEqualTo(messenger);
        assertThat(instagram(text("7", text)).status()).isEqualTo(instagram);
    }

    @Test
    void takesATagWithItsType() {
        assertThat(messenger(text("7", "x").put("messaging_type", "MESSAGE_TAG").put("tag", "HUMAN_AGENT"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, ObjectNode message) {
        Sim.Reply reply = messenger(message);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.graphCode()).isEqualTo(100);
        assertThat(reply.json().at("/error/fbtrace_id").asText()).isNotEmpty();
        assertThat(sim.lastCall("messenger").accepted()).isFalse();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no recipient", m -> m.remove("recipient")),
                refusal("an empty recipient", m -> m.putObject("recipient")),
                refusal("letters as recipient", m -> m.putObject("recipient").put("id", "me")),
                refusal("a number as recipient", m -> m.putObject("recipient").put("id", 7)),
                refusal("no type", m -> m.remove("messaging_type")),
                refusal("another type", m -> m.put("messaging_type", "PROMOTION")),
                refusal("a tag without its type", m -> m.put("tag", "HUMAN_AGENT")),
                refusal("a type without its tag", m -> m.put("messaging_type", "MESSAGE_TAG")),
                refusal("no message", m -> m.remove("message")),
                refusal("an empty message", m -> m.putObject("message")),
                refusal("an empty text", m -> m.putObject("message").put("text", "")),
                refusal("two contents", m -> {
                    m.set("message", attachment("image").path("message"));
                    m.withObject("/message").put("text", "x");
                }),
                refusal(
                        "no payload",
                        m -> m.putObject("message").putObject("attachment").put("type", "image")),
                refusal(
                        "no link",
                        m -> m.putObject("message")
                                .putObject("attachment")
                                .put("type", "image")
                                .putObject("payload")
                                .put("url", "file.png")),
                refusal("an unknown field", m -> m.put("to", "7")));
    }

    private static Arguments refusal(String what, Consumer<ObjectNode> change) {
        ObjectNode message = text("7", "hello");
        change.accept(message);
        return Arguments.of(what, message);
    }

    @Test
    void refusesAWrongToken() {
        Sim.Reply reply = sim.exchange(sim.post(
                        "/v23.0/" + PAGE + "/messages", "application/json", "Bearer wrong", Json.write(text("7", "x"))))
                .join();
        assertThat(reply.graphCode()).isEqualTo(190);
    }

    @Test
    void doesNotFindAPageThatThereIsNot() {
        Sim.Reply reply = sim.graph("messenger", "999", text("7", "x"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.graphCode()).isEqualTo(100);
        assertThat(reply.json().at("/error/error_subcode").asInt()).isEqualTo(33);
        assertThat(sim.lastCall("messenger").accepted()).isFalse();
    }

    @Test
    void takesNoTokenOfAnothersAccount() {
        assertThat(sim.graph("messenger", INSTAGRAM, text("7", "x")).graphCode())
                .isEqualTo(190);
        assertThat(sim.lastCall("instagram").accepted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}"})
    void readsABodyThatIsNotOneJsonObjectAsOneWithoutParameters(String body) {
        Sim.Reply reply = sim.exchange(
                        sim.post("/v23.0/" + PAGE + "/messages", "application/json", "Bearer messenger-token", body))
                .join();
        assertThat(reply.graphCode()).isEqualTo(100);
    }

    @Test
    void refusesWhoIsNobodyAndWhoHasNotWrittenForADay() {
        assertThat(messenger(text("1002018001", "x"))
                        .json()
                        .at("/error/error_subcode")
                        .asInt())
                .isEqualTo(2018001);
        Sim.Reply late = messenger(text("1002018278", "x"));
        assertThat(late.graphCode()).isEqualTo(10);
        assertThat(late.json().at("/error/error_subcode").asInt()).isEqualTo(2018278);
        assertThat(messenger(text("1002018278", "x")
                                .put("messaging_type", "MESSAGE_TAG")
                                .put("tag", "HUMAN_AGENT"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "503, 503, 2, 0",
        "500, 500, 1, 0",
        "429, 429, 613, 0",
        "400:551, 400, 551, 0",
        "400:10/2018278, 400, 10, 2018278"
    })
    void answersTroubleInTheProvidersWords(String value, int status, int code, int subcode) {
        sim.control.set(Behaviour.of("messenger", BehaviourKind.STATUS, value));
        Sim.Reply reply = messenger(text("7", "x"));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.graphCode()).isEqualTo(code);
        assertThat(reply.json().at("/error/error_subcode").asInt()).isEqualTo(subcode);
    }
}
