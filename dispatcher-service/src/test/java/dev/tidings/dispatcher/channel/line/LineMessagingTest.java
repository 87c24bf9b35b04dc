package dev.tidings.dispatcher.channel.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.OfficialSpec;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.RepeatKey;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LineMessagingTest extends AdapterContract {
    private static final String USER = "U0123456789abcdef0123456789abcdef";
    private static final TaskContent IMAGE = new MediaContent(MediaKind.IMAGE, "https://x.example/a.png", null);
    private static final String ACCEPTED_BEFORE = "{\"message\":\"The retry key is already accepted\"";

    @Override
    protected SenderAccount account(String baseUrl) {
        return Samples.line(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of();
    }

    @Override
    protected String recipient() {
        return USER;
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(200, "{\"sentMessages\":[{\"id\":\"" + messageId + "\",\"quoteToken\":\"IStG5h1Tz7b\"}]}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        switch (code) {
            case "400:to" ->
                error.put("message", "The property, 'to', in the request body is invalid (line: -, column: -)");
            case "400:not-sent" -> error.put("message", "Failed to send messages");
            case "429:monthly-limit" -> error.put("message", "You have reached your monthly limit.");
            default -> error.put("message", "The request body has 1 error(s)");
        }
        error.putArray("details").addObject().put("message", quoted).put("property", "messages[0].text");
        return new Canned(Integer.parseInt(code.split(":", 2)[0]), error.toString());
    }

    @Override
    protected String unknownCode() {
        return "418";
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "401 403",
                Reason.SENDER_BLOCKED, "429:monthly-limit",
                Reason.RECIPIENT_INVALID, "400:to 400:not-sent",
                Reason.INVALID_REQUEST, "400 404 413 415");
    }

    @Test
    void pushesWithTheTokenAndTheStepsKey() {
        ScriptedProvider.Request request = request(new TextContent("hello"));
        assertThat(request.line()).isEqualTo("POST /v2/bot/message/push HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + SECRET)
                .containsEntry("content-type", "application/json; charset=UTF-8")
                .containsEntry(
                        "x-line-retry-key", RepeatKey.of(task()).orElseThrow().toString());
    }

    @Test
    void repeatsUnderTheSameKey() {
        try (ScriptedProvider provider = ScriptedProvider.answering(500, "{}");
                Bench bench = bench(provider)) {
            bench.send(task());
            bench.send(task().nextAttempt(true));
            assertThat(provider.requests())
                    .hasSize(2)
                    .extracting(request -> request.headers().get("x-line-retry-key"))
                    .containsOnly(RepeatKey.of(task()).orElseThrow().toString());
        }
    }

    @Test
    void writesText() {
        assertJson(
                request(new TextContent("hello")),
                "{\"to\":\"" + USER + "\",\"messages\":[{\"type\":\"text\",\"text\":\"hello\"}]}");
    }

    @Test
    void writesAnImageWithItselfAsPreview() {
        assertJson(
                request(IMAGE),
                "{\"to\":\"" + USER
                        + "\",\"messages\":[{\"type\":\"image\",\"originalContentUrl\":\"https://x.example/a.png\","
                        + "\"previewImageUrl\":\"https://x.example/a.png\"}]}");
    }

    @Test
    void takesWhatWasAcceptedBeforeForAccepted() {
        assertThat(sent(new Canned(409, ACCEPTED_BEFORE + ",\"sentMessages\":[{\"id\":\"461230966842064897\"}]}")))
                .isEqualTo(new Outcome.Accepted("461230966842064897"));
    }

    @Test
    void namesTheCallThatWasAcceptedBeforeWhereTheMessageIsNotNamed() {
        assertThat(sent(
                        new Canned(409, ACCEPTED_BEFORE + "}"),
                        "X-Line-Accepted-Request-Id: 123e4567-e89b-12d3-a456-426655440001"))
                .isEqualTo(new Outcome.Accepted("123e4567-e89b-12d3-a456-426655440001"));
    }

    /** Whoever answers like this may not be LINE: neither accepted nor refused. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"sentMessages\":[]}"})
    void believesNoConflictThatNamesNothing(String body) {
        assertThat(sent(new Canned(409, body))).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void slowsDownWhereTheRateIsLimited() {
        assertThat(sent(new Canned(429, "{\"message\":\"The API rate limit has been exceeded. Try again later.\"}")))
                .isEqualTo(new Outcome.Throttled("the account's rate limit", "429", null, false));
    }

    @Test
    void findsTheRecipientAmongTheDetails() {
        assertThat(sent(new Canned(
                        400,
                        "{\"message\":\"The request body has 1 error(s)\",\"details\":"
                                + "[{\"message\":\"May not be empty\",\"property\":\"to\"}]}")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.providerCode()).isEqualTo("400:to"));
    }

    @ParameterizedTest
    @MethodSource("carriedContents")
    void writesWhatTheOfficialSpecificationDescribes(TaskContent content) {
        OfficialSpec spec = OfficialSpec.open("line-messaging-api.yml").closed();
        JsonNode schema = spec.at(
                "paths", "/v2/bot/message/push", "post", "requestBody", "content", "application/json", "schema");
        assertThat(spec.problems(schema, json(request(content).body()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\":\"U\",\"messages\":[]}",
                "{\"messages\":[{\"type\":\"text\",\"text\":\"hello\"}]}",
                "{\"to\":\"U\",\"messages\":[{\"type\":\"text\"}]}",
                "{\"to\":\"U\",\"messages\":[{\"type\":\"text\",\"text\":1}]}",
                "{\"to\":\"U\",\"messages\":[{\"type\":\"text\",\"text\":\"hello\",\"caption\":\"x\"}]}",
                "{\"to\":\"U\",\"messages\":[{\"type\":\"image\",\"originalContentUrl\":\"https://x.example/\"}]}"
            })
    void theOfficialSpecificationWouldShowAMistake(String mistaken) {
        OfficialSpec spec = OfficialSpec.open("line-messaging-api.yml").closed();
        assertThat(spec.problems(spec.at("components", "schemas", "PushMessageRequest"), json(mistaken)))
                .isNotEmpty();
    }

    /** What the tests above answer with is what LINE answers with. */
    @Test
    void isAnsweredAsTheOfficialSpecificationDescribes() {
        OfficialSpec spec = OfficialSpec.open("line-messaging-api.yml").closed();
        assertThat(spec.problems(
                        spec.at("components", "schemas", "PushMessageResponse"),
                        json(accepting("1").body())))
                .isEmpty();
        JsonNode error = spec.at("components", "schemas", "ErrorResponse");
        assertThat(spec.problems(error, json(refusing("400:to", "x").body()))).isEmpty();
        assertThat(spec.problems(error, json(ACCEPTED_BEFORE + ",\"sentMessages\":[{\"id\":\"1\"}]}")))
                .isEmpty();
    }

    private static SendTask task() {
        return Samples.task("line", USER, new TextContent("hello"));
    }

    private Bench bench(ScriptedProvider provider) {
        return new Bench(MapCatalog.of(account(provider.baseUrl())), Map.of("TOKEN", SECRET));
    }

    private static void assertJson(ScriptedProvider.Request request, String expected) {
        assertThat(json(request.body())).isEqualTo(json(expected));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
