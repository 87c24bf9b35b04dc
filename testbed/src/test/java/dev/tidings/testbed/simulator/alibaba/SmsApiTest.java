package dev.tidings.testbed.simulator.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmsApiTest {
    private Receiver receiver;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sim = Sim.of(
                account("mainland", "alibaba-sms", Map.of("accessKeyId", Caller.KEY, "signName", "商店")),
                account("global", "alibaba-sms-global", Map.of("accessKeyId", Caller.KEY)));
    }

    private Account account(String id, String provider, Map<String, String> settings) {
        return new Account(
                "sms",
                id,
                provider,
                receiver.url().resolve("/webhooks/sms/" + id),
                settings,
                Map.of("accessKeySecret", Caller.SECRET, "webhookToken", "web-token"));
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.close();
    }

    private Sim.Reply mainland(String name, String value) throws Exception {
        Map<String, String> query = new HashMap<>(Map.of(
                "PhoneNumbers", "8615900000000",
                "SignName", "商店",
                "TemplateCode", "SMS_71390007",
                "TemplateParam", "{\"name\":\"安\"}",
                "OutId", "r-1/1"));
        query.put(name, value);
        return new Caller(sim, "SendSms", "2017-05-25").post(query, Map.of());
    }

    private Sim.Reply global(String name, String value) throws Exception {
        Map<String, String> query = new HashMap<>(Map.of(
                "To", "6581234567",
                "Message", "x".repeat(161),
                "TaskId", "r-1/1",
                "ValidityPeriod", "600"));
        query.put(name, value);
        return new Caller(sim, "SendMessageToGlobe", "2018-05-01").post(query, Map.of());
    }

    @Test
    void takesATemplateOnTheMainlandAndReports() throws Exception {
        Sim.Reply reply = mainland("OutId", "r-2/1");
        assertThat(reply.json().path("Code").asText()).isEqualTo("OK");
        Receiver.Post post = receiver.next();
        assertThat(post.target()).isEqualTo("/webhooks/sms/mainland?token=web-token");
        JsonNode report = Json.tree(post.body()).orElseThrow().path(0);
        assertThat(report.path("biz_id")).isEqualTo(reply.json().path("BizId"));
        assertThat(report.path("out_id").asText()).isEqualTo("r-2/1");
        assertThat(report.path("success").asBoolean()).isTrue();
        assertThat(report.path("report_time").asText()).isEqualTo("2026-12-01 17:00:00");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "PhoneNumbers, 6581234567, isv.MOBILE_NUMBER_ILLEGAL",
                "SignName, elsewhere, isv.SMS_SIGNATURE_ILLEGAL",
                "TemplateCode, order_update, isv.SMS_TEMPLATE_ILLEGAL",
                "TemplateParam, name, isv.INVALID_JSON_PARAM",
                "TemplateParam, '{\"name\":1}', isv.INVALID_JSON_PARAM",
                "TemplateParam, '{\"name\":\"https://x.example\"}', isv.PARAM_NOT_SUPPORT_URL",
                "TemplateParam, '{\"name\":\"123456789012345678901234567890123456\"}', isv.PARAM_LENGTH_LIMIT",
                "TemplateCode, '', MissingTemplateCode",
                "Outid, r-1, InvalidParameter"
            })
    void refusesOnTheMainland(String name, String value, String code) throws Exception {
        assertThat(mainland(name, value).json().path("Code").asText()).isEqualTo(code);
    }

    @Test
    void takesTextForElsewhereAndReports() throws Exception {
        Sim.Reply reply = global("From", "Alicloud321");
        assertThat(reply.json().path("ResponseCode").asText()).isEqualTo("OK");
        assertThat(reply.json().path("Segments").asText()).isEqualTo("2");
        Receiver.Post post = receiver.next();
        assertThat(post.target()).isEqualTo("/webhooks/sms/global?token=web-token");
        JsonNode report = Json.tree(post.body()).orElseThrow().path(0);
        assertThat(report.path("MessageId")).isEqualTo(reply.json().path("MessageId"));
        assertThat(report.path("Status").asText()).isEqualTo("1");
        assertThat(report.path("ReceiveDate").asText()).isEqualTo("Tue, 1 Dec 2026 17:00:00 +0800");
    }

    @ParameterizedTest
    @CsvSource({
        "To, +6581234567, MOBILE_NUMBER_ILLEGAL",
        "To, 8615900000000, MOBILE_NUMBER_ILLEGAL",
        "From, Alicloud4321, INVALID_SENDERID",
        "Type, TEXT, INVALID_PARAMETERS",
        "ValidityPeriod, soon, INVALID_PARAMETERS"
    })
    void refusesElsewhere(String name, String value, String code) throws Exception {
        Sim.Reply reply = global(name, value);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("ResponseCode").asText()).isEqualTo(code);
    }

    @Test
    void refusesElsewhereAtTheGatewayByItsOwnField() throws Exception {
        Sim.Reply reply = new Caller(sim, "SendMessageToGlobe", "2017-05-25").post(Map.of("To", "1"), Map.of());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("Code").asText()).isEqualTo("InvalidVersion");
    }
}
