package dev.tidings.dispatcher.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.OfficialSpec;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class TwilioSmsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "t0ken");
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String SERVICE = "MG00000000000000000000000000000001";

    @Test
    void isAcceptedWithTheProvidersId() {
        assertThat(sent(201, "{\"sid\":\"SM1\",\"status\":\"queued\",\"error_code\":null}"))
                .isEqualTo(new Outcome.Accepted("SM1"));
    }

    @Test
    void isRejectedWhereTheMessageWasCreatedAsFailed() {
        assertThat(sent(201, "{\"sid\":\"SM1\",\"status\":\"failed\",\"error_code\":30007}"))
                .isEqualTo(new Outcome.Rejected(Reason.CONTENT_REJECTED, "the text was filtered", "30007"));
    }

    @Test
    void postsAFormAsTheAccount() {
        ScriptedProvider.Request request = request(Samples.twilio("")).request();
        assertThat(request.line()).isEqualTo("POST /2010-04-01/Accounts/" + SID + "/Messages.json HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("authorization", "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0MGtlbg==")
                .containsEntry("content-type", "application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(form(request.body()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "To",
                        "+6581234567",
                        "From",
                        "+15005550006",
                        "Body",
                        "hello & goodbye",
                        "ValidityPeriod",
                        "600"));
    }

    @Test
    void sendsThroughAMessagingService() {
        ScriptedProvider.Request request = request(
                        Samples.twilio("", Map.of("accountSid", SID, "messagingServiceSid", SERVICE)))
                .request();
        assertThat(form(request.body()))
                .containsEntry("MessagingServiceSid", SERVICE)
                .doesNotContainKey("From");
    }

    @ParameterizedTest
    @CsvSource({"from," + "+15005550006", "messagingServiceSid," + SERVICE})
    void postsWhatTheOfficialSpecificationDescribes(String setting, String value) {
        OfficialSpec spec = OfficialSpec.open("twilio-api-v2010.json");
        var schema = spec.at(
                "paths",
                "/2010-04-01/Accounts/{AccountSid}/Messages.json",
                "post",
                "requestBody",
                "content",
                "application/x-www-form-urlencoded",
                "schema");
        assertThat(schema.isMissingNode()).isFalse();
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        form(request(Samples.twilio("", Map.of("accountSid", SID, setting, value)))
                        .request()
                        .body())
                .forEach((name, text) -> {
                    assertThat(schema.path("properties").has(name)).as(name).isTrue();
                    if (name.equals("ValidityPeriod")) {
                        fields.put(name, Integer.parseInt(text));
                    } else {
                        fields.put(name, text);
                    }
                });
        assertThat(spec.problems(schema, fields)).isEmpty();
    }

    @Test
    void refusesWithoutACallWhatTwilioCannotTake() {
        assertThat(request(Samples.twilio("", Map.of("from", "+1"))).requests()).isEmpty();
        assertThat(request(Samples.twilio("", Map.of("accountSid", "AC/../1", "from", "+1")))
                        .requests())
                .isEmpty();
        assertThat(request(Samples.twilio("", Map.of("accountSid", SID))).requests())
                .isEmpty();
        assertThat(request(Samples.twilio(""), new TextContent("x".repeat(1_601)))
                        .outcome())
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(request(Samples.twilio(""), new MediaContent(MediaKind.IMAGE, "https://x.example/a", null))
                        .outcome())
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void takesEveryTextThatTheContractTakes() {
        String longest = "\uD83D\uDE00".repeat(RequestRules.MAX_SMS_TEXT);

        assertThat(request(Samples.twilio(""), new TextContent(longest)).outcome())
                .isEqualTo(new Outcome.Accepted("SM1"));
        assertThat(request(Samples.twilio(""), new TextContent(longest + "x")).requests())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            AUTHENTICATION_FAILED,    20003 20006 20008
            RECIPIENT_INVALID,        21211 21401 21614 30005
            RECIPIENT_OPTED_OUT,      21610 30004
            RECIPIENT_NOT_ON_CHANNEL, 21217 30003 30006
            SENDER_BLOCKED,           20005 21408 21601 21606 21607 21608 21612 21659 21660 21661 21703 30002 30032 30034
            INVALID_REQUEST,          20404 21212 21602 21603 21604 21605 21617 21701 21704 21705
            CONTENT_REJECTED,         21618 30007 30450
            VALIDITY_EXPIRED,         30036
            PROVIDER_ERROR,           30008 99999""")
    void rejectsByCode(Reason reason, String codes) {
        for (String code : codes.split(" ", -1)) {
            assertThat(sent(400, error(code))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason()).as(code).isEqualTo(reason);
                assertThat(rejected.providerCode()).isEqualTo(code);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"20429,429", "14107,429", "30022,400", "63038,429", "21611,400", "30001,400"})
    void slowsDownByCode(String code, int status) {
        assertThat(sent(status, error(code), "Retry-After: 3"))
                .isInstanceOfSatisfying(Outcome.Throttled.class, throttled -> {
                    assertThat(throttled.providerCode()).isEqualTo(code);
                    assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(3));
                });
    }

    @ParameterizedTest
    @CsvSource({"20500,500", "20503,503"})
    void isUncertainOnServerErrors(String code, int status) {
        assertThat(sent(status, error(code))).isInstanceOf(Outcome.Uncertain.class);
    }

    private record Sent(List<ScriptedProvider.Request> requests, Outcome outcome) {
        ScriptedProvider.Request request() {
            return requests.getFirst();
        }
    }

    private static Outcome sent(int status, String body, String... headers) {
        try (ScriptedProvider provider = ScriptedProvider.answering(status, body, headers);
                Bench bench = new Bench(MapCatalog.of(Samples.twilio(provider.baseUrl())), ENVIRONMENT)) {
            return bench.send(Samples.text("sms"));
        }
    }

    private static Sent request(SenderAccount account) {
        return request(account, new TextContent("hello & goodbye"));
    }

    private static Sent request(SenderAccount account, TaskContent content) {
        try (ScriptedProvider provider = ScriptedProvider.answering(201, "{\"sid\":\"SM1\"}");
                Bench bench =
                        new Bench(MapCatalog.of(Samples.twilio(provider.baseUrl(), account.settings())), ENVIRONMENT)) {
            Outcome outcome = bench.send(Samples.task("sms", content));
            return new Sent(provider.requests(), outcome);
        }
    }

    private static String error(String code) {
        return "{\"code\":" + code + ",\"message\":\"The number +6581234567 …\",\"more_info\":\"\",\"status\":400}";
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&", -1)) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }
}
