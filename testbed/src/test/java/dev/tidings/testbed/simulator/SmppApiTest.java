package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class SmppApiTest {
    private static final String FROM = "15005550006";
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> receipts = new LinkedBlockingQueue<>();
    private volatile int refusals;
    private Sim sim;
    private SMPPSession session;

    @BeforeEach
    void start() throws IOException {
        Account account = new Account(
                "sms",
                "smpp",
                "smpp",
                null,
                Map.of("systemId", "shop", "from", "+" + FROM),
                Map.of("password", "s3cret"));
        sim = Sim.start(SimulatorOptions.onAnyPort(List.of(account))
                .reportingAfter(new ReceiptDelays(Duration.ofMillis(1), Duration.ofMillis(20), null)));
        session = bound();
    }

    @AfterEach
    void stop() {
        session.close();
        sim.close();
    }

    private SMPPSession bound() throws IOException {
        SMPPSession fresh = new SMPPSession();
        fresh.setTransactionTimer(1_000);
        fresh.setMessageReceiverListener(new Receiving());
        fresh.connectAndBind("localhost", sim.port(), bind("s3cret"), 5_000);
        return fresh;
    }

    private static BindParameter bind(String password) {
        return new BindParameter(
                BindType.BIND_TRX, "shop", password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
    }

    private String submit(byte[] text) throws Exception {
        return submit(FROM, "6581234567", (byte) 0, (byte) 0, "000000001000000R", text);
    }

    private String submit(String from, String to, byte esmClass, byte coding, String validity, byte[] text)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        from,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        to,
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        "",
                        validity,
                        new RegisteredDelivery((byte) 1),
                        (byte) 0,
                        DataCodings.newInstance(coding),
                        (byte) 0,
                        text)
                .getMessageId();
    }

    private void refused(int status, ThrowingSubmit submit) {
        assertThatThrownBy(submit::run)
                .isInstanceOfSatisfying(
                        NegativeResponseException.class,
                        refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(status));
    }

    @FunctionalInterface
    private interface ThrowingSubmit {
        void run() throws Exception;
    }

    @Test
    void takesAMessageAndReportsOnIt() throws Exception {
        String id = submit(HELLO);
        JournalEntry call = sim.lastCall("sms");
        assertThat(call.accepted()).isTrue();
        assertThat(call.providerMessageId()).isEqualTo(id);
        assertThat(call.account()).isEqualTo("shop");
        assertThat(call.to()).isEqualTo("6581234567");
        JsonNode body = Json.tree(call.body()).orElseThrow();
        assertThat(body.path("text").asText()).isEqualTo("hello");
        assertThat(receipt()).startsWith("id:" + id + " sub:001 dlvrd:001 ").contains(" stat:DELIVRD err:000 ");
    }

    @Test
    void keepsTheTextInBothAlphabets() throws Exception {
        submit(new byte[] {0, 0x1b, 0x65, 0x1b, 0x3c, 0x14, 0x1b, 0x14});
        assertThat(text()).isEqualTo("@€[Λ^");
        submit(FROM, "6581234567", (byte) 0, (byte) 8, "", "漢😀".getBytes(StandardCharsets.UTF_16BE));
        assertThat(text()).isEqualTo("漢😀");
        submit(FROM, "6581234567", (byte) 0x40, (byte) 0, "", new byte[] {5, 0, 3, 7, 2, 1, 'h', 'i'});
        assertThat(text()).isEqualTo("hi");
    }

    private String text() {
        List<JournalEntry> calls = sim.control.awaitCalls("sms", 1, _ -> true, Sim.PATIENCE);
        return Json.tree(calls.getLast().body()).orElseThrow().path("text").asText();
    }

    @Test
    void letsNobodyInWithAnotherPassword() {
        SMPPSession stranger = new SMPPSession();
        assertThatThrownBy(() -> stranger.connectAndBind("localhost", sim.port(), bind("guess"), 5_000))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatTheSpecificationRefuses() {
        refused(0x0A, () -> submit("15005550007", "6581234567", (byte) 0, (byte) 0, "", HELLO));
        refused(0x0B, () -> submit(FROM, "nobody", (byte) 0, (byte) 0, "", HELLO));
        refused(0x62, () -> submit(FROM, "6581234567", (byte) 0, (byte) 0, "in about an hour", HELLO));
        refused(0x45, () -> submit(FROM, "6581234567", (byte) 0, (byte) 3, "", HELLO));
        refused(0x01, () -> submit(FROM, "6581234567", (byte) 0, (byte) 0, "", new byte[0]));
        refused(0x01, () -> submit(FROM, "6581234567", (byte) 0, (byte) 0, "", new byte[161]));
        refused(0x01, () -> submit(FROM, "6581234567", (byte) 0, (byte) 8, "", new byte[141]));
        refused(0x43, () -> submit(FROM, "6581234567", (byte) 0x40, (byte) 0, "", new byte[] {5, 0, 3, 7, 2, 3, 'h'}));
        refused(0x43, () -> submit(FROM, "6581234567", (byte) 0x40, (byte) 0, "", HELLO));
        assertThat(sim.lastCall("sms").accepted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"status,503,0x14", "status,500,0x08", "status,400:0x0B,0x0B", "status,401,0x0E", "throttle,,0x58"})
    void breaksAsAsked(String kind, String value, String code) throws Exception {
        sim.control.set(Behaviour.of("sms", BehaviourKind.named(kind), value).forCalls(1));
        refused(Integer.decode(code), () -> submit(HELLO));
        assertThat(submit(HELLO)).isNotEmpty();
    }

    @Test
    void hangsAndTakesItAllTheSameAsAsked() {
        sim.control.set(Behaviour.of("sms", BehaviourKind.HANG, null).forCalls(1));
        assertThatThrownBy(() -> submit(HELLO)).isInstanceOf(ResponseTimeoutException.class);
        assertThat(sim.lastCall("sms").accepted()).isFalse();
        sim.control.set(Behaviour.of("sms", BehaviourKind.HANG, "after-accept").forCalls(1));
        assertThatThrownBy(() -> submit(HELLO)).isInstanceOf(ResponseTimeoutException.class);
        assertThat(sim.control
                        .awaitCalls("sms", 2, _ -> true, Sim.PATIENCE)
                        .getLast()
                        .accepted())
                .isTrue();
    }

    @Test
    void breaksOffAsAsked() {
        sim.control.set(
                Behaviour.of("sms", BehaviourKind.RESET_AFTER_ACCEPT, null).forCalls(1));
        assertThatThrownBy(() -> submit(HELLO)).isInstanceOf(Exception.class);
        assertThat(sim.lastCall("sms").accepted()).isTrue();
    }

    @Test
    void reportsAFailureAsAsked() throws Exception {
        sim.control.set(Behaviour.of("sms", BehaviourKind.FAIL_DELIVERY, "011").forCalls(1));
        String id = submit(HELLO);
        assertThat(receipt()).startsWith("id:" + id).contains(" stat:UNDELIV err:011 ");
    }

    @Test
    void reportsNothingWhereAsked() throws Exception {
        sim.control.set(Behaviour.of("sms", BehaviourKind.NO_RECEIPTS, null).forCalls(1));
        submit(HELLO);
        String second = submit(HELLO);
        assertThat(receipt()).startsWith("id:" + second);
    }

    @Test
    void deliversAReceiptAgainUntilItIsTaken() throws Exception {
        refusals = 1;
        String id = submit(HELLO);
        assertThat(receipt()).startsWith("id:" + id);
        assertThat(refusals).isZero();
    }

    @Test
    void keepsAReceiptForTheNextWhoBinds() throws Exception {
        session.close();
        session = bound();
        sim.control.set(
                Behaviour.of("sms", BehaviourKind.RESET_AFTER_ACCEPT, null).forCalls(1));
        assertThatThrownBy(() -> submit(HELLO)).isInstanceOf(Exception.class);
        session.close();
        session = bound();
        assertThat(receipt()).startsWith("id:" + sim.lastCall("sms").providerMessageId());
    }

    private String receipt() throws InterruptedException {
        String text = receipts.poll(20, TimeUnit.SECONDS);
        assertThat(text).as("a receipt").isNotNull();
        return text;
    }

    private final class Receiving implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm delivered) throws ProcessRequestException {
            if (refusals > 0) {
                refusals = 0;
                throw new ProcessRequestException("later", 0x64);
            }
            receipts.add(new String(delivered.getShortMessage(), StandardCharsets.US_ASCII));
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification notification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("unknown", 0x03);
        }
    }
}
