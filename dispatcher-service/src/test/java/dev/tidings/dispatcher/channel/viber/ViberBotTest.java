package dev.tidings.dispatcher.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ViberBotTest extends AdapterContract {
    static SenderAccount bot(String baseUrl) {
        return new SenderAccount(
                "viber",
                "shop",
                null,
                true,
                "viber-bot",
                baseUrl,
                Map.of("senderName", "The shop"),
                Map.of("authToken", "env:TOKEN"),
                null,
                null);
    }

    @Override
    protected SenderAccount account(String baseUrl) {
        return bot(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("senderName");
    }

    @Override
    protected String recipient() {
        return "01234567890A=";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(
                200,
                "{\"status\":0,\"status_message\":\"ok\",\"message_token\":\"" + messageId
                        + "\",\"billing_status\":1}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        return new Canned(200, "{\"status\":" + code + ",\"status_message\":\"" + quoted + "\"}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "2 8",
                Reason.SENDER_BLOCKED, "7 9 10 15 23 24",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "5 6 11 13 21",
                Reason.INVALID_REQUEST, "1 3 4 14 16 17 18 19 20 22");
    }

    @Test
    void postsTextWithTheBotsToken() {
        ScriptedProvider.Request request = request(new TextContent("hello"));
        assertThat(request.line()).isEqualTo("POST /pa/send_message HTTP/1.1");
        assertThat(request.headers()).containsEntry("x-viber-auth-token", SECRET);
        assertJson(request.body(), """
                {"receiver":"01234567890A=","sender":{"name":"The shop"},"tracking_data":"order-1/1@1795420800000","type":"text",
                 "text":"hello"}""");
    }

    @Test
    void postsAPictureWithItsCaptionOrAnEmptyOne() {
        assertJson(
                request(new MediaContent(MediaKind.IMAGE, "https://x.example/a.jpg", "look"))
                        .body(),
                """
                {"receiver":"01234567890A=","sender":{"name":"The shop"},"tracking_data":"order-1/1@1795420800000","type":"picture",
                 "text":"look","media":"https://x.example/a.jpg"}""");
        assertThat(request(new MediaContent(MediaKind.IMAGE, "https://x.example/a.jpg", null))
                        .body())
                .contains("\"text\":\"\"");
    }

    @Test
    void showsTheSendersPictureWhereThereIsOne() {
        assertThat(sent(
                                Map.of("senderName", "The shop", "senderAvatar", "https://x.example/me.jpg"),
                                new TextContent("hello"))
                        .request()
                        .body())
                .contains("\"sender\":{\"name\":\"The shop\",\"avatar\":\"https://x.example/me.jpg\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5741311803571721087", "9223372036854775807", "18446744073709551615"})
    void keepsEveryDigitOfTheToken(String token) {
        assertThat(sent(new Canned(200, "{\"status\":0,\"message_token\":" + token + "}")))
                .isEqualTo(new Outcome.Accepted(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7413118e18", "null", "\"\"", "{}", "[1]", "true"})
    void isUncertainWhereTheTokenIsNone(String token) {
        assertThat(sent(new Canned(200, "{\"status\":0,\"message_token\":" + token + "}")))
                .isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void slowsOneRecipientDown() {
        assertThat(sent(refusing("12", "tooManyRequests")))
                .isEqualTo(new Outcome.Throttled(
                        "the limit of messages to a recipient who does not answer", "12", null, true));
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true"})
    void refusesWhatTakesMoreThan30Kb(int more, boolean refused) {
        // The first character takes six bytes as JSON, and the message takes 123 without its text.
        String text = "\u0001".repeat(5_099) + "x".repeat(3 + more);
        assertThat(sent(accepting("m-1"), new TextContent(text)).requests().isEmpty())
                .isEqualTo(refused);
    }

    private static void assertJson(String actual, String expected) {
        assertThat(JsonMapper.shared().readTree(actual))
                .isEqualTo(JsonMapper.shared().readTree(expected));
    }
}
