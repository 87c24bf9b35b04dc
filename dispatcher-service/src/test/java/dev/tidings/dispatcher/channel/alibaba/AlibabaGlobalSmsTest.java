package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.AdapterContract;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider.Request;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlibabaGlobalSmsTest extends AdapterContract {
    static SenderAccount global(String baseUrl) {
        return new SenderAccount(
                "sms",
                "shop",
                null,
                true,
                "alibaba-sms-global",
                baseUrl,
                Map.of("accessKeyId", "LTAI5tExample"),
                Map.of("accessKeySecret", "env:TOKEN", "webhookToken", "env:TOKEN"),
                null,
                null);
    }

    @Override
    protected SenderAccount account(String baseUrl) {
        return global(baseUrl);
    }

    @Override
    protected Set<String> neededSettings() {
        return Set.of("accessKeyId");
    }

    @Override
    protected String recipient() {
        return "+6581234567";
    }

    @Override
    protected Canned accepting(String messageId) {
        return new Canned(
                200,
                "{\"ResponseCode\":\"OK\",\"RequestId\":\"r-1\",\"Segments\":\"1\",\"To\":\"6581234567\","
                        + "\"MessageId\":\"" + messageId + "\"}");
    }

    @Override
    protected Canned refusing(String code, String quoted) {
        return new Canned(
                200,
                "{\"ResponseCode\":\"" + code + "\",\"ResponseDescription\":\"" + quoted + "\",\"RequestId\":\"r-1\"}");
    }

    @Override
    protected Map<Reason, String> refusals() {
        return Map.of(
                Reason.AUTHENTICATION_FAILED, "SignatureDoesNotMatch RAM_PERMISSION_DENY",
                Reason.SENDER_BLOCKED, "AMOUNT_NOT_ENOUGH INVALID_SENDERID FORBIDDEN_ACTION NOT_SUPPORTED_COUNTRY",
                Reason.RECIPIENT_INVALID, "MOBILE_NUMBER_ILLEGAL",
                Reason.CONTENT_REJECTED, "SMS_CONTENT_ILLEGAL BLACK_KEY_CONTROL_LIMIT",
                Reason.INVALID_REQUEST, "INVALID_PARAMETERS");
    }

    @Test
    void sendsTextWithItsValidity() {
        Request request = request(new TextContent("hello & goodbye"));
        assertThat(request.headers())
                .containsEntry("x-acs-action", "SendMessageToGlobe")
                .containsEntry("x-acs-version", "2018-05-01");
        assertThat(ChatAppContract.query(request))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "To", "6581234567",
                        "Message", "hello & goodbye",
                        "TaskId", "order-1/1@1795420800000",
                        "ValidityPeriod", "600"));
    }

    @Test
    void namesSenderAndTypeWhereTheAccountHasThem() {
        assertThat(ChatAppContract.query(sent(
                                Map.of("accessKeyId", "LTAI5t", "from", "Alicloud321", "type", "NOTIFY"),
                                new TextContent("hello"))
                        .request()))
                .containsEntry("From", "Alicloud321")
                .containsEntry("Type", "NOTIFY");
    }

    @Test
    void readsWhatTheGatewayRefuses() {
        assertThat(sent(new Canned(400, "{\"Code\":\"SignatureDoesNotMatch\",\"RequestId\":\"r-1\"}")))
                .isEqualTo(new Outcome.Rejected(
                        Reason.AUTHENTICATION_FAILED, "the access key is not valid for this", "SignatureDoesNotMatch"));
    }

    @ParameterizedTest
    @CsvSource({"160,1", "161,2", "307,3"})
    void countsParts(int length, int parts) {
        assertThat(Bench.adapter("alibaba-sms-global").parts(Samples.task("sms", new TextContent("x".repeat(length)))))
                .isEqualTo(parts);
    }
}
