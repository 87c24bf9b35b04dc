package dev.tidings.testbed.simulator.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WhatsAppApiTest {
    private Sim sim;

    @BeforeAll
    void start() throws IOException {
        sim = Sim.start();
    }

    @AfterAll
    void stop() {
        sim.close();
    }

    @Test
    void acceptsATextAndAnswersAsTheApiDoes() {
        Sim.Reply reply = sim.whatsapp(Sim.text("hello"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("messaging_product").asText()).isEqualTo("whatsapp");
        assertThat(reply.json().at("/contacts/0/input").asText()).isEqualTo(Sim.RECIPIENT);
        assertThat(reply.json().at("/contacts/0/wa_id").asText()).isEqualTo(Sim.RECIPIENT);
        assertThat(reply.json().at("/messages/0/id").asText()).startsWith("wamid.");
    }

    @Test
    void answersAPlusNumberWithItsDigits() {
        Sim.Reply reply = sim.whatsapp(Sim.text("hello").put("to", "+6581234567"));
        assertThat(reply.json().at("/contacts/0/input").asText()).isEqualTo("+6581234567");
        assertThat(reply.json().at("/contacts/0/wa_id").asText()).isEqualTo("6581234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void acceptsTheSampleTemplate(String language) {
        assertThat(sim.whatsapp(Sim.template("order_update", language, "Ann")).status())
                .isEqualTo(200);
    }

    @Test
    void acceptsANamedParameter() {
        ObjectNode message = Sim.template("order_update", "en", "Ann");
        parameter(message).put("parameter_name", "name");
        assertThat(sim.whatsapp(message).status()).isEqualTo(200);
    }

    @Test
    void takesCallbackDataOf512Characters() {
        assertThat(sim.whatsapp(Sim.text("hello").put("biz_opaque_callback_data", "x".repeat(512)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "document", "audio"})
    void acceptsMediaByLink(String type) {
        ObjectNode message = Sim.message(type);
        message.putObject(type).put("link", "https://cdn.example.com/file");
        assertThat(sim.whatsapp(message).status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongToken() {
        Sim.Reply reply = sim.exchange(
                        sim.post(Sim.WHATSAPP_PATH, "application/json", "Bearer wrong", Json.write(Sim.text("hello"))))
                .join();
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.graphCode()).isEqualTo(190);
        assertThat(reply.json().at("/error/type").asText()).isEqualTo("OAuthException");
    }

    @Test
    void refusesAnUnknownPhoneNumberId() {
        Sim.Reply reply = sim.exchange(sim.post(
                        "/v23.0/999/messages", "application/json", "Bearer wa-token", Json.write(Sim.text("hello"))))
                .join();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.graphCode()).isEqualTo(100);
        assertThat(reply.json().at("/error/error_subcode").asInt()).isEqualTo(33);
    }

    @Test
    void doesNotFindTheNumberOfAnotherAccount() {
        Sim.Reply reply = sim.exchange(sim.post(
                        Sim.WHATSAPP_PATH, "application/json", "Bearer club-token", Json.write(Sim.text("hello"))))
                .join();
        assertThat(reply.graphCode()).isEqualTo(100);
        assertThat(reply.json().at("/error/error_subcode").asInt()).isEqualTo(33);
    }

    @Test
    void refusesAPathOfNoProvider() {
        Sim.Reply reply = sim.exchange(sim.post("/v23.0/x", "application/json", "Bearer wa-token", "{}"))
                .join();
        assertThat(reply.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "{\"to\":\"1\",\"to\":\"2\"}"})
    void readsABodyThatIsNotOneJsonObjectAsOneWithoutParameters(String body) {
        Sim.Reply reply = sim.exchange(sim.post(Sim.WHATSAPP_PATH, "application/json", "Bearer wa-token", body))
                .join();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.graphCode()).isEqualTo(100);
    }

    @Test
    void refusesABodyOverTheCap() {
        Sim.Reply reply = sim.whatsapp(Sim.text("x".repeat(2 << 20)));
        assertThat(reply.status()).isEqualTo(413);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, ObjectNode message, int status, int code) {
        Sim.Reply reply = sim.whatsapp(message);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.graphCode()).isEqualTo(code);
        assertThat(reply.json().at("/error/fbtrace_id").asText()).isNotEmpty();
        JournalEntry entry = sim.control.journal("whatsapp", 0).getLast();
        assertThat(entry.accepted()).isFalse();
        assertThat(entry.providerMessageId()).isNull();
        assertThat(entry.status()).isEqualTo(status);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no product", changed(m -> m.remove("messaging_product")), 400, 100),
                refusal("another product", changed(m -> m.put("messaging_product", "sms")), 400, 100),
                refusal("no recipient", changed(m -> m.remove("to")), 400, 131008),
                refusal("empty recipient", changed(m -> m.put("to", "")), 400, 131008),
                refusal("letters as recipient", changed(m -> m.put("to", "call-me")), 400, 131009),
                refusal("spaces in the recipient", changed(m -> m.put("to", "+65 8123 4567")), 400, 131009),
                refusal("recipient too short", changed(m -> m.put("to", "123456")), 400, 131009),
                refusal("recipient too long", changed(m -> m.put("to", "1234567890123456")), 400, 131009),
                refusal("recipient as number", changed(m -> m.put("to", 6581234567L)), 400, 131009),
                refusal("recipient type", changed(m -> m.put("recipient_type", "crowd")), 400, 131009),
                refusal("no type", changed(m -> m.remove("type")), 400, 131008),
                refusal("unknown type", changed(m -> m.put("type", "telepathy")), 400, 131009),
                refusal("type not simulated", changed(m -> m.put("type", "location")), 400, 131051),
                refusal("no content of its type", changed(m -> m.put("type", "image")), 400, 131008),
                refusal("unknown field", changed(m -> m.put("ttl", 5)), 400, 100),
                refusal("unknown text field", changedText(t -> t.put("subject", "x")), 400, 100),
                refusal(
                        "callback data too long",
                        changed(m -> m.put("biz_opaque_callback_data", "x".repeat(513))),
                        400,
                        100),
                refusal("empty text", Sim.text(""), 400, 131008),
                refusal("text too long", Sim.text("x".repeat(4097)), 400, 100),
                refusal("preview as text", changedText(t -> t.put("preview_url", "yes")), 400, 131009),
                refusal("unknown template", Sim.template("nothing", "en", "Ann"), 404, 132001),
                refusal("unknown language", Sim.template("order_update", "fr", "Ann"), 404, 132001),
                refusal("no parameter", Sim.template("order_update", "en"), 400, 132000),
                refusal("two parameters", Sim.template("order_update", "en", "Ann", "Bob"), 400, 132000),
                refusal("empty parameter", Sim.template("order_update", "en", ""), 400, 131008),
                refusal("line break in a parameter", Sim.template("order_update", "en", "A\nB"), 400, 132012),
                refusal("parameter too long", Sim.template("order_update", "en", "x".repeat(1025)), 400, 132005),
                refusal("wrong parameter name", changedParameter(p -> p.put("parameter_name", "nom")), 400, 132012),
                refusal("unknown parameter type", changedParameter(p -> p.put("type", "smell")), 400, 131009),
                refusal("header not in the template", withHeader(), 400, 132000),
                refusal("language policy", withPolicy("fallback"), 400, 131009),
                refusal("media without link", media(m -> {}), 400, 131008),
                refusal(
                        "media with id and link",
                        media(m -> m.put("id", "1").put("link", "https://a.example/")),
                        400,
                        131009),
                refusal("media by ftp", media(m -> m.put("link", "ftp://a.example/x")), 400, 131009),
                refusal(
                        "caption too long",
                        media(m -> m.put("link", "https://a.example/x").put("caption", "x".repeat(1025))),
                        400,
                        100));
    }

    private static Arguments refusal(String what, ObjectNode message, int status, int code) {
        return Arguments.of(what, message, status, code);
    }

    private static ObjectNode changed(Consumer<ObjectNode> change) {
        ObjectNode message = Sim.text("hello");
        change.accept(message);
        return message;
    }

    private static ObjectNode changedText(Consumer<ObjectNode> change) {
        return changed(message -> change.accept((ObjectNode) message.get("text")));
    }

    private static ObjectNode changedParameter(Consumer<ObjectNode> change) {
        ObjectNode message = Sim.template("order_update", "en", "Ann");
        change.accept(parameter(message));
        return message;
    }

    private static ObjectNode parameter(ObjectNode message) {
        return (ObjectNode) message.at("/template/components/0/parameters/0");
    }

    private static ObjectNode withHeader() {
        ObjectNode message = Sim.template("order_update", "en", "Ann");
        message.withArray("/template/components")
                .addObject()
                .put("type", "header")
                .putArray("parameters")
                .addObject()
                .put("type", "text")
                .put("text", "x");
        return message;
    }

    private static ObjectNode withPolicy(String policy) {
        ObjectNode message = Sim.template("order_update", "en", "Ann");
        ((ObjectNode) message.at("/template/language")).put("policy", policy);
        return message;
    }

    private static ObjectNode media(Consumer<ObjectNode> change) {
        ObjectNode message = Sim.message("image");
        change.accept(message.putObject("image"));
        return message;
    }
}
