package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BehaviourTest {
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
    void holdsAnswersBack() {
        whatsapp(BehaviourKind.LATENCY, "250ms");
        long before = System.nanoTime();
        assertThat(send().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({"503, 503, 131016", "500, 500, 131000", "401, 401, 190", "429, 429, 130429", "400:131047, 400, 131047"})
    void answersWhatsAppTroubleInTheProvidersWords(String value, int status, int code) {
        whatsapp(BehaviourKind.STATUS, value);
        Sim.Reply reply = send();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.graphCode()).isEqualTo(code);
        assertThat(sim.lastCall("whatsapp").accepted()).isFalse();
        assertThat(sim.lastCall("whatsapp").behaviour()).isEqualTo("status");
    }

    @Test
    void answersAGatewaysTroubleInHtml() {
        whatsapp(BehaviourKind.STATUS, "502");
        assertThat(send().body()).startsWith("<html>");
    }

    @ParameterizedTest
    @CsvSource({"503, 503, 20503", "429, 429, 20429", "400:21610, 400, 21610"})
    void answersTwilioTroubleInTheProvidersWords(String value, int status, int code) {
        sim.control.set(Behaviour.of("sms", BehaviourKind.STATUS, value));
        Sim.Reply reply = sim.sms("+6581234567", "x");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.twilioCode()).isEqualTo(code);
    }

    @Test
    void throttlesEveryNthCall() {
        whatsapp(BehaviourKind.THROTTLE, "3");
        assertThat(List.of(send().status(), send().status(), send().status(), send().status()))
                .containsExactly(200, 200, 429, 200);
    }

    @Test
    void throttlesAllCalls() {
        whatsapp(BehaviourKind.THROTTLE, null);
        assertThat(send().graphCode()).isEqualTo(130429);
        assertThat(send().graphCode()).isEqualTo(130429);
    }

    @Test
    void hangsWithoutTakingTheMessage() {
        whatsapp(BehaviourKind.HANG, null);
        CompletableFuture<Sim.Reply> reply = sim.whatsappAsync(Sim.text("hello"));
        JournalEntry entry = sim.lastCall("whatsapp");
        assertThat(entry.accepted()).isFalse();
        assertThat(entry.status()).isZero();
        assertThat(reply).isNotDone();
        reply.cancel(true);
    }

    @Test
    void hangsAfterTakingTheMessage() {
        whatsapp(BehaviourKind.HANG, "after-accept");
        CompletableFuture<Sim.Reply> reply = sim.whatsappAsync(Sim.text("hello"));
        assertThat(sim.lastCall("whatsapp").accepted()).isTrue();
        assertThat(reply).isNotDone();
        reply.cancel(true);
    }

    @Test
    void resetsTheConnectionAfterTakingTheMessage() throws IOException {
        whatsapp(BehaviourKind.RESET_AFTER_ACCEPT, null);
        // A plain socket tells a reset from an orderly end; HTTP clients do not.
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sim.port())) {
            socket.setSoTimeout((int) Sim.PATIENCE.toMillis());
            String body = Json.write(Sim.text("hello"));
            String request = "POST " + Sim.WHATSAPP_PATH + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer wa-token\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        JournalEntry entry = sim.lastCall("whatsapp");
        assertThat(entry.accepted()).isTrue();
        assertThat(entry.providerMessageId()).startsWith("wamid.");
        assertThat(entry.status()).isZero();
    }

    @Test
    void babblesAfterTakingTheMessage() {
        whatsapp(BehaviourKind.GARBAGE, null);
        Sim.Reply reply = send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.tree(reply.body())).isEmpty();
        assertThat(sim.lastCall("whatsapp").accepted()).isTrue();
    }

    @Test
    void refusesABadCallAsUsualWhileItWouldTakeAndReset() {
        whatsapp(BehaviourKind.RESET_AFTER_ACCEPT, null);
        assertThat(sim.whatsapp(Sim.text("")).graphCode()).isEqualTo(131008);
    }

    @Test
    void losesATemplate() {
        whatsapp(BehaviourKind.TEMPLATE_DELETED, "order_update");
        Sim.Reply reply = sim.whatsapp(Sim.template("order_update", "en", "Ann"));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.graphCode()).isEqualTo(132001);
        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    void misbehavesForOneNumberOnly() {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.STATUS, "503").forNumber("+6580000001"));
        assertThat(sim.whatsapp(Sim.text("x").put("to", "6580000001")).status()).isEqualTo(503);
        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    void misbehavesForOneAccountOnly() {
        sim.control.set(new Behaviour("whatsapp", "other", null, BehaviourKind.STATUS, "503", null, null));
        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    void leavesTheOtherChannelAlone() {
        whatsapp(BehaviourKind.STATUS, "503");
        assertThat(sim.sms("+6581234567", "x").status()).isEqualTo(201);
    }

    @Test
    void endsAfterSoManyCalls() {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.STATUS, "503").forCalls(2));
        assertThat(List.of(send().status(), send().status(), send().status())).containsExactly(503, 503, 200);
    }

    @Test
    void endsByItselfWhenItsTimeIsOver() {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.STATUS, "503").forMillis(120_000));
        sim.clock.advance(Duration.ofMillis(119_999));
        assertThat(send().status()).isEqualTo(503);
        sim.clock.advance(Duration.ofMillis(1));
        assertThat(send().status()).isEqualTo(200);
        assertThat(sim.control.behaviours()).isEmpty();
    }

    @Test
    void healsAChannel() {
        whatsapp(BehaviourKind.STATUS, "503");
        sim.control.set(Behaviour.of("sms", BehaviourKind.STATUS, "503"));
        sim.control.heal("whatsapp");
        assertThat(send().status()).isEqualTo(200);
        assertThat(sim.control.behaviours()).hasSize(1);
    }

    @Test
    void replacesTheSameKindForTheSameOnes() {
        whatsapp(BehaviourKind.STATUS, "503");
        whatsapp(BehaviourKind.STATUS, "500");
        assertThat(sim.control.behaviours()).hasSize(1);
        assertThat(send().status()).isEqualTo(500);
    }

    @Test
    void answersTheRestWhileOneCallHangs() throws Exception {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.HANG, null).forNumber("6580000001"));
        var hung = sim.whatsappAsync(Sim.text("x").put("to", "6580000001"));
        assertThat(sim.whatsappAsync(Sim.text("y")).get(10, TimeUnit.SECONDS).status())
                .isEqualTo(200);
        hung.cancel(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "{}",
                "{\"channel\":\"whatsapp\"}",
                "{\"channel\":\"pigeon\",\"kind\":\"hang\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"explode\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"hang\",\"colour\":\"red\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"latency\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"latency\",\"value\":\"soon\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"status\",\"value\":\"9\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"template-deleted\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"garbage\",\"value\":\"x\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"hang\",\"forMs\":0}",
                "{\"channel\":\"whatsapp\",\"kind\":\"status\",\"value\":\"400:gone\"}",
                "{\"channel\":\"whatsapp\",\"kind\":\"fail-delivery\",\"value\":\"gone\"}",
                "{\"channel\":\"viber\",\"kind\":\"hang\"}"
            })
    void refusesABehaviourThatCannotWork(String body) {
        Sim.Reply reply = sim.control("PUT", "/_sim/behaviours", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sms      | read             | read has no meaning for sms: what was read is not reported there
            sms      | template-deleted | template-deleted has no meaning for sms: no templates are sent there
            pigeon   | hang             | no account here is on a channel 'pigeon'; the channels are sms, whatsapp
            """)
    void saysInASentenceWhatAChannelCannotShow(String channel, String kind, String sentence) {
        String value = kind.equals("template-deleted") ? ",\"value\":\"order_update\"" : "";
        Sim.Reply reply = sim.control(
                "PUT", "/_sim/behaviours", "{\"channel\":\"" + channel + "\",\"kind\":\"" + kind + "\"" + value + "}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(sentence);
        assertThat(sim.control.behaviours()).isEmpty();
    }

    @Test
    void takesANumberAsValue() {
        assertThat(sim.control(
                                "PUT",
                                "/_sim/behaviours",
                                "{\"channel\":\"whatsapp\",\"kind\":\"status\",\"value\":503}")
                        .status())
                .isEqualTo(200);
        assertThat(send().status()).isEqualTo(503);
    }

    private void whatsapp(BehaviourKind kind, @Nullable String value) {
        sim.control.set(Behaviour.of("whatsapp", kind, value));
    }

    private Sim.Reply send() {
        return sim.whatsapp(Sim.text("hello"));
    }
}
