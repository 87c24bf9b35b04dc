package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceiptsTest {
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
    void tellsSentThenDeliveredWithTheSendersData() throws Exception {
        String id = sim.whatsapp(Sim.text("hello").put("biz_opaque_callback_data", "r-1/1"))
                .json()
                .at("/messages/0/id")
                .asText();
        Receiver.Post sent = receiver.next();
        Receiver.Post delivered = receiver.next();
        assertThat(sent.status().path("status").asText()).isEqualTo("sent");
        assertThat(delivered.status().path("status").asText()).isEqualTo("delivered");
        assertThat(delivered.status().path("id").asText()).isEqualTo(id);
        assertThat(delivered.status().path("recipient_id").asText()).isEqualTo(Sim.RECIPIENT);
        assertThat(delivered.status().path("biz_opaque_callback_data").asText()).isEqualTo("r-1/1");
        assertThat(delivered.status().path("timestamp").asText()).isEqualTo("1796115600");
    }

    @Test
    void tellsEachAccountWhereItsOwnWebhookIs() throws Exception {
        String club = Sim.WHATSAPP_PATH.replace("0001/", "0002/");
        sim.exchange(sim.post(club, "application/json", "Bearer club-token", Json.write(Sim.text("hello"))))
                .join();
        sim.sms(Map.of(
                "To", "+6581234567",
                "From", "+15005550006",
                "Body", "x",
                "StatusCallback", receiver.url() + "/webhooks/sms/shop"));
        sim.whatsapp(Sim.text("hello"));
        assertThat(targets(6)).containsOnly("/webhooks/whatsapp/club", "/webhooks/sms/shop", "/webhooks/whatsapp/shop");
    }

    @Test
    void letsNoWebhookWaitForAnotherThatRefuses() throws Exception {
        receiver.refuseAllOn("/webhooks/whatsapp/shop");
        for (int i = 0; i < 40; i++) {
            sim.whatsapp(Sim.text("never taken"));
        }
        sim.sms(Map.of(
                "To", "+6581234567",
                "From", "+15005550006",
                "Body", "x",
                "StatusCallback", receiver.url() + "/webhooks/sms/shop"));
        assertThat(targets(2)).containsOnly("/webhooks/sms/shop");
        assertThat(sim.control.health().at("/receipts/taken").asInt()).isLessThanOrEqualTo(2);
    }

    private List<String> targets(int count) throws InterruptedException {
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            targets.add(receiver.next().target());
        }
        return targets;
    }

    @Test
    void triesAgainUntilTheReceiptIsTaken() throws Exception {
        receiver.refuseNext(3);
        sim.whatsapp(Sim.text("hello"));
        assertThat(List.of(status(), status())).containsExactlyInAnyOrder("sent", "delivered");
    }

    @Test
    @Timeout(20)
    void waitsForAReceiverThatIsAway() throws Exception {
        receiver.close();
        sim.whatsapp(Sim.text("hello"));
        while (sim.control.health().at("/receipts/refused").asInt() < 2) {
            Thread.onSpinWait();
        }
        try (Receiver back = new Receiver(receiver.url().getPort())) {
            assertThat(List.of(back.next(), back.next()))
                    .extracting(post -> post.status().path("status").asText())
                    .containsExactlyInAnyOrder("sent", "delivered");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {131026, 131047, 131049, 131050, 130472})
    void failsANumberThatEndsInACode(int code) throws Exception {
        Sim.Reply reply = sim.whatsapp(Sim.text("hello").put("to", "658" + code));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(status()).isEqualTo("sent");
        Receiver.Post failed = receiver.next();
        assertThat(failed.status().path("status").asText()).isEqualTo("failed");
        assertThat(failed.status().at("/errors/0/code").asInt()).isEqualTo(code);
        assertThat(failed.status().at("/errors/0/error_data/details").asText()).isNotEmpty();
    }

    @Test
    void failsDeliveryWhenAsked() throws Exception {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.FAIL_DELIVERY, null));
        sim.whatsapp(Sim.text("hello"));
        assertThat(status()).isEqualTo("sent");
        assertThat(receiver.next().status().at("/errors/0/code").asInt()).isEqualTo(131026);
    }

    @Test
    void isReadWhenAsked() throws Exception {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.READ, "120ms"));
        sim.whatsapp(Sim.text("hello"));
        List<String> statuses = new ArrayList<>(List.of(status(), status(), status()));
        assertThat(statuses).containsExactlyInAnyOrder("sent", "delivered", "read");
    }

    @Test
    void staysSilentWhenAsked() throws Exception {
        sim.control.set(
                Behaviour.of("whatsapp", BehaviourKind.NO_RECEIPTS, null).forNumber("+6580000001"));
        sim.whatsapp(Sim.text("never told").put("to", "6580000001"));
        sim.whatsapp(Sim.text("told"));
        assertThat(receiver.next().status().path("recipient_id").asText()).isEqualTo(Sim.RECIPIENT);
        assertThat(receiver.next().status().path("recipient_id").asText()).isEqualTo(Sim.RECIPIENT);
    }

    @ParameterizedTest
    @CsvSource({"DELIVERED, delivered", "READ, read", "UNDELIVERED, failed"})
    void reportsWhenAskedWhatHasNoReceiptsOtherwise(ReceiptKind kind, String told) throws Exception {
        silence("6580000001");
        sim.whatsapp(Sim.text("told later").put("to", "6580000001"));
        sim.control.report("whatsapp", "+6580000001", kind);
        JsonNode status = receiver.next().status();
        assertThat(status.path("recipient_id").asText()).isEqualTo("6580000001");
        assertThat(status.path("status").asText()).isEqualTo(told);
    }

    @Test
    void reportsOnEachMessageToTheNumberAndAsOftenAsAsked() throws Exception {
        silence("6580000001");
        silence("6580000002");
        sim.whatsapp(Sim.text("one").put("to", "6580000001"));
        sim.whatsapp(Sim.text("another's").put("to", "6580000002"));
        sim.whatsapp(Sim.text("two").put("to", "6580000001"));
        sim.control.report("whatsapp", "6580000001", ReceiptKind.DELIVERED);
        sim.control.report("whatsapp", "6580000001", ReceiptKind.READ);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JsonNode status = receiver.next().status();
            assertThat(status.path("recipient_id").asText()).isEqualTo("6580000001");
            told.add(status.path("status").asText());
        }
        assertThat(told).containsExactlyInAnyOrder("delivered", "delivered", "read", "read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?channel=whatsapp&number=6581234567&kind=read   | 409 | there is no message for that number of which nothing is reported otherwise
            ?channel=whatsapp&number=6581234567&kind=lost   | 400 | no report is called 'lost'; there are: delivered, read, undelivered
            ?channel=sms&number=6581234567&kind=read        | 400 | no provider of sms reports that
            ?channel=pigeon&number=6581234567&kind=read     | 400 | no account here is on a channel 'pigeon'; the channels are instagram, line, messenger, sms, telegram, whatsapp
            ?channel=whatsapp&kind=read                     | 400 | channel, number and kind must be given
            """)
    void saysInASentenceWhyItReportsNothing(String query, int status, String sentence) {
        sim.whatsapp(Sim.text("has its receipts"));
        Sim.Reply reply = sim.control("POST", "/_sim/receipts" + query, "");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("error").asText()).isEqualTo(sentence);
    }

    private void silence(String number) {
        sim.control.set(
                Behaviour.of("whatsapp", BehaviourKind.NO_RECEIPTS, null).forNumber(number));
    }

    @Test
    void tellsOfAMessageWhoseAnswerWasLost() throws Exception {
        sim.control.set(Behaviour.of("whatsapp", BehaviourKind.RESET_AFTER_ACCEPT, null));
        assertThat(sim.whatsappAsync(Sim.text("hello").put("biz_opaque_callback_data", "r-2/1")))
                .failsWithin(Sim.PATIENCE);
        assertThat(receiver.next().status().path("biz_opaque_callback_data").asText())
                .isEqualTo("r-2/1");
    }

    @ParameterizedTest
    @CsvSource({
        "'?channel=whatsapp&account=shop', 200, 200",
        "'?channel=whatsapp&account=nobody', 409, 0",
        "'?channel=sms&account=shop', 409, 0",
        "?channel=whatsapp, 400, 0"
    })
    void setsAWebhookUp(String query, int answered, int status) {
        Sim.Reply reply = sim.control("POST", "/_sim/webhook/verify" + query, "");
        assertThat(reply.status()).isEqualTo(answered);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("echoed").asBoolean()).isEqualTo(status == 200);
    }

    private String status() throws InterruptedException {
        return receiver.next().status().path("status").asText();
    }
}
