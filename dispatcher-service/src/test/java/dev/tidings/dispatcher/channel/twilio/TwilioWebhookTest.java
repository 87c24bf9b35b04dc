package dev.tidings.dispatcher.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.http.Forms;
import dev.tidings.dispatcher.channel.registry.Bench;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class TwilioWebhookTest {
    private static final String TOKEN = "12345";
    private static final String PATH = "/webhooks/sms/shop";

    private final WebhookBench bench = new WebhookBench(Samples.twilio("https://host"), Map.of("TOKEN", TOKEN));

    private static Map<String, String> status(String status, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("MessageSid", "SM1");
        form.put("SmsSid", "SM1");
        form.put("MessageStatus", status);
        form.put("AccountSid", "AC00000000000000000000000000000001");
        form.put("To", "+6581234567");
        form.put("From", "+15005550006");
        form.put("ApiVersion", "2010-04-01");
        if (!code.isEmpty()) {
            form.put("ErrorCode", code);
        }
        return form;
    }

    private MockHttpServletResponse posted(Map<String, String> form) throws Exception {
        return posted(PATH, form, sign(TOKEN, Bench.PUBLIC_URL + PATH, form));
    }

    private MockHttpServletResponse posted(String path, Map<String, String> form, String signature) throws Exception {
        return bench.call(post(path)
                .contentType("application/x-www-form-urlencoded")
                .content(Forms.write(form))
                .header("X-Twilio-Signature", signature));
    }

    private static String sign(String token, String url, Map<String, String> form) throws Exception {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The example of Twilio's page on security. */
    @Test
    void knowsTwiliosOwnExample() {
        String body = "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309"
                + "&CallSid=CA1234567890ABCDE";
        WebhookRequest request = new WebhookRequest(
                "https://mycompany.com/myapp.php",
                "foo=1&bar=2",
                name -> name.equals("X-Twilio-Signature") ? "RSOYDt4T1cUTdK1PDd93/VVr8B8=" : null,
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(new TwilioWebhook().isAuthentic(request, _ -> List.of(new Secret(TOKEN))))
                .isTrue();
        assertThat(new TwilioWebhook().isAuthentic(request, _ -> List.of())).isFalse();
    }

    @Test
    void publishesADelivery() throws Exception {
        assertThat(posted(status("delivered", "")).getStatus()).isEqualTo(200);
        assertThat(bench.receipts)
                .containsExactly(new Receipt(
                        "sms", "shop", "SM1", "SM1", ReceiptKind.DELIVERED, null, null, Samples.NOW, Samples.NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "undelivered,30003,RECIPIENT_NOT_ON_CHANNEL",
        "failed,30007,CONTENT_REJECTED",
        "undelivered,99999,PROVIDER_ERROR",
        "failed,'',PROVIDER_ERROR"
    })
    void saysWhyAMessageFailed(String status, String code, Reason reason) throws Exception {
        posted(status(status, code));
        assertThat(bench.receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.kind()).isEqualTo(ReceiptKind.UNDELIVERED);
            assertThat(receipt.reason()).isEqualTo(reason);
            assertThat(receipt.providerCode()).isEqualTo(code.isEmpty() ? null : code);
        });
    }

    @Test
    void publishesAReading() throws Exception {
        posted(status("read", ""));
        assertThat(bench.receipts).extracting(Receipt::kind).containsExactly(ReceiptKind.READ);
    }

    @ParameterizedTest
    @CsvSource({"queued,sent", "sending,sent", "sent,sent", "evaporated,other"})
    void publishesNothingWhileItIsUnderWay(String status, String fate) throws Exception {
        assertThat(posted(status(status, "")).getStatus()).isEqualTo(200);
        assertThat(bench.receipts).isEmpty();
        assertThat(bench.statuses(fate)).isEqualTo(1);
    }

    @Test
    void leavesAnotherAccountsStatusesAlone() throws Exception {
        Map<String, String> form = status("delivered", "");
        form.put("AccountSid", "AC2");
        assertThat(posted(form).getStatus()).isEqualTo(200);
        assertThat(bench.receipts).isEmpty();
        assertThat(bench.statuses("other_number")).isEqualTo(1);
    }

    @Test
    void takesNoStatusWithoutAMessage() throws Exception {
        Map<String, String> form = status("delivered", "");
        form.remove("MessageSid");
        posted(form);
        assertThat(bench.receipts).isEmpty();
        assertThat(bench.statuses("malformed")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "RSOYDt4T1cUTdK1PDd93/VVr8B8="})
    void refusesAWrongSignature(String signature) throws Exception {
        assertThat(posted(PATH, status("delivered", ""), signature).getStatus()).isEqualTo(403);
        assertThat(bench.receipts).isEmpty();
    }

    /** It would have to be read before anybody knows who sent it. */
    @Test
    void refusesWhatIsLongerThanAnyCallbackThoughItIsSigned() throws Exception {
        Map<String, String> form = new HashMap<>(status("delivered", ""));
        form.put("Padding", "x".repeat(16 * 1024));
        assertThat(posted(form).getStatus()).isEqualTo(403);
    }

    @Test
    void refusesWhatIsSignedForAnotherUrlOrAccount() throws Exception {
        Map<String, String> form = status("delivered", "");
        String signature = sign(TOKEN, Bench.PUBLIC_URL + PATH, form);
        assertThat(posted(PATH + "?x=1", form, signature).getStatus()).isEqualTo(403);
        assertThat(posted("/webhooks/sms/nobody", form, sign(TOKEN, Bench.PUBLIC_URL + "/webhooks/sms/nobody", form))
                        .getStatus())
                .isEqualTo(403);
        assertThat(posted(PATH + "?x=1", form, sign(TOKEN, Bench.PUBLIC_URL + PATH + "?x=1", form))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void answersSignedNonsenseWith400AndAHandshakeWith403() throws Exception {
        assertThat(posted(Map.of("Body", "hello")).getStatus()).isEqualTo(400);
        assertThat(bench.call(get(PATH)).getStatus()).isEqualTo(403);
    }
}
