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

class ViberBusinessTest extends AdapterContract {
    private static final TextContent HELLO = new TextContent("hello");

    static SenderAccount service(String baseUrl) {
        return new SenderAccount(
                "viber",
                "shop",
                null,
                true,
                "viber-business",
                baseUrl,
                Map.of("serviceId", "45001", "label", "transaction"),
                Map.of("authToken", "env:TOKEN", "webhookToken", "env:TOKEN"),
                null,
                null);
    }

    @Override
    protected SenderAccount account(String baseUrl) {
        return service(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("serviceId", "label");
    }

    @Override
    protected String recipient() {
        return "+6581234567";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(200, "{\"message_token\":\"" + messageId + "\",\"status\":0}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        String status = ViberBusinessErrors.WORDS.entrySet().stream()
                .filter(word -> word.getValue().equals(code))
                .map(word -> word.getKey().toString())
                .findFirst()
                .orElse(code);
        return new Canned(200, "{\"status\":" + status + ",\"message\":\"" + quoted + "\"}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "SRVC_UNAUTHORIZED_IP",
                Reason.SENDER_BLOCKED, "SRVC_BAD_SERVICE_ID SRVC_NOT_PERMITTED SRVC_SERVICE_BLOCKED",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "SRVC_NOT_VIBER_USER SRVC_NO_SUITABLE_DEVICE",
                Reason.RECIPIENT_INVALID, "SRVC_INVALID_PHONE_NUMBER",
                Reason.RECIPIENT_OPTED_OUT, "SRVC_USER_BLOCKED",
                Reason.OUTSIDE_SERVICE_WINDOW, "SRVC_WAIT_FOR_USER_RESPONSE",
                Reason.INVALID_REQUEST, "SRVC_BAD_DATA SRVC_BAD_MESSAGE_TYPE SRVC_BAD_LABEL SRVC_INVALID_TTL");
    }

    @ParameterizedTest
    @CsvSource({"transaction,206", "promotion,225"})
    void postsTextOfTheLabelsType(String label, int type) {
        ScriptedProvider.Request request =
                sent(Map.of("serviceId", "45001", "label", label), HELLO).request();
        assertThat(request.line()).isEqualTo("POST /vibersrvc/1/send_message HTTP/1.1");
        assertThat(request.headers()).containsEntry("x-viber-auth-token", SECRET);
        assertThat(JsonMapper.shared().readTree(request.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"service_id":45001,"dest":"6581234567","label":"%s","ttl":600,"type":%d,
                         "message":{"#txt":"hello","#tracking_data":"order-1/1@1795420800000"}}""".formatted(label, type)));
    }

    @Test
    void postsAPicture() {
        assertThat(request(new MediaContent(MediaKind.IMAGE, "https://x.example/a.jpg", null))
                        .body())
                .contains("\"type\":107", "\"message\":{\"#img\":\"https://x.example/a.jpg\"}");
    }

    @Test
    void takesTypesAndHeaderFromTheAccountWhereAPartnerHasOthers() {
        ScriptedProvider.Request request = sent(
                        Map.of(
                                "serviceId", "45001",
                                "label", "transaction",
                                "textType", "106",
                                "authHeader", "X-Partner-Key"),
                        HELLO)
                .request();
        assertThat(request.headers()).containsEntry("x-partner-key", SECRET).doesNotContainKey("x-viber-auth-token");
        assertThat(request.body()).contains("\"type\":106");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Promotion", "session", " "})
    void refusesALabelThatThereIsNot(String label) {
        assertThat(sent(Map.of("serviceId", "45001", "label", label), HELLO).requests())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void isUncertainWhereTheProviderBroke(int status) {
        assertThat(sent(new Canned(200, "{\"status\":" + status + "}"))).isInstanceOf(Outcome.Uncertain.class);
    }

    @ParameterizedTest
    @CsvSource({"11", "401"})
    void knowsBothNumbersOfAnUnknownCaller(int status) {
        assertThat(sent(new Canned(200, "{\"status\":" + status + "}")))
                .isEqualTo(new Outcome.Rejected(
                        Reason.AUTHENTICATION_FAILED, "the provider does not know the caller", "SRVC_UNAUTHORIZED_IP"));
    }
}
