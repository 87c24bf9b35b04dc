package dev.tidings.dispatcher.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TelegramBotTest extends AdapterContract {
    private static final String CHAT = "5550123456789";

    /** As Telegram's server has them. */
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("400:chat-not-found", "Bad Request: chat not found"),
            Map.entry("400:chat-moved", "Bad Request: group chat was upgraded to a supergroup chat"),
            Map.entry("400:media", "Bad Request: failed to get HTTP URL content"),
            Map.entry("400:no-rights", "Bad Request: not enough rights to send text messages to the chat"),
            Map.entry("403:blocked", "Forbidden: bot was blocked by the user"),
            Map.entry("403:bot", "Forbidden: bot can't send messages to bots"),
            Map.entry("403:chat-deleted", "Forbidden: the group chat was deleted"),
            Map.entry("403:deactivated", "Forbidden: user is deactivated"),
            Map.entry("403:not-started", "Forbidden: bot can't initiate conversation with a user"),
            Map.entry("403:removed", "Forbidden: bot was kicked from the supergroup chat"));

    @Override
    protected SenderAccount account(String baseUrl) {
        return Samples.telegram(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of();
    }

    @Override
    protected String recipient() {
        return CHAT;
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(200, "{\"ok\":true,\"result\":{\"message_id\":\"" + messageId + "\"}}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        int number = Integer.parseInt(code.split(":", 2)[0]);
        return refusing(number, DESCRIPTIONS.getOrDefault(code, "Nothing known") + " " + quoted);
    }

    private static Canned refusing(int code, String description) {
        ObjectNode error = JsonNodeFactory.instance
                .objectNode()
                .put("ok", false)
                .put("error_code", code)
                .put("description", description);
        return new Canned(code < 600 ? code : 400, error.toString());
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "401 404",
                Reason.RECIPIENT_OPTED_OUT, "403:blocked 403:removed",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "403:not-started 403:deactivated",
                Reason.RECIPIENT_INVALID, "400:chat-not-found 400:chat-moved 403:chat-deleted 403:bot",
                Reason.SENDER_BLOCKED, "400:no-rights",
                Reason.INVALID_REQUEST, "400 400:media 413");
    }

    @Test
    void callsTheBotsMethodWithItsTokenInThePath() {
        ScriptedProvider.Request request = request(new TextContent("hello"));
        assertThat(request.line()).isEqualTo("POST /bot" + SECRET + "/sendMessage HTTP/1.1");
        assertThat(request.headers()).doesNotContainKey("authorization");
    }

    @Test
    void writesText() {
        assertJson(request(new TextContent("hello\n\u00e4 \"you\"")), """
                {"chat_id":"5550123456789","text":"hello\\n\u00e4 \\"you\\"","link_preview_options":{"is_disabled":true}}""");
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE,sendPhoto,photo",
        "VIDEO,sendVideo,video",
        "AUDIO,sendAudio,audio",
        "DOCUMENT,sendDocument,document"
    })
    void writesMediaByLink(MediaKind kind, String method, String field) {
        ScriptedProvider.Request request = request(new MediaContent(kind, "https://x.example/a", "look"));
        assertThat(request.line()).endsWith("/" + method + " HTTP/1.1");
        assertJson(
                request,
                "{\"chat_id\":\"5550123456789\",\"" + field + "\":\"https://x.example/a\",\"caption\":\"look\"}");
    }

    @Test
    void leavesOutTheCaptionThatThereIsNot() {
        assertThat(request(new MediaContent(MediaKind.IMAGE, "https://x.example/a", null))
                        .body())
                .doesNotContain("caption");
    }

    @Test
    void readsTheNumberThatTelegramCallsAMessageBy() {
        assertThat(sent(new Canned(200, "{\"ok\":true,\"result\":{\"message_id\":4711,\"date\":1700000000}}")))
                .isEqualTo(new Outcome.Accepted("4711"));
    }

    @Test
    void believesNoIdOfWhatIsNotOk() {
        assertThat(sent(new Canned(200, "{\"ok\":false,\"result\":{\"message_id\":4711}}")))
                .isInstanceOf(Outcome.Uncertain.class);
    }

    /** What a chat was sent too much of, and what the bot did, look the same. */
    @Test
    void slowsTheAccountDownForAsLongAsTheBodySays() {
        String body = "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 37\","
                + "\"parameters\":{\"retry_after\":37}}";
        assertThat(sent(new Canned(429, body)))
                .isEqualTo(new Outcome.Throttled(
                        "the bot's rate limit, or the chat's", "429", Duration.ofSeconds(37), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|Forbidden: bot is not a member of the channel chat|403:removed",
                "400|Bad Request: PEER_ID_INVALID|400:chat-not-found",
                "400|Bad Request: need administrator rights in the channel chat|400:no-rights",
                "400|Bad Request: wrong file identifier/HTTP URL specified|400:media",
                "400|Bad Request: message is too long|400",
                "403|Forbidden: something new|403"
            })
    void tellsByTheDescriptionWhatTheNumberLeavesOpen(int code, String description, String word) {
        assertThat(sent(refusing(code, description)))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.providerCode()).isEqualTo(word));
    }

    @Test
    void tellsNothingOfTheIdThatAChatHasNow() {
        String body = "{\"ok\":false,\"error_code\":400,\"description\":"
                + "\"Bad Request: group chat was upgraded to a supergroup chat\","
                + "\"parameters\":{\"migrate_to_chat_id\":-1001234567890}}";
        assertThat(sent(new Canned(400, body)).toString())
                .contains("400:chat-moved")
                .doesNotContain("1001234567890");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502})
    void isUncertainWhereTelegramHasTroubleOfItsOwn(int code) {
        assertThat(sent(refusing(code, "Internal Server Error")))
                .isEqualTo(new Outcome.Uncertain("HTTP " + code + " without a documented meaning", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123:a/../b", "123:a b", "123:a?b", "123:\u00e4"})
    void callsNobodyWithATokenThatWouldChangeThePath(String token, CapturedOutput log) {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "{}");
                Bench bench = new Bench(MapCatalog.of(account(provider.baseUrl())), Map.of("TOKEN", token))) {
            Outcome outcome = bench.send(Samples.task("telegram", CHAT, new TextContent("hello")));
            assertThat(outcome)
                    .isEqualTo(
                            new Outcome.Rejected(Reason.AUTHENTICATION_FAILED, "the bot's token is malformed", null));
            assertThat(provider.connections()).isZero();
            assertThat(log.getAll()).doesNotContain(token);
        }
    }

    @Test
    void hasNoWebhook() {
        assertThat(Bench.webhooks().byProvider()).doesNotContainKey("telegram-bot");
    }

    private static void assertJson(ScriptedProvider.Request request, String expected) {
        assertThat(JsonMapper.shared().readTree(request.body()))
                .isEqualTo(JsonMapper.shared().readTree(expected));
    }
}
