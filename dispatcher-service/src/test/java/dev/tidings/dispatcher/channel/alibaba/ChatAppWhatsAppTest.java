package dev.tidings.dispatcher.channel.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.ScriptedProvider.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatAppWhatsAppTest extends ChatAppContract {
    private static final TextContent HELLO = new TextContent("你好 & *goodbye*~");

    @Override
    protected SenderAccount account(String baseUrl) {
        return account("whatsapp", baseUrl, Map.of());
    }

    @Test
    void namesTheOperationInItsHeaders() {
        Request request = request(HELLO);
        assertThat(request.line())
                .startsWith("POST /?Content=%7B%22text%22%3A%22%E4%BD%A0%E5%A5%BD%20%26%20%2Agoodbye%2A~");
        assertThat(request.headers())
                .containsEntry("x-acs-action", "SendChatappMessage")
                .containsEntry("x-acs-version", "2020-06-06")
                .containsEntry("x-acs-date", "2026-11-23T08:00:00Z");
    }

    @Test
    void writesText() {
        assertThat(parameters(HELLO))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ChannelType", "whatsapp",
                        "Type", "message",
                        "MessageType", "text",
                        "Content", "{\"text\":\"你好 & *goodbye*~\"}",
                        "From", "6580000000",
                        "To", "6581234567",
                        "TaskId", "order-1/1@1795420800000"));
    }

    @ParameterizedTest
    @EnumSource
    void writesATemplateWithNamesWhateverTheFormat(ParameterFormat format) {
        List<TemplateParameter> parameters =
                List.of(new TemplateParameter("name", "Ann \"A\""), new TemplateParameter("order", "7"));
        assertThat(parameters(new TemplateMessage("744c4b5c79c9432497a075bdfca36bf5", "en", format, parameters)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ChannelType", "whatsapp",
                        "Type", "template",
                        "TemplateCode", "744c4b5c79c9432497a075bdfca36bf5",
                        "Language", "en",
                        "TemplateParams", "{\"name\":\"Ann \\\"A\\\"\",\"order\":\"7\"}",
                        "From", "6580000000",
                        "To", "6581234567",
                        "TaskId", "order-1/1@1795420800000"));
    }

    @Test
    void writesATemplateWithoutParametersWithoutThem() {
        assertThat(parameters(new TemplateMessage("t", "en", ParameterFormat.NAMED, List.of())))
                .doesNotContainKey("TemplateParams");
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example/a/bill%207.pdf?x=1,bill 7.pdf",
        "https://x.example/a/,document",
        "https://x.example,document"
    })
    void givesADocumentTheNameThatItsLinkEndsIn(String link, String name) {
        assertThat(parameters(new MediaContent(MediaKind.DOCUMENT, link, "read")))
                .containsEntry("MessageType", "document")
                .containsEntry(
                        "Content", "{\"link\":\"" + link + "\",\"caption\":\"read\",\"fileName\":\"" + name + "\"}");
    }

    @Test
    void namesASpaceWhereThereAreSeveral() {
        assertThat(sent(Map.of("accessKeyId", "LTAI5t", "from", "6580000000", "custSpaceId", "cams-1"), HELLO)
                        .request()
                        .body())
                .contains("CustSpaceId=cams-1");
    }

    @Test
    void refusesAKeyThatWouldChangeTheHeader() {
        assertThat(sent(Map.of("accessKeyId", "LTAI5t,Signature=1", "from", "1"), HELLO)
                        .requests())
                .isEmpty();
    }

    @Test
    void readsAChatAppsCodeWithItsText() {
        assertThat(sent(new Canned(200, "{\"Code\":\"131026:Receiver is incapable (of +6581234567)\"}")))
                .isEqualTo(new Outcome.Rejected(
                        Reason.RECIPIENT_NOT_ON_CHANNEL, "the recipient cannot be reached on WhatsApp", "131026"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throttling", "Throttling.User", "Throttling.Resource", "130429"})
    void slowsTheAccountDown(String code) {
        assertThat(sent(refusing(code, "")))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.recipientOnly()).isFalse());
    }

    @Test
    void slowsOneRecipientDown() {
        assertThat(sent(refusing("131056", "")))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.recipientOnly()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"InvalidParameter.SomethingNew,InvalidParameter", "MissingTo,MissingParameter"})
    void knowsANewMemberOfAFamilyOfCodes(String code, String family) {
        assertThat(sent(refusing(code, "")))
                .isEqualTo(new Outcome.Rejected(Reason.INVALID_REQUEST, "the provider cannot use the request", family));
    }

    @Test
    void isUncertainWhereTheGatewayBroke() {
        assertThat(sent(new Canned(500, refusing("InternalError", "").body()))).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void isUncertainWhereItIsOkAndHasNoId() {
        assertThat(sent(new Canned(200, "{\"Code\":\"OK\"}"))).isInstanceOf(Outcome.Uncertain.class);
    }
}
