package dev.tidings.dispatcher.channel.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Messenger and Instagram have in common: the Send API. */
public abstract class SendApiContract extends AdapterContract {
    protected static final TaskContent HELLO = new TextContent("hello");

    @Override
    protected final String recipient() {
        return "1234567890123456";
    }

    @Override
    protected final Canned accepting(String messageId) {
        return new Canned(200, "{\"recipient_id\":\"1234567890123456\",\"message_id\":\"" + messageId + "\"}");
    }

    @Override
    protected final Canned refusing(String code, String quoted) {
        String[] parts = code.split("/", -1);
        String subcode = parts.length == 1 ? "" : ",\"error_subcode\":" + parts[1];
        return new Canned(
                400,
                "{\"error\":{\"message\":\"" + quoted + "\",\"type\":\"OAuthException\",\"code\":" + parts[0] + subcode
                        + ",\"fbtrace_id\":\"A1\"}}");
    }

    @Override
    protected final Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "0 3 10 102 190 200 230 299",
                Reason.OUTSIDE_SERVICE_WINDOW, "10/2018278 10/2018065 10/2534022",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "551 10/2018108 200/1545041",
                Reason.RECIPIENT_INVALID, "100/2018001 100/2534014",
                Reason.INVALID_REQUEST, "100",
                Reason.SENDER_BLOCKED, "368",
                Reason.PROVIDER_ERROR, "10/2018300 100/2018300");
    }

    /** An account's settings with these in addition. */
    protected final Map<String, String> with(String... more) {
        Map<String, String> settings = new HashMap<>(account("https://host").settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    protected final void isRefusedWithoutACall(Map<String, String> settings) {
        Sent sent = sent(settings, HELLO);
        assertThat(sent.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST));
        assertThat(sent.requests()).isEmpty();
    }

    @Test
    void writesText() {
        assertThat(json(request(HELLO).body())).isEqualTo(json("""
                {"messaging_type":"UPDATE","recipient":{"id":"1234567890123456"},"message":{"text":"hello"}}"""));
    }

    @ParameterizedTest
    @CsvSource({"IMAGE,image", "VIDEO,video", "AUDIO,audio"})
    void writesMediaByLink(MediaKind kind, String type) {
        assertThat(json(request(new MediaContent(kind, "https://x.example/a", null))
                        .body()))
                .isEqualTo(json("""
                {"messaging_type":"UPDATE","recipient":{"id":"1234567890123456"},"message":{"attachment":
                 {"type":"%s","payload":{"url":"https://x.example/a","is_reusable":false}}}}""".formatted(type)));
    }

    @Test
    void saysWhatTheAccountSaysItsMessagesAre() {
        assertThat(sent(with("messagingType", "RESPONSE"), HELLO).request().body())
                .contains("\"messaging_type\":\"RESPONSE\"")
                .doesNotContain("\"tag\"");
        assertThat(sent(with("messagingType", "MESSAGE_TAG", "messageTag", "HUMAN_AGENT"), HELLO)
                        .request()
                        .body())
                .contains("\"messaging_type\":\"MESSAGE_TAG\"", "\"tag\":\"HUMAN_AGENT\"");
    }

    @Test
    void refusesATypeThatThereIsNotAndATagThatIsMissing() {
        isRefusedWithoutACall(with("messagingType", "PROMOTION"));
        isRefusedWithoutACall(with("messagingType", "MESSAGE_TAG"));
        isRefusedWithoutACall(with("apiVersion", "v23.0/../v1"));
    }

    @Test
    void takesAnUnknownSubcodeForTheCodeAloneAndKeepsIt() {
        assertThat(sent(refusing("190/463", "")))
                .isEqualTo(new Outcome.Rejected(
                        Reason.AUTHENTICATION_FAILED, "the access token is not valid for this", "190/463"));
        assertThat(sent(refusing("551/1545041", "")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.RECIPIENT_NOT_ON_CHANNEL));
    }

    @ParameterizedTest
    @CsvSource({"4", "17", "32", "613", "80001", "80002", "80006", "4/2018022"})
    void slowsTheAccountDown(String code) {
        assertThat(sent(refusing(code, ""), "Retry-After: 30"))
                .isEqualTo(new Outcome.Throttled("the account's rate limit", code, Duration.ofSeconds(30), false));
    }

    @ParameterizedTest
    @CsvSource({"2", "1200"})
    void triesAgainWhereTheProviderSaysItTookNothing(String code) {
        assertThat(sent(refusing(code, "")))
                .isEqualTo(new Outcome.Unreachable("the provider has trouble, code " + code));
    }

    /** Meta's page: with this one, the messages were sent. */
    @Test
    void isUncertainWhereTheProviderDoesNotKnow() {
        assertThat(sent(refusing("1/1357046", "")))
                .isEqualTo(new Outcome.Uncertain("the provider does not know what went wrong", "1/1357046"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
