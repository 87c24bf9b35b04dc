package dev.tidings.testbed.simulator.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ChatAppApiTest {
    private static final String LONG = "中".repeat(4_000);
    private Receiver receiver;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sim = Sim.of(account("whatsapp", "+6580000000"), account("viber", "45001"), account("instagram", "17000"));
    }

    private Account account(String channel, String from) {
        return new Account(
                channel,
                "shop",
                "alibaba-chatapp",
                receiver.url().resolve("/webhooks/" + channel + "/shop"),
                Map.of("accessKeyId", Caller.KEY, "from", from),
                Map.of("accessKeySecret", Caller.SECRET, "webhookToken", "web-token"));
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.close();
    }

    private Caller caller() {
        return new Caller(sim, "SendChatappMessage", "2020-06-06");
    }

    private static Map<String, String> form(String... changes) {
        Map<String, String> form = new HashMap<>(Map.of(
                "ChannelType", "whatsapp",
                "Type", "message",
                "MessageType", "text",
                "From", "6580000000",
                "To", "6581234567",
                "TaskId", "r-1/1"));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].isEmpty()) {
                form.remove(changes[i]);
            } else {
                form.put(changes[i], changes[i + 1]);
            }
        }
        return form;
    }

    private static Map<String, String> text(String text) {
        return Map.of("Content", Json.write(Json.object().put("text", text)));
    }

    private static String code(Sim.Reply reply) {
        return reply.json().path("Code").asText();
    }

    @Test
    void acceptsALongTextInTheUrl() throws Exception {
        Sim.Reply reply = caller().post(text(LONG), form());
        assertThat(code(reply)).isEqualTo("OK");
        assertThat(reply.json().path("MessageId").asText()).matches("[0-9a-f]{24}");
        assertThat(sim.lastCall("whatsapp").to()).isEqualTo("6581234567");
    }

    @Test
    void acceptsATemplate() throws Exception {
        Map<String, String> form = form(
                "Type",
                "template",
                "MessageType",
                "",
                "TemplateCode",
                "t-1",
                "Language",
                "en",
                "TemplateParams",
                "{\"name\":\"Ann\"}");
        assertThat(code(caller().post(Map.of(), form))).isEqualTo("OK");
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "t-1"));
        assertThat(code(caller().post(Map.of(), form))).isEqualTo("DetailError.TemplateNotExist");
    }

    @ParameterizedTest
    @CsvSource({
        "x-acs-version, 2017-05-25, InvalidVersion",
        "x-acs-date, 2026-12-01T08:44:59Z, InvalidTimeStamp.Expired",
        "x-acs-date, 2026-12-01T09:15:01Z, InvalidTimeStamp.Expired",
        "x-acs-date, 2026-12-01 09:00:00, InvalidTimeStamp.Format",
        "x-acs-content-sha256, 00, SignatureDoesNotMatch"
    })
    void refusesAtTheGateway(String header, String value, String code) throws Exception {
        Sim.Reply reply = caller().with(header, value).post(text("x"), form());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(code(reply)).isEqualTo(code);
    }

    @Test
    void refusesWhoHasAnotherSecret() throws Exception {
        assertThat(code(caller().knowing("guessed").post(text("x"), form()))).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesACallThatComesTwice() throws Exception {
        assertThat(code(caller().with("x-acs-signature-nonce", "n-1").post(text("x"), form())))
                .isEqualTo("OK");
        assertThat(code(caller().with("x-acs-signature-nonce", "n-1").post(text("x"), form())))
                .isEqualTo("SignatureNonceUsed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, Map<String, String> query, Map<String, String> form, String code) throws Exception {
        assertThat(code(caller().post(query, form))).isEqualTo(code);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("no recipient", text("x"), form("To", ""), "MissingTo"),
                Arguments.of("a plus", text("x"), form("To", "+6581234567"), "InvalidParameter.PhoneNumberError"),
                Arguments.of("a plus before", text("x"), form("From", "+658"), "InvalidParameter.FromOnlyNumeric"),
                Arguments.of(
                        "another channel",
                        text("x"),
                        form("ChannelType", "pigeon"),
                        "InvalidParameter.ChannelTypeNotSupport"),
                Arguments.of("no sender of ours", text("x"), form("From", "6580000001"), "PhoneNumberNotRegistered"),
                Arguments.of("no text", text(""), form(), "InvalidParameter.TextNotEmpty"),
                Arguments.of("no content", Map.of(), form(), "InvalidParameter.ContentNotEmpty"),
                Arguments.of("content in the body", Map.of(), form("Content", "{}"), "InvalidParameter"),
                Arguments.of("no JSON", Map.of("Content", "{"), form(), "InvalidParameter.ContentError"),
                Arguments.of(
                        "no link",
                        Map.of("Content", "{}"),
                        form("MessageType", "image"),
                        "InvalidParameter.LinkNotEmpty"),
                Arguments.of(
                        "a document without a name",
                        Map.of("Content", "{\"link\":\"https://x\"}"),
                        form("MessageType", "document"),
                        "InvalidParameter.FileNameNotEmpty"),
                Arguments.of(
                        "no template", Map.of(), form("Type", "template"), "InvalidParameter.TemplateCodeNotEmpty"),
                Arguments.of(
                        "parameters that are numbers",
                        Map.of(),
                        form("Type", "template", "TemplateCode", "t", "Language", "en", "TemplateParams", "{\"a\":1}"),
                        "TemplateParamInvalid"),
                Arguments.of(
                        "viber without a label",
                        text("x"),
                        form("ChannelType", "viber", "From", "45001"),
                        "SRVC_BAD_LABEL"),
                Arguments.of(
                        "viber for too short",
                        text("x"),
                        form("ChannelType", "viber", "From", "45001", "Label", "promotion", "Ttl", "29"),
                        "SRVC_INVALID_TTL"),
                Arguments.of("a misspelt parameter", text("x"), form("Taskid", "r-1/1"), "InvalidParameter"));
    }

    @Test
    void reportsWithTheTaskAndTheWebhooksToken() throws Exception {
        String id = caller().post(text("x"), form()).json().path("MessageId").asText();
        Receiver.Post post = receiver.next();
        assertThat(post.target()).isEqualTo("/webhooks/whatsapp/shop?token=web-token");
        JsonNode sent = report(post);
        assertThat(sent.path("Status").asText()).isEqualTo("Sent");
        assertThat(sent.path("MessageId").asText()).isEqualTo(id);
        assertThat(sent.path("TaskId").asText()).isEqualTo("r-1/1");
        assertThat(sent.path("Timestamp").asLong()).isEqualTo(1_796_115_600_000L);
        assertThat(report(receiver.next()).path("Status").asText()).isEqualTo("Delivered");
    }

    @Test
    void namesTheMessageWhereThereIsNoTask() throws Exception {
        String id = caller().post(text("x"), form("TaskId", ""))
                .json()
                .path("MessageId")
                .asText();
        assertThat(report(receiver.next()).path("TaskId").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"whatsapp,6580000000,131026", "viber,45001,SRVC_NOT_VIBER_USER"})
    void failsDeliveryWithTheChatAppsCode(String channel, String from, String code) throws Exception {
        sim.control.set(Behaviour.of(channel, BehaviourKind.FAIL_DELIVERY, null));
        String label = channel.equals("viber") ? "promotion" : "";
        caller().post(text("x"), form("ChannelType", channel, "From", from, "Label", label));
        receiver.next();
        JsonNode failed = report(receiver.next());
        assertThat(failed.path("Status").asText()).isEqualTo("Failed");
        assertThat(failed.path("ErrorCode").asText()).isEqualTo(code);
        assertThat(failed.path("ErrorDescription").asText()).startsWith(code + ":");
    }

    @Test
    void misbehavesAsAsked() throws Exception {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.STATUS, "400:Throttling.User"));
        Sim.Reply reply = caller().post(text("x"), form());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(code(reply)).isEqualTo("Throttling.User");
    }

    private static JsonNode report(Receiver.Post post) {
        JsonNode reports = Json.tree(post.body()).orElseThrow();
        assertThat(reports.isArray()).isTrue();
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }
}
