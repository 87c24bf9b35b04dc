package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.http.EgressProperties;
import dev.tidings.dispatcher.channel.http.EgressRules;
import dev.tidings.dispatcher.channel.registry.Bench;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What every adapter has to do alike, as far as it applies to one that keeps a connection; and what needs no message centre. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class SmppSmsTest {
    private static final String TEXT = "a text that nobody may see";
    private static final String RECIPIENT = "+6581234567";

    private static Bench bench(EgressProperties egress, Map<String, String> environment, SenderAccount account) {
        SmppNetwork usual = Desk.network();
        SmppSms adapter = new SmppSms(
                InstantSource.fixed(Samples.NOW),
                new SmppNetwork(new EgressRules(egress), usual.tls(), usual.times()),
                new Random(1),
                _ -> {},
                new SmppMetrics(new SimpleMeterRegistry()));
        return new Bench(MapCatalog.of(account), environment, egress, List.of(adapter));
    }

    private static Bench bench(SenderAccount account) {
        return bench(Samples.egress(Desk.PATIENCE), Map.of("TOKEN", MessageCentre.PASSWORD), account);
    }

    private static Outcome sent(Bench bench, TaskContent content) {
        return bench.send(Samples.task("sms", RECIPIENT, content));
    }

    static Stream<TaskContent> otherContents() {
        return Stream.of(
                new TemplateMessage("order_update", "en", ParameterFormat.NAMED, List.of()),
                new MediaContent(MediaKind.IMAGE, "https://media.example/1", null),
                new TextContent("x".repeat(1_601)));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void refusesWithoutAConnectionWhatItCannotCarry(TaskContent content) throws IOException {
        try (SilentCentre centre = new SilentCentre();
                Bench bench = bench(Desk.account(centre.baseUrl()))) {
            assertThat(sent(bench, content))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST));
            assertThat(centre.connections()).isZero();
        }
    }

    @Test
    void refusesWithoutAConnectionWhereTheSecretIsMissing() throws IOException {
        try (SilentCentre centre = new SilentCentre();
                Bench bench = bench(Samples.egress(Desk.PATIENCE), Map.of(), Desk.account(centre.baseUrl()))) {
            assertThat(sent(bench, new TextContent(TEXT)))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
            assertThat(centre.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"https://localhost", "smpp://localhost/path", "smpp://user@localhost", "localhost"})
    void refusesABaseUrlOfAnotherKind(String baseUrl) {
        try (Bench bench = bench(Desk.account(baseUrl))) {
            assertThat(sent(bench, new TextContent(TEXT)))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST));
        }
    }

    @Test
    void connectsOnlyWithTlsAndToPublicAddressesUnlessConfigured() {
        EgressProperties strict = Samples.egress(false, Desk.PATIENCE);
        Map<String, String> environment = Map.of("TOKEN", MessageCentre.PASSWORD);
        try (Bench bench = bench(strict, environment, Desk.account("smpp://localhost"))) {
            assertThat(sent(bench, new TextContent(TEXT))).isInstanceOf(Outcome.Rejected.class);
        }
        for (String host : List.of("localhost", "10.0.0.1", "[::1]")) {
            try (Bench bench = bench(strict, environment, Desk.account("smpps://" + host))) {
                assertThat(sent(bench, new TextContent(TEXT)))
                        .isEqualTo(new Outcome.Unreachable("the host has no public address"));
            }
        }
    }

    @Test
    void isUnreachableWhereThePortIsClosed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (Bench bench = bench(Desk.account("smpp://localhost:" + port))) {
            assertThat(sent(bench, new TextContent(TEXT)))
                    .isEqualTo(new Outcome.Unreachable("the connection was refused"));
        }
    }

    @Test
    void waitsForABindNoLongerThanForAMessage() throws IOException {
        try (SilentCentre centre = new SilentCentre();
                Desk desk = Desk.at(centre.baseUrl())) {
            assertThat(desk.send(TEXT, Duration.ofMillis(200))).isInstanceOf(Outcome.Unreachable.class);
        }
    }

    @Test
    void leavesACentreThatAnnouncesWhatCannotBe() throws IOException {
        try (SilentCentre centre = new SilentCentre(0x7f, 0xff, 0xff, 0xff, 0x80, 0, 0, 9);
                Desk desk = Desk.at(centre.baseUrl())) {
            assertThat(desk.send(TEXT)).isEqualTo(new Outcome.Unreachable("the bind was not answered"));
        }
    }

    @Test
    void aTaskCountsForItsParts() {
        try (Bench bench = bench(Desk.account("smpp://localhost"))) {
            assertThat(bench.channels.parts(Samples.task("sms", new TextContent("a".repeat(160)))))
                    .isEqualTo(1);
            assertThat(bench.channels.parts(Samples.task("sms", new TextContent("a".repeat(161)))))
                    .isEqualTo(2);
        }
    }

    /** What is in the outcome is published, and the log is read by many. */
    @Test
    void tellsNobodyTheSecretTheAddressOrTheText(CapturedOutput log) throws Exception {
        String secrets = MessageCentre.PASSWORD;
        StringBuilder told = new StringBuilder();
        try (MessageCentre centre = MessageCentre.start()) {
            try (Desk desk = Desk.at(centre.baseUrl())) {
                told.append(desk.send(TEXT));
                centre.tell("answer", "statuses", List.of(0x0B, 0x58, 0x08, 0x444));
                for (int i = 0; i < 4; i++) {
                    told.append(desk.send(TEXT));
                }
                centre.tell("deliver", "text", "id:1 stat:UNDELIV err:" + RECIPIENT + " text:" + TEXT);
                centre.next("delivered");
                told.append(desk.receipts);
                centre.tell("dropAfterSubmits", "count", 1);
                told.append(desk.send(TEXT));
            }
            try (Desk desk = Desk.withPassword(centre.baseUrl(), "wrong-pw")) {
                told.append(desk.send(TEXT));
            }
        }
        assertThat(told.toString()).contains("Accepted", "Uncertain", "UNDELIV");
        assertThat(told + log.getAll()).doesNotContain(secrets, "wrong-pw", TEXT, RECIPIENT, RECIPIENT.substring(1));
    }

    /** The thread that keeps the session outlives it: no message would ever start another. */
    @Test
    void goesOnAfterABugInSettingUpASessionAndLeavesNothingOpen(CapturedOutput log) throws Exception {
        try (ServerSocket centre = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Desk desk = Desk.trusting("smpps://localhost:" + centre.getLocalPort(), new BrokenTls())) {
            assertThat(desk.send("hello")).isEqualTo(new Outcome.Unreachable("the session could not be set up"));
            // The second one by itself.
            for (int tried = 0; tried < 2; tried++) {
                try (Socket connection = centre.accept()) {
                    assertThat(connection.getInputStream().read()).isEqualTo(-1);
                }
            }
            assertThat(desk.send("hello")).isEqualTo(new Outcome.Unreachable("the session could not be set up"));
            assertThat(desk.counted("tidings.smpp.sessions", "event", "failed")).isPositive();
        }
        assertThat(log.getAll())
                .contains("a session could not be set up", "IllegalArgumentException")
                .doesNotContain(BrokenTls.CANARY);
    }
}
