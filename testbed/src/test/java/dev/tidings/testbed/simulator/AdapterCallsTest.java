package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.alibaba.AlibabaChatApp;
import dev.tidings.dispatcher.channel.alibaba.AlibabaGlobalSms;
import dev.tidings.dispatcher.channel.alibaba.AlibabaSms;
import dev.tidings.dispatcher.channel.alibaba.OpenApiSigner;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.viber.ViberBot;
import dev.tidings.dispatcher.channel.viber.ViberBusiness;
import dev.tidings.testbed.simulator.provider.Account;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls that the dispatcher's adapters write, in front of the simulator, which checks them by code of its own. */
final class AdapterCallsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final OpenApiSigner SIGNER =
            new OpenApiSigner(CLOCK, () -> UUID.randomUUID().toString());

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("calls")
    void isAccepted(
            String channel, HttpProvider adapter, String recipient, Map<String, String> settings, TaskContent content)
            throws Exception {
        Map<String, String> secrets = Map.of(adapter.sendingCredential(), "a secret", "webhookToken", "another secret");
        try (Sim sim = Sim.of(new Account(channel, "shop", adapter.provider(), null, settings, secrets))) {
            SenderAccount account = new SenderAccount(
                    channel,
                    "shop",
                    null,
                    true,
                    adapter.provider(),
                    sim.url().toString(),
                    settings,
                    Map.of(),
                    null,
                    null);
            Draft draft = adapter.draft(task(channel, recipient, content), new Sender(account, new Secret("a secret")));
            assertThat(draft).isInstanceOfSatisfying(Draft.Ready.class, ready -> {
                Sim.Reply reply = sim.exchange(request(ready.question())).join();
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                assertThat(sim.lastCall(channel).accepted()).as(reply.body()).isTrue();
            });
        }
    }

    static Stream<Arguments> calls() {
        TaskContent text = new TextContent("你好, *hello* & ~good+bye~ / 100%");
        TaskContent longText = new TextContent("中".repeat(1_000));
        TaskContent image = new MediaContent(MediaKind.IMAGE, "https://media.example/a%20b.jpg?x=1&y=2", null);
        TaskContent document = new MediaContent(MediaKind.DOCUMENT, "https://media.example/bill.pdf", "Your bill");
        TaskContent template = new TemplateMessage(
                "SMS_71390007", "zh", ParameterFormat.NAMED, List.of(new TemplateParameter("name", "安 \"A\"")));
        AlibabaChatApp chatApp = new AlibabaChatApp(SIGNER, CLOCK);
        Map<String, String> key = Map.of("accessKeyId", "LTAI5tExample", "from", "6580000000");
        Map<String, String> viber = Map.of("accessKeyId", "LTAI5tExample", "from", "45001", "label", "promotion");
        Map<String, String> service = Map.of("serviceId", "45001", "label", "transaction");
        Map<String, String> signed = Map.of("accessKeyId", "LTAI5tExample", "signName", "商店");
        return Stream.of(
                Arguments.of("whatsapp", chatApp, "+6581234567", key, text),
                Arguments.of("whatsapp", chatApp, "+6581234567", key, longText),
                Arguments.of("whatsapp", chatApp, "+6581234567", key, document),
                Arguments.of("whatsapp", chatApp, "+6581234567", key, template),
                Arguments.of("messenger", chatApp, "1254459154682919", key, image),
                Arguments.of("instagram", chatApp, "1254459154682919", key, text),
                Arguments.of("viber", chatApp, "+6581234567", viber, text),
                Arguments.of("viber", new ViberBot(), "01234567890A=", Map.of("senderName", "The shop"), text),
                Arguments.of("viber", new ViberBot(), "01234567890A=", Map.of("senderName", "The shop"), image),
                Arguments.of("viber", new ViberBusiness(CLOCK), "+6581234567", service, text),
                Arguments.of("viber", new ViberBusiness(CLOCK), "+6581234567", service, image),
                Arguments.of("sms", new AlibabaSms(SIGNER), "+8615900000000", signed, template),
                Arguments.of("sms", new AlibabaGlobalSms(SIGNER, CLOCK), "+6581234567", key, text));
    }

    private static HttpRequest request(HttpQuestion question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
                .header("Content-Type", question.contentType())
                .POST(HttpRequest.BodyPublishers.ofString(question.body()));
        question.headers().forEach(request::header);
        return request.build();
    }

    private static SendTask task(String channel, String recipient, TaskContent content) {
        return new SendTask(
                "order-1",
                "t",
                "s",
                null,
                1,
                1,
                channel,
                "shop",
                recipient,
                "00000000000000000000000000000000",
                content,
                Priority.NORMAL,
                OnUncertain.GIVE_UP,
                NOW,
                NOW,
                NOW.plusSeconds(600),
                false,
                null,
                null,
                Map.of());
    }
}
