package dev.tidings.dispatcher.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.OfficialSpec;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhatsAppCloudTest extends AdapterContract {
    private static final List<TemplateParameter> NAMES =
            List.of(new TemplateParameter("name", "Ann"), new TemplateParameter("order", "7"));

    @Override
    protected SenderAccount account(String baseUrl) {
        return Samples.whatsApp(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("phoneNumberId");
    }

    @Override
    protected String recipient() {
        return "+6581234567";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(200, "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"" + messageId + "\"}]}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        return new Canned(
                400, "{\"error\":{\"message\":\"" + quoted + "\",\"type\":\"OAuthException\",\"code\":" + code + "}}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.SENDER_BLOCKED, "131048 131064 368 131031 131042 130497 131045 131037",
                Reason.AUTHENTICATION_FAILED, "0 3 10 190 200 250 299 131005",
                Reason.INVALID_REQUEST, "100 131008 131009 131021 131030 131051 131052 131053",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "131026",
                Reason.OUTSIDE_SERVICE_WINDOW, "131047",
                Reason.RATE_LIMITED, "131049",
                Reason.PROVIDER_ERROR, "130472",
                Reason.RECIPIENT_OPTED_OUT, "131050",
                Reason.TEMPLATE_PARAMETERS_INVALID, "132000 132005 132007 132008 132012",
                Reason.TEMPLATE_UNAVAILABLE, "132001 132015 132016");
    }

    @Test
    void callsTheNumbersMessagesWithTheToken() {
        ScriptedProvider.Request request = request(new TextContent("hello"));
        assertThat(request.line()).isEqualTo("POST /v23.0/100000000000001/messages HTTP/1.1");
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + SECRET);
    }

    @Test
    void writesText() {
        assertJson(request(new TextContent("hello")).body(), """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+6581234567",
                 "biz_opaque_callback_data":"order-1/1@1795420800000","type":"text","text":{"body":"hello","preview_url":false}}""");
    }

    @Test
    void writesATemplateWithNamedParameters() {
        assertJson(
                request(new TemplateMessage("order_update", "en", ParameterFormat.NAMED, NAMES))
                        .body(),
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+6581234567",
                 "biz_opaque_callback_data":"order-1/1@1795420800000","type":"template","template":{"name":"order_update",
                 "language":{"policy":"deterministic","code":"en"},"components":[{"type":"body","parameters":[
                 {"type":"text","parameter_name":"name","text":"Ann"},
                 {"type":"text","parameter_name":"order","text":"7"}]}]}}""");
    }

    @Test
    void writesATemplateWithPositionalParameters() {
        assertThat(request(new TemplateMessage("t", "en", ParameterFormat.POSITIONAL, NAMES))
                        .body())
                .contains("[{\"type\":\"text\",\"text\":\"Ann\"},{\"type\":\"text\",\"text\":\"7\"}]");
    }

    @Test
    void writesATemplateWithoutParametersWithoutComponents() {
        assertThat(request(new TemplateMessage("t", "en", ParameterFormat.NAMED, List.of()))
                        .body())
                .doesNotContain("components");
    }

    @Test
    void writesMediaByLink() {
        assertThat(request(new MediaContent(MediaKind.IMAGE, "https://x.example/a.png", "look"))
                        .body())
                .contains("\"type\":\"image\",\"image\":{\"link\":\"https://x.example/a.png\",\"caption\":\"look\"}");
    }

    @ParameterizedTest
    @MethodSource("described")
    void writesWhatTheOfficialSpecificationDescribes(TaskContent content) {
        OfficialSpec spec = OfficialSpec.open("whatsapp-business-messaging-v23.0.yaml");
        var schema = spec.at(
                "paths",
                "/{Version}/{Phone-Number-ID}/messages",
                "post",
                "requestBody",
                "content",
                "application/json",
                "schema");
        assertThat(schema.isMissingNode()).isFalse();
        // The API takes biz_opaque_callback_data, and its specification does not list it.
        assertThat(spec.problems(schema, json(request(content).body()), "biz_opaque_callback_data"))
                .isEmpty();
        assertThat(spec.problems(schema, json("{\"type\":\"text\",\"text\":{\"nonsense\":1}}")))
                .isNotEmpty();
    }

    static Stream<TaskContent> described() {
        return Stream.of(
                new TextContent("hello"),
                new TemplateMessage("t", "en", ParameterFormat.NAMED, NAMES),
                new TemplateMessage("t", "en", ParameterFormat.POSITIONAL, NAMES),
                new TemplateMessage("t", "en", ParameterFormat.NAMED, List.of()),
                new MediaContent(MediaKind.IMAGE, "https://x.example/a.png", "look"),
                new MediaContent(MediaKind.VIDEO, "https://x.example/a.mp4", null),
                new MediaContent(MediaKind.DOCUMENT, "https://x.example/a.pdf", "read"),
                new MediaContent(MediaKind.AUDIO, "https://x.example/a.mp3", null));
    }

    @ParameterizedTest
    @CsvSource({"4,400", "80007,400", "130429,429", "131056,400"})
    void slowsDownByCode(String code, int status) {
        assertThat(sent(new Canned(status, refusing(code, "").body()), "Retry-After: 30"))
                .isInstanceOfSatisfying(Outcome.Throttled.class, throttled -> {
                    assertThat(throttled.recipientOnly()).isEqualTo(code.equals("131056"));
                    assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(30));
                });
    }

    @ParameterizedTest
    @CsvSource({"1,500", "2,503", "131000,500", "131016,500", "131057,500", "133004,503", "135000,400"})
    void triesAgainWhereTheProviderSaysItTookNothing(String code, int status) {
        assertThat(sent(new Canned(status, refusing(code, "").body())))
                .isEqualTo(new Outcome.Unreachable("the provider has trouble, code " + code));
    }

    @Test
    void isUncertainOn5xxWithAnUnknownCode() {
        assertThat(sent(new Canned(500, refusing("999999", "").body())))
                .isEqualTo(new Outcome.Uncertain("HTTP 500 without a documented meaning", "999999"));
    }

    @ParameterizedTest
    @CsvSource({"403", "404"})
    void isRejectedOn4xxWithoutACode(int status) {
        assertThat(sent(new Canned(status, "<html>")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.PROVIDER_ERROR));
    }

    private static void assertJson(String actual, String expected) {
        assertThat(json(actual)).isEqualTo(json(expected));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
