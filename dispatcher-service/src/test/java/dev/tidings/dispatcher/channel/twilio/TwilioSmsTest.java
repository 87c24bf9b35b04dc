package dev.tidings.dispatcher.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.OfficialSpec;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import dev.tidings.dispatcher.channel.http.Forms;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TwilioSmsTest extends AdapterContract {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String SERVICE = "MG00000000000000000000000000000001";
    private static final TextContent HELLO = new TextContent("hello & goodbye");

    @Override
    protected SenderAccount account(String baseUrl) {
        return Samples.twilio(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("accountSid", "from");
    }

    @Override
    protected String recipient() {
        return "+6581234567";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(201, "{\"sid\":\"" + messageId + "\",\"status\":\"queued\",\"error_code\":null}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        return new Canned(
                400, "{\"code\":" + code + ",\"message\":\"" + quoted + "\",\"more_info\":\"\",\"status\":400}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "20003 20006 20008",
                Reason.RECIPIENT_INVALID, "21211 21401 21614 30005",
                Reason.RECIPIENT_OPTED_OUT, "21610 30004",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "21217 30003 30006",
                Reason.SENDER_BLOCKED,
                        "20005 21408 21601 21606 21607 21608 21612 21659 21660 21661 21703 30002 30032 30034",
                Reason.INVALID_REQUEST, "20404 21212 21602 21603 21604 21605 21617 21701 21704 21705",
                Reason.CONTENT_REJECTED, "21618 30007 30450",
                Reason.VALIDITY_EXPIRED, "30036",
                Reason.PROVIDER_ERROR, "30008");
    }

    @Test
    void isRejectedWhereTheMessageWasCreatedAsFailed() {
        assertThat(sent(new Canned(201, "{\"sid\":\"SM1\",\"status\":\"failed\",\"error_code\":30007}")))
                .isEqualTo(new Outcome.Rejected(Reason.CONTENT_REJECTED, "the text was filtered", "30007"));
    }

    @Test
    void postsAFormAsTheAccount() {
        ScriptedProvider.Request request = request(HELLO);
        assertThat(request.line()).isEqualTo("POST /2010-04-01/Accounts/" + SID + "/Messages.json HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("authorization", "Basic " + basic())
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
                        "600",
                        "StatusCallback",
                        Bench.PUBLIC_URL + "/webhooks/sms/shop"));
    }

    private static String basic() {
        return Base64.getEncoder().encodeToString((SID + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsThroughAMessagingService() {
        ScriptedProvider.Request request = sent(Map.of("accountSid", SID, "messagingServiceSid", SERVICE), HELLO)
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
        form(sent(Map.of("accountSid", SID, setting, value), HELLO).request().body())
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
    void refusesASidThatWouldChangeThePath() {
        assertThat(sent(Map.of("accountSid", "AC/../1", "from", "+1"), HELLO).requests())
                .isEmpty();
    }

    @Test
    void takesEveryTextThatTheContractTakes() {
        String longest = "\uD83D\uDE00".repeat(RequestRules.MAX_SMS_TEXT);

        assertThat(sent(accepting("SM1"), new TextContent(longest)).outcome()).isEqualTo(new Outcome.Accepted("SM1"));
        assertThat(sent(accepting("SM1"), new TextContent(longest + "x")).requests())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20429,429", "14107,429", "30022,400", "63038,429", "21611,400", "30001,400"})
    void slowsDownByCode(String code, int status) {
        assertThat(sent(new Canned(status, refusing(code, "").body()), "Retry-After: 3"))
                .isInstanceOfSatisfying(Outcome.Throttled.class, throttled -> {
                    assertThat(throttled.providerCode()).isEqualTo(code);
                    assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(3));
                });
    }

    @ParameterizedTest
    @CsvSource({"20500,500", "20503,503"})
    void isUncertainOnServerErrors(String code, int status) {
        assertThat(sent(new Canned(status, refusing(code, "").body()))).isInstanceOf(Outcome.Uncertain.class);
    }

    private static Map<String, String> form(String body) {
        return Forms.read(body).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
