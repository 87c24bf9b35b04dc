package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.registry.Bench;
import dev.tidings.dispatcher.webhook.WebhookBench;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class ChatAppWebhookTest {
    private final WebhookBench bench = bench("whatsapp");

    private static WebhookBench bench(String channel) {
        SenderAccount account = ChatAppContract.account(channel, "https://host", Map.of());
        return new WebhookBench(
                new SenderAccount(
                        account.channel(),
                        account.accountId(),
                        null,
                        true,
                        account.provider(),
                        account.baseUrl(),
                        account.settings(),
                        Map.of("webhookToken", "env:NEW,env:OLD"),
                        null,
                        null),
                Map.of("NEW", "new&token", "OLD", "old token"));
    }

    @ParameterizedTest
    @CsvSource({"Sent,ACCEPTED", "Delivered,DELIVERED", "Read,READ"})
    void publishesUnderTheIdThatWeSentAlong(String status, ReceiptKind kind) throws Exception {
        MockHttpServletResponse response = posted("new%26token", "[" + report(status, "order-1/1", "") + "]");
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getContentAsString()).isEqualTo("{\"code\":0,\"msg\":\"OK\"}");
        assertThat(bench.receipts).containsExactly(receipt("order-1/1", kind, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "131026,RECIPIENT_NOT_ON_CHANNEL",
        "131047,OUTSIDE_SERVICE_WINDOW",
        "130429,RATE_LIMITED",
        "SRVC_USER_BLOCKED,RECIPIENT_OPTED_OUT",
        "999999,PROVIDER_ERROR"
    })
    void saysWhyAMessageFailed(String code, Reason reason) throws Exception {
        posted("new%26token", "[" + report("Failed", "order-1/1", ",\"ErrorCode\":\"" + code + "\"") + "]");
        assertThat(bench.receipts).containsExactly(receipt("order-1/1", ReceiptKind.UNDELIVERED, reason, code));
    }

    @Test
    void takesTheCodeFromTheDescriptionWhereItStandsThereAlone() throws Exception {
        posted(
                "new%26token",
                "[" + report("Failed", "order-1/1", ",\"ErrorDescription\":\"131026:Receiver 6581234567 is incapable\"")
                        + "]");
        assertThat(bench.receipts)
                .containsExactly(
                        receipt("order-1/1", ReceiptKind.UNDELIVERED, Reason.RECIPIENT_NOT_ON_CHANNEL, "131026"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"ErrorCode\":\"nobody at 6581234567\""})
    void keepsNothingThatIsNoCode(String more) throws Exception {
        posted("new%26token", "[" + report("Failed", "order-1/1", more) + "]");
        assertThat(bench.receipts)
                .containsExactly(receipt("order-1/1", ReceiptKind.UNDELIVERED, Reason.PROVIDER_ERROR, null));
    }

    /** Where no id was sent along, the provider names its own twice. */
    @Test
    void publishesUnderTheProvidersIdWhereOursDoesNotComeBack() throws Exception {
        posted("new%26token", "[" + report("Delivered", "m-1", "") + "," + report("Sent", "m-1", "") + "]");
        assertThat(bench.receipts).containsExactly(receipt("m-1", ReceiptKind.DELIVERED, null, null));
        assertThat(bench.statuses("sent")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instagram", "viber"})
    void publishesUnderTheProvidersIdWhereAnotherProviderOfTheChannelKnowsNoOther(String channel) throws Exception {
        WebhookBench other = bench(channel);
        other.call(post(URI.create("/webhooks/" + channel + "/shop?token=old+token"))
                .content("[" + report("Read", "order-1/1", "") + "," + report("Sent", "order-1/1", "") + "]"));
        assertThat(other.receipts).extracting(Receipt::correlationId).containsExactly("m-1");
        assertThat(other.statuses("sent")).isEqualTo(1);
    }

    @Test
    void publishesUnderTheConversationWhereTheChannelReportsByIt() throws Exception {
        WebhookBench messenger = bench("messenger");
        messenger.call(post(URI.create("/webhooks/messenger/shop?token=old+token"))
                .content("[" + report("Read", "order-1/1", "") + "]"));
        assertThat(messenger.receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.correlationId()).isEqualTo(Bench.KEYS.key("messenger", "6581234567"));
            assertThat(receipt.providerMessageId()).isEqualTo("m-1");
        });
    }

    @Test
    void takesABatchInItsOrderAndCountsWhatItCannotUse() throws Exception {
        String body = "["
                + String.join(
                        ",",
                        report("Read", "order-1/1", ""),
                        report("Delivered", "order-1/1", ""),
                        report("Read", "order-1/1", ""),
                        report("Deleted", "order-1/1", ""),
                        "{\"Status\":\"Read\"}",
                        "7",
                        report("Read", "order-1/1", "").replace("\"6580000000\"", "\"6580000001\""))
                + "]";
        assertThat(posted("new%26token", body).getStatus()).isEqualTo(200);
        assertThat(bench.receipts)
                .extracting(Receipt::kind)
                .containsExactly(ReceiptKind.READ, ReceiptKind.DELIVERED, ReceiptKind.READ);
        assertThat(bench.statuses("other")).isEqualTo(2);
        assertThat(bench.statuses("malformed")).isEqualTo(1);
        assertThat(bench.statuses("other_number")).isEqualTo(1);
    }

    @Test
    void takesTheOldTokenWhileOneIsReplaced() throws Exception {
        assertThat(posted("old%20token", "[]").getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "guessed", "new", "new%26toke", "keeps+the+time+the+same%2C+and+is+never+right"})
    void refusesWhoDoesNotShowTheToken(String token) throws Exception {
        assertThat(posted(token, "[" + report("Read", "order-1/1", "") + "]").getStatus())
                .isEqualTo(403);
        assertThat(bench.receipts).isEmpty();
    }

    @Test
    void refusesAnUnknownAccountAlike() throws Exception {
        MockHttpServletResponse refused = bench.call(
                post(URI.create("/webhooks/whatsapp/nobody?token=new%26token")).content("[]"));
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{}", "\"text\"", "[] trailing"})
    void answersNonsenseWith400(String body) throws Exception {
        assertThat(posted("new%26token", body).getStatus()).isEqualTo(400);
    }

    private static Receipt receipt(
            String correlationId, ReceiptKind kind, @Nullable Reason reason, @Nullable String code) {
        return new Receipt(
                "whatsapp",
                "shop",
                correlationId,
                "m-1",
                kind,
                reason,
                code,
                Instant.ofEpochMilli(1_691_043_638_000L),
                Samples.NOW);
    }

    private static String report(String status, String taskId, String more) {
        return "{\"Status\":\"" + status + "\",\"MsgFrameType\":\"template\",\"TaskId\":\"" + taskId
                + "\",\"From\":\"6580000000\",\"To\":\"6581234567\",\"Timestamp\":1691043638000,\"MessageId\":\"m-1\""
                + more + "}";
    }

    private MockHttpServletResponse posted(String token, String body) throws Exception {
        return bench.call(post(URI.create("/webhooks/whatsapp/shop?token=" + token))
                .contentType("application/json")
                .content(body));
    }
}
