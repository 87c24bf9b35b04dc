package dev.tidings.testbed.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.Receiver;
import dev.tidings.testbed.simulator.Sim;
import dev.tidings.testbed.simulator.provider.Form;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TwilioCallbackTest {
    private static final String TO = "+6581234567";
    private static final String TARGET = "/webhooks/sms/shop?attempt=r-1%2F1";
    private Receiver receiver;
    private Sim sim;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sim = Sim.reportingTo(receiver.url());
    }

    @AfterEach
    void stop() {
        sim.close();
        receiver.close();
    }

    @Test
    void tellsSentThenDeliveredWhereTheRequestSays() throws Exception {
        String sid = send(receiver.url() + TARGET);
        Receiver.Post sent = receiver.next();
        Receiver.Post delivered = receiver.next();
        assertThat(List.of(sent.target(), delivered.target())).containsOnly(TARGET);
        assertThat(sent.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(Form.parse(sent.body()).text("MessageStatus")).isEqualTo("sent");
        Form form = Form.parse(delivered.body());
        assertThat(form.text("MessageStatus")).isEqualTo("delivered");
        assertThat(form.text("MessageSid")).isEqualTo(sid);
        assertThat(form.text("AccountSid")).isEqualTo(Sim.SID);
        assertThat(form.text("To")).isEqualTo(TO);
        assertThat(form.text("From")).isEqualTo("+15005550006");
        assertThat(form.value("ErrorCode")).isEmpty();
    }

    @Test
    void signsTheUrlAndTheFields() throws Exception {
        send(receiver.url() + TARGET);
        Receiver.Post post = receiver.next();
        Form form = Form.parse(post.body());
        TreeMap<String, String> fields = new TreeMap<>();
        form.names().forEach(name -> fields.put(name, form.text(name)));
        assertThat(post.header("X-Twilio-Signature"))
                .isEqualTo(TwilioReporter.signature("twilio-token", receiver.url() + TARGET, fields));
    }

    @Test
    void signsAsPublished() {
        // The example in Twilio's guide to validating requests.
        assertThat(TwilioReporter.signature(
                        "12345",
                        "https://mycompany.com/myapp.php?foo=1&bar=2",
                        new TreeMap<>(Map.of(
                                "CallSid", "CA1234567890ABCDE",
                                "Caller", "+14158675309",
                                "Digits", "1234",
                                "From", "+14158675309",
                                "To", "+18005551212"))))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 30003", "30006, 30006"})
    void failsDeliveryWhenAsked(@Nullable String value, String code) throws Exception {
        sim.control.set(Behaviour.of("sms", BehaviourKind.FAIL_DELIVERY, value));
        send(receiver.url() + TARGET);
        receiver.next();
        Form failed = Form.parse(receiver.next().body());
        assertThat(failed.text("MessageStatus")).isEqualTo("undelivered");
        assertThat(failed.text("ErrorCode")).isEqualTo(code);
    }

    /** What another asks for comes, and nothing of what nobody on this machine asked for came before it. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "https://hooks.example.com/webhooks/sms/shop",
                "http://127.0.0.1.example.com/x",
                "http://10.0.0.1/x"
            })
    void tellsNobodyWhomTheRequestDoesNotNameOnThisMachine(@Nullable String callback) throws Exception {
        send(callback);
        String sid = send(receiver.url() + TARGET);
        for (Receiver.Post post : List.of(receiver.next(), receiver.next())) {
            assertThat(Form.parse(post.body()).text("MessageSid")).isEqualTo(sid);
        }
        assertThat(sim.control.health().at("/receipts/refused").asInt()).isZero();
        assertThat(sim.control.health().at("/receipts/pending").asInt()).isLessThanOrEqualTo(2);
    }

    @Test
    void staysSilentWhenAsked() throws Exception {
        sim.control.set(Behaviour.of("sms", BehaviourKind.NO_RECEIPTS, null).forCalls(1));
        send(receiver.url() + TARGET);
        String sid = send(receiver.url() + TARGET);
        assertThat(Form.parse(receiver.next().body()).text("MessageSid")).isEqualTo(sid);
    }

    @Test
    void namesTheServiceThatPickedTheSender() throws Exception {
        String service = "MG00000000000000000000000000000001";
        sim.sms(Map.of(
                "To", TO, "Body", "x", "MessagingServiceSid", service, "StatusCallback", receiver.url() + TARGET));
        assertThat(Form.parse(receiver.next().body()).text("MessagingServiceSid"))
                .isEqualTo(service);
    }

    private String send(@Nullable String callback) {
        Map<String, String> fields = new HashMap<>(Map.of("To", TO, "From", "+15005550006", "Body", "x"));
        if (callback != null) {
            fields.put("StatusCallback", callback);
        }
        Sim.Reply reply = sim.sms(fields);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().path("sid").asText();
    }
}
