package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class SmsWebhookTest {
    private final WebhookBench mainland = bench(AlibabaSmsTest.mainland("https://host"));
    private final WebhookBench global = bench(AlibabaGlobalSmsTest.global("https://host"));

    private static WebhookBench bench(SenderAccount account) {
        return new WebhookBench(account, Map.of("TOKEN", "s3cret"));
    }

    @ParameterizedTest
    @CsvSource({
        "true,DELIVERED,DELIVERED,,",
        "false,MOBILE_NOT_ON_SERVICE,UNDELIVERED,RECIPIENT_NOT_ON_CHANNEL,MOBILE_NOT_ON_SERVICE",
        "false,isv.BUSINESS_LIMIT_CONTROL,UNDELIVERED,RATE_LIMITED,isv.BUSINESS_LIMIT_CONTROL",
        "false,MK:0001,UNDELIVERED,PROVIDER_ERROR,",
        "false,UNKNOWN,UNDELIVERED,PROVIDER_ERROR,UNKNOWN"
    })
    void publishesTheMainlandsReports(
            String success, String code, ReceiptKind kind, @Nullable Reason reason, @Nullable String kept)
            throws Exception {
        MockHttpServletResponse response = posted(mainland, mainland(success, code));
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).startsWith("{\"code\":0");
        assertThat(mainland.receipts)
                .containsExactly(receipt("900619746936498440^0", kind, reason, kept, "2026-11-22T16:00:30Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "1,success,DELIVERED,,",
        "2,MOBILE_NUMBER_ILLEGAL,UNDELIVERED,RECIPIENT_INVALID,MOBILE_NUMBER_ILLEGAL",
        "2,EXPLODED,UNDELIVERED,PROVIDER_ERROR,EXPLODED",
        "6,expired,UNDELIVERED,VALIDITY_EXPIRED,expired"
    })
    void publishesTheOtherReports(
            String status, String code, ReceiptKind kind, @Nullable Reason reason, @Nullable String kept)
            throws Exception {
        assertThat(posted(global, global(status, code)).getStatus()).isEqualTo(200);
        assertThat(global.receipts)
                .containsExactly(receipt("10080303004000", kind, reason, kept, "2026-11-22T16:00:30Z"));
    }

    @Test
    void countsWhatItCannotUse() throws Exception {
        posted(
                mainland,
                "[{\"success\":true},{\"biz_id\":\"1\"},"
                        + mainland("maybe", "X").substring(1));
        posted(global, "[{\"Status\":\"1\"},{\"MessageId\":\"1\",\"Status\":\"9\"}]");
        assertThat(mainland.receipts).isEmpty();
        assertThat(mainland.statuses("malformed")).isEqualTo(1);
        assertThat(mainland.statuses("other")).isEqualTo(2);
        assertThat(global.statuses("malformed")).isEqualTo(1);
        assertThat(global.statuses("other")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-40 00:00:00", "2027-01-01 00:00:00"})
    void takesATimeThatMakesNoSenseForNow(String time) throws Exception {
        posted(mainland, mainland("true", "DELIVERED").replace("2026-11-23 00:00:30", time));
        assertThat(mainland.receipts).extracting(Receipt::occurredAt).containsExactly(Samples.NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Fri, 01 Jan 2027 00:00:00 +0800"})
    void takesAnotherTimeThatMakesNoSenseForNow(String time) throws Exception {
        posted(global, global("1", "success").replace("Mon, 23 Nov 2026 00:00:30 +0800", time));
        assertThat(global.receipts).extracting(Receipt::occurredAt).containsExactly(Samples.NOW);
    }

    @Test
    void refusesWhoDoesNotShowTheToken() throws Exception {
        assertThat(mainland.call(post("/webhooks/sms/shop").content("[]")).getStatus())
                .isEqualTo(403);
    }

    private static Receipt receipt(
            String id, ReceiptKind kind, @Nullable Reason reason, @Nullable String code, String at) {
        return new Receipt("sms", "shop", id, id, kind, reason, code, Instant.parse(at), Samples.NOW);
    }

    private static String mainland(String success, String code) {
        return "[{\"phone_number\":\"15900000000\",\"send_time\":\"2026-11-23 00:00:00\","
                + "\"report_time\":\"2026-11-23 00:00:30\",\"success\":"
                + (success.equals("maybe") ? "\"maybe\"" : success) + ",\"err_code\":\"" + code
                + "\",\"err_msg\":\"?\",\"sms_size\":\"1\",\"biz_id\":\"900619746936498440^0\",\"out_id\":\"order-1/1\"}]";
    }

    private static String global(String status, String code) {
        return "[{\"To\":\"6581234567\",\"SendDate\":\"Mon, 23 Nov 2026 00:00:00 +0800\","
                + "\"ReceiveDate\":\"Mon, 23 Nov 2026 00:00:30 +0800\",\"Status\":\"" + status + "\",\"ErrorCode\":\""
                + code + "\",\"ErrorDescription\":\"?\",\"TaskId\":\"order-1/1\",\"SmsSize\":\"1\","
                + "\"MessageId\":\"10080303004000\"}]";
    }

    private static MockHttpServletResponse posted(WebhookBench bench, String body) throws Exception {
        return bench.call(post("/webhooks/sms/shop?token=s3cret")
                .contentType("application/json")
                .content(body));
    }
}
