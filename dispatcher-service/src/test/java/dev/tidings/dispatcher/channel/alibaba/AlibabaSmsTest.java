package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.ScriptedProvider.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlibabaSmsTest extends AdapterContract {
    static SenderAccount mainland(String baseUrl) {
        return new SenderAccount(
                "sms",
                "shop",
                null,
                true,
                "alibaba-sms",
                baseUrl,
                Map.of("accessKeyId", "LTAI5tExample", "signName", "商店"),
                Map.of("accessKeySecret", "env:TOKEN", "webhookToken", "env:TOKEN"),
                null,
                null);
    }

    @Override
    protected SenderAccount account(String baseUrl) {
        return mainland(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("accessKeyId", "signName");
    }

    @Override
    protected String recipient() {
        return "+8615900000000";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(
                200, "{\"Message\":\"OK\",\"RequestId\":\"r-1\",\"Code\":\"OK\",\"BizId\":\"" + messageId + "\"}");
    }

    /** The service refuses with a 200. */
    @Override
    protected Canned refusing(String code, String quoted) {
        return new Canned(200, "{\"Message\":\"" + quoted + "\",\"RequestId\":\"r-1\",\"Code\":\"" + code + "\"}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "SignatureDoesNotMatch isp.RAM_PERMISSION_DENY",
                Reason.SENDER_BLOCKED, "isv.AMOUNT_NOT_ENOUGH isv.OUT_OF_SERVICE isv.SMS_SIGNATURE_ILLEGAL",
                Reason.RATE_LIMITED, "isv.DAY_LIMIT_CONTROL isv.MONTH_LIMIT_CONTROL MOBILE_SEND_LIMIT",
                Reason.RECIPIENT_INVALID, "isv.MOBILE_NUMBER_ILLEGAL INVALID_NUMBER",
                Reason.RECIPIENT_OPTED_OUT, "isv.CUSTOMER_REFUSED MOBILE_IN_BLACK",
                Reason.RECIPIENT_NOT_ON_CHANNEL, "MOBILE_NOT_ON_SERVICE",
                Reason.TEMPLATE_UNAVAILABLE, "isv.SMS_TEMPLATE_ILLEGAL",
                Reason.TEMPLATE_PARAMETERS_INVALID, "isv.TEMPLATE_MISSING_PARAMETERS isv.INVALID_JSON_PARAM",
                Reason.CONTENT_REJECTED, "isv.SMS_CONTENT_ILLEGAL CONTENT_KEYWORD",
                Reason.INVALID_REQUEST, "isv.INVALID_PARAMETERS");
    }

    @Test
    void sendsATemplateUnderTheSignature() {
        Request request = request(new TemplateMessage(
                "SMS_71390007", "zh", ParameterFormat.NAMED, List.of(new TemplateParameter("name", "安"))));
        assertThat(request.headers())
                .containsEntry("x-acs-action", "SendSms")
                .containsEntry("x-acs-version", "2017-05-25");
        assertThat(request.body()).isEmpty();
        assertThat(ChatAppContract.query(request))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "PhoneNumbers", "8615900000000",
                        "SignName", "商店",
                        "TemplateCode", "SMS_71390007",
                        "TemplateParam", "{\"name\":\"安\"}",
                        "OutId", "order-1/1@1795420800000"));
    }

    @Test
    void slowsOneRecipientDown() {
        assertThat(sent(refusing("isv.BUSINESS_LIMIT_CONTROL", "")))
                .isEqualTo(new Outcome.Throttled(
                        "the limit of messages to this recipient", "isv.BUSINESS_LIMIT_CONTROL", null, true));
    }

    @Test
    void triesAgainWhereTheServiceSaysTo() {
        assertThat(sent(refusing("isp.SYSTEM_ERROR", ""))).isInstanceOf(Outcome.Unreachable.class);
    }
}
