package dev.tidings.dispatcher.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.OfficialSpec;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class WhatsAppCloudTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "t0ken");
    private static final List<TemplateParameter> NAMES =
            List.of(new TemplateParameter("name", "Ann"), new TemplateParameter("order", "7"));

    @Test
    void isAcceptedWithTheProvidersId() {
        assertThat(sent(200, "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.1\"}]}"))
                .isEqualTo(new Outcome.Accepted("wamid.1"));
    }

    @Test
    void callsTheNumbersMessagesWithTheToken() {
        ScriptedProvider.Request request = request(new TextContent("hello"));
        assertThat(request.line()).isEqualTo("POST /v23.0/100000000000001/messages HTTP/1.1");
        assertThat(request.headers()).containsEntry("authorization", "Bearer t0ken");
    }

    @Test
    void writesText() {
        assertJson(request(new TextContent("hello")).body(), """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+6581234567",
                 "biz_opaque_callback_data":"order-1/1","type":"text","text":{"body":"hello","preview_url":false}}""");
    }

    @Test
    void writesATemplateWithNamedParameters() {
        assertJson(
                request(new TemplateMessage("order_update", "en", ParameterFormat.NAMED, NAMES))
                        .body(),
                """
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"+6581234567",
                 "biz_opaque_callback_data":"order-1/1","type":"template","template":{"name":"order_update",
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

    @Test
    void refusesACaptionUnderAudioWithoutACall() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "{}");
                Bench bench = bench(provider)) {
            assertThat(bench.send(Samples.task(
                            "whatsapp", new MediaContent(MediaKind.AUDIO, "https://x.example/a.mp3", "listen"))))
                    .isInstanceOf(Outcome.Rejected.class);
            assertThat(provider.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
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

    static Stream<TaskContent> contents() {
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
    @CsvSource(textBlock = """
            SENDER_BLOCKED,              131048 131064 368 131031 131042 130497 131045 131037
            AUTHENTICATION_FAILED,       0 3 10 190 200 250 299 131005
            INVALID_REQUEST,             100 131008 131009 131021 131030 131051 131052 131053
            RECIPIENT_NOT_ON_CHANNEL,    131026
            OUTSIDE_SERVICE_WINDOW,      131047
            RATE_LIMITED,                131049
            PROVIDER_ERROR,              130472 999999
            RECIPIENT_OPTED_OUT,         131050
            TEMPLATE_PARAMETERS_INVALID, 132000 132005 132007 132008 132012
            TEMPLATE_UNAVAILABLE,        132001 132015 132016""")
    void rejectsByCode(Reason reason, String codes) {
        for (String code : codes.split(" ", -1)) {
            assertThat(sent(400, error(code))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason()).as(code).isEqualTo(reason);
                assertThat(rejected.providerCode()).isEqualTo(code);
                assertThat(rejected.detail()).doesNotContain("6581234567");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"4,400", "80007,400", "130429,429", "131056,400"})
    void slowsDownByCode(String code, int status) {
        assertThat(sent(status, error(code), "Retry-After: 30"))
                .isInstanceOfSatisfying(Outcome.Throttled.class, throttled -> {
                    assertThat(throttled.providerCode()).isEqualTo(code);
                    assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(30));
                });
    }

    @ParameterizedTest
    @CsvSource({"1,500", "2,503", "131000,500", "131016,500", "131057,500", "133004,503", "135000,400"})
    void triesAgainWhereTheProviderSaysItTookNothing(String code, int status) {
        assertThat(sent(status, error(code)))
                .isEqualTo(new Outcome.Unreachable("the provider has trouble, code " + code));
    }

    @Test
    void slowsDownOn429WithoutACode() {
        assertThat(sent(429, "slow down", "Retry-After: 7"))
                .isEqualTo(new Outcome.Throttled("the provider limits the rate", null, Duration.ofSeconds(7), false));
    }

    @ParameterizedTest
    @CsvSource({"200,{}", "200,<html>garbage", "200,''", "500,oops", "503,{}", "302,moved", "408,''"})
    void isUncertainWhereAnAnswerDoesNotSay(int status, String body) {
        assertThat(sent(status, body)).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void isUncertainOn5xxWithAnUnknownCode() {
        assertThat(sent(500, error("999999")))
                .isEqualTo(new Outcome.Uncertain("HTTP 500 without a documented meaning", "999999"));
    }

    @ParameterizedTest
    @CsvSource({"401,AUTHENTICATION_FAILED", "403,PROVIDER_ERROR", "404,PROVIDER_ERROR"})
    void isRejectedOn4xxWithoutACode(int status, Reason reason) {
        assertThat(sent(status, "<html>"))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void isUnreachableWhereThePortIsClosed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (Bench bench = new Bench(MapCatalog.of(Samples.whatsApp("http://localhost:" + port)), ENVIRONMENT)) {
            assertThat(bench.send(Samples.text("whatsapp")))
                    .isEqualTo(new Outcome.Unreachable("the connection was refused"));
        }
    }

    @Test
    void isUncertainWhereTheProviderTakesItAndHangs() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedProvider provider = ScriptedProvider.that(_ -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                Bench bench = new Bench(
                        MapCatalog.of(Samples.whatsApp(provider.baseUrl())),
                        ENVIRONMENT,
                        Samples.egress(Duration.ofMillis(200)))) {
            assertThat(bench.send(Samples.text("whatsapp")))
                    .isEqualTo(new Outcome.Uncertain("no answer in time", null));
            over.countDown();
        }
    }

    private static Outcome sent(int status, String body, String... headers) {
        try (ScriptedProvider provider = ScriptedProvider.answering(status, body, headers);
                Bench bench = bench(provider)) {
            return bench.send(Samples.text("whatsapp"));
        }
    }

    private static ScriptedProvider.Request request(TaskContent content) {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "{}");
                Bench bench = bench(provider)) {
            bench.send(Samples.task("whatsapp", content));
            return provider.requests().getFirst();
        }
    }

    private static Bench bench(ScriptedProvider provider) {
        return new Bench(MapCatalog.of(Samples.whatsApp(provider.baseUrl())), ENVIRONMENT);
    }

    private static String error(String code) {
        return "{\"error\":{\"message\":\"(#" + code + ") to +6581234567\",\"type\":\"OAuthException\",\"code\":" + code
                + "}}";
    }

    private static void assertJson(String actual, String expected) {
        assertThat(json(actual)).isEqualTo(json(expected));
    }

    private static tools.jackson.databind.JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
