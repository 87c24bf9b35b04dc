package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SmsParts;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Against another implementation of SMPP than the one that we write PDUs with. */
@Timeout(120)
class MessageCentreTest {
    private static final String LONG = "Your order [4711] is on its way, 5 € off the next one. ".repeat(7);
    private static final String LONG_UCS2 = "您的订单已发货 😀 ".repeat(30);

    @Test
    void bindsAndIsAcceptedWithTheCentresId() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl(), "systemType", "OTA")) {
            assertThat(desk.send("hello")).isEqualTo(new Outcome.Accepted("1"));
            JsonNode bind = centre.next("bind");
            assertThat(bind.path("systemId").asString()).isEqualTo("shop");
            assertThat(bind.path("systemType").asString()).isEqualTo("OTA");
            assertThat(bind.path("version").asInt()).isEqualTo(0x34);

            JsonNode submit = centre.next("submit");
            assertThat(submit.path("from").asString()).isEqualTo("Shop");
            assertThat(submit.path("fromType").asInt()).isEqualTo(5);
            assertThat(submit.path("to").asString()).isEqualTo("6581234567");
            assertThat(submit.path("toType").asInt()).isEqualTo(1);
            assertThat(submit.path("toPlan").asInt()).isEqualTo(1);
            assertThat(submit.path("receipt").asInt()).isEqualTo(1);
            assertThat(submit.path("validity").asInt()).isBetween(590, 610);
            assertThat(centre.next("message").path("text").asString()).isEqualTo("hello");

            assertThat(desk.send("again")).isEqualTo(new Outcome.Accepted("2"));
            assertThat(centre.soFar()).doesNotContain("bind");
            assertThat(desk.counted("tidings.smpp.sessions", "event", "bound")).isEqualTo(1);
        }
    }

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.withPassword(centre.baseUrl(), "wrong")) {
            assertThat(desk.send("hello")).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
                assertThat(rejected.providerCode()).isEqualTo("0x0E");
                assertThat(rejected.toString()).doesNotContain("wrong");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x08, 0x0D, 0x45, 0x58, 0x77})
    void aBindThatIsRefusedOtherwiseIsTriedAgainAndFailsNoMessage(int status) throws Exception {
        try (MessageCentre centre = MessageCentre.start()) {
            centre.tell("bindWith", "statuses", List.of(status));
            try (Desk desk = Desk.at(centre.baseUrl())) {
                assertThat(desk.send("hello"))
                        .isEqualTo(new Outcome.Unreachable("the bind was refused with " + SmppErrors.code(status)));
                assertThat(centre.next("bind").path("status").asInt()).isEqualTo(status);
                // By itself: no message asks for it.
                assertThat(centre.next("bind").path("status").asInt()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udh", "sar", "payload"})
    void longTextsArriveWhole(String parts) throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl(), "parts", parts)) {
            for (String text : List.of(LONG, LONG_UCS2)) {
                Outcome outcome = desk.send(text);
                JsonNode message = centre.next("message");
                assertThat(message.path("text").asString()).isEqualTo(text);
                // The message goes by the id of its last part.
                assertThat(outcome)
                        .isEqualTo(new Outcome.Accepted(message.path("id").asString()));
            }
        }
    }

    @Test
    void asksForAReceiptWithTheLastPartOnly() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send(LONG);
            List<Integer> receipts = new ArrayList<>();
            for (int i = 0; i < SmsParts.of(LONG); i++) {
                receipts.add(centre.next("submit").path("receipt").asInt());
            }
            assertThat(receipts).startsWith(0, 0).endsWith(1).containsOnlyOnce(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void anyTextArrivesAsItWas(long seed) throws Exception {
        Random random = new Random(seed);
        int[] characters = "aZ9 @£$¥ΔΦΞÆßÉ{}[]~|^\\€\n漢😀éж".codePoints().toArray();
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            for (int i = 0; i < 40; i++) {
                int known = random.nextBoolean() ? characters.length - 5 : characters.length;
                StringBuilder text = new StringBuilder("x");
                for (int left = random.nextInt(500); left > 0; left--) {
                    text.appendCodePoint(characters[random.nextInt(known)]);
                }
                assertThat(desk.send(text.toString())).isInstanceOf(Outcome.Accepted.class);
                assertThat(centre.next("message").path("text").asString()).isEqualTo(text.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0x58", "0x14"})
    void slowsDownWhereTheCentreAsks(String code) throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            centre.tell("answer", "statuses", List.of(Integer.decode(code)));
            assertThat(desk.send("hello"))
                    .isInstanceOfSatisfying(
                            Outcome.Throttled.class,
                            throttled -> assertThat(throttled.providerCode()).isEqualTo(code));
            assertThat(desk.send("hello")).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void refusesAndTriesAgainAsItsTableSays() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            centre.tell("answer", "statuses", List.of(0x0B, 0x45, 0x08, 0x444));
            assertThat(desk.send("hello"))
                    .isEqualTo(new Outcome.Rejected(
                            Reason.RECIPIENT_INVALID, "the number cannot get text messages", "0x0B"));
            assertThat(desk.send("hello")).isInstanceOf(Outcome.Rejected.class);
            assertThat(desk.send("hello")).isInstanceOf(Outcome.Unreachable.class);
            assertThat(desk.send("hello")).isInstanceOf(Outcome.Rejected.class);
            assertThat(desk.unknownCodes).hasValue(1);
        }
    }

    @Test
    void aLaterPartThatCannotBeTakenNowIsTriedAgain() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            centre.tell("answer", "statuses", List.of(0, 0x58, 0x08, 0));
            assertThat(desk.send(LONG)).isInstanceOf(Outcome.Accepted.class);
            assertThat(centre.next("message").path("text").asString()).isEqualTo(LONG);
        }
    }

    @Test
    void aLaterPartThatIsRefusedForGoodFailsTheMessageAndSaysHowFarItCame() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            centre.tell("answer", "statuses", List.of(0, 0x45));
            assertThat(desk.send(LONG))
                    .isEqualTo(new Outcome.Rejected(
                            Reason.PROVIDER_ERROR,
                            "1 of 3 parts were accepted, then: the message centre refuses the message",
                            "0x45"));
        }
    }

    @Test
    void aMessageThatCouldNotBeBroughtToItsEndIsUncertain() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("bound");
            List<Integer> statuses = new ArrayList<>(List.of(0));
            for (int i = 0; i < 100; i++) {
                statuses.add(0x58);
            }
            centre.tell("answer", "statuses", statuses);
            assertThat(desk.send(LONG, Duration.ofSeconds(1)))
                    .isEqualTo(new Outcome.Uncertain("1 of 3 parts were accepted, then: no answer in time", null));
        }
    }

    @Test
    void isUncertainWhereNoAnswerComes() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("bound");
            centre.tell("ignoreSubmits", "count", 1);
            assertThat(desk.send("hello", Duration.ofMillis(300)))
                    .isEqualTo(new Outcome.Uncertain("no answer in time", null));
            assertThat(desk.send("hello")).isInstanceOf(Outcome.Accepted.class);
        }
    }

    /** Ten are written and unanswered, as many as may be: of the others nothing has left when the connection is lost. */
    @Test
    void aLostConnectionIsUncertainForWhatWasWrittenAndForNothingElse() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl(), "window", "10")) {
            desk.send("bound");
            centre.tell("ignoreSubmits", "count", 100);
            List<CompletableFuture<Outcome>> sending = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                sending.add(desk.sendMeanwhile("number " + i, Desk.PATIENCE));
            }
            for (int i = 0; i < 11; i++) {
                centre.next("submit");
            }
            centre.tell("ignoreSubmits", "count", 0);
            centre.tell("drop");
            List<Outcome> outcomes = sending.stream()
                    .map(each -> each.orTimeout(30, TimeUnit.SECONDS).join())
                    .toList();
            assertThat(outcomes.stream().filter(Outcome.Uncertain.class::isInstance))
                    .hasSize(10);
            assertThat(outcomes.stream().filter(outcome -> !(outcome instanceof Outcome.Uncertain)))
                    .hasSize(15)
                    .allSatisfy(outcome ->
                            assertThat(outcome).isInstanceOfAny(Outcome.Accepted.class, Outcome.Unreachable.class));
            assertThat(desk.counted("tidings.smpp.sessions", "event", "lost")).isEqualTo(1);
        }
    }

    @Test
    void isUncertainWhereTheCentreTakesItAndIsGone() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            centre.tell("dropAfterSubmits", "count", 1);
            assertThat(desk.send("hello"))
                    .isEqualTo(new Outcome.Uncertain("the connection was lost before the answer came", null));
        }
    }

    @Test
    void bindsAgainByItselfAndTakesReceiptsThere() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("hello");
            centre.next("bind");
            centre.tell("drop");
            centre.next("bind");
            centre.tell("enquire");
            centre.next("alive");
            centre.tell("deliver", "text", "id:1 stat:DELIVRD err:000");
            assertThat(centre.next("delivered").path("status").asInt()).isZero();
            assertThat(desk.receipts).hasSize(1);
        }
    }

    @Test
    void receiptsAreReceipts() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("hello");
            centre.tell(
                    "deliver",
                    "text",
                    "id:1 sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:DELIVRD err:000 text:hello");
            assertThat(centre.next("delivered").path("status").asInt()).isZero();
            assertThat(desk.receipts.take())
                    .isEqualTo(new Receipt(
                            "sms", "shop", "1", "1", ReceiptKind.DELIVERED, null, null, Samples.NOW, Samples.NOW));
            centre.tell("deliver", "text", "", "id", "1", "state", 5);
            centre.next("delivered");
            assertThat(desk.receipts.take())
                    .isEqualTo(new Receipt(
                            "sms",
                            "shop",
                            "1",
                            "1",
                            ReceiptKind.UNDELIVERED,
                            Reason.PROVIDER_ERROR,
                            "UNDELIV",
                            Samples.NOW,
                            Samples.NOW));
        }
    }

    @Test
    void receiptsInTheOtherNumberSystemFindTheirMessage() throws Exception {
        try (MessageCentre centre = MessageCentre.start(Map.of("ids", "hexadecimal", "firstId", 255));
                Desk desk = Desk.at(centre.baseUrl(), "receiptIds", "decimal")) {
            assertThat(desk.send("hello")).isEqualTo(new Outcome.Accepted("255"));
            centre.tell("deliver", "text", "id:0000000255 stat:DELIVRD");
            centre.next("delivered");
            assertThat(desk.receipts.take().correlationId()).isEqualTo("255");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4,id:1 stat:ENROUTE,under_way",
        "4,hello,malformed",
        "0,hello,no_receipt",
        "8,id:1 stat:DELIVRD,no_receipt"
    })
    void whatElseIsDeliveredIsAnsweredAndCounted(int esmClass, String text, String fate) throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("hello");
            centre.tell("deliver", "esmClass", esmClass, "text", text);
            assertThat(centre.next("delivered").path("status").asInt()).isZero();
            assertThat(desk.receipts).isEmpty();
            assertThat(desk.counted("tidings.smpp.deliveries", "fate", fate)).isEqualTo(1);
        }
    }

    @Test
    void aReceiptThatKafkaDoesNotTakeIsToBeRepeated() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk never = Desk.reporting(centre.baseUrl(), _ -> new CompletableFuture<>())) {
            never.send("hello");
            centre.tell("deliver", "text", "id:1 stat:DELIVRD");
            assertThat(centre.next("delivered").path("status").asInt()).isEqualTo(0x64);
            assertThat(never.counted("tidings.smpp.deliveries", "fate", "not_published"))
                    .isEqualTo(1);
        }
        try (MessageCentre centre = MessageCentre.start();
                Desk failing = Desk.reporting(centre.baseUrl(), _ -> {
                    throw new IllegalStateException("closed");
                })) {
            failing.send("hello");
            centre.tell("deliver", "text", "id:1 stat:DELIVRD");
            assertThat(centre.next("delivered").path("status").asInt()).isEqualTo(0x64);
        }
    }

    /** Publishing is slow, and messages are answered all the same. */
    @Test
    void receiptsOnTheirWayHoldNothingUp() throws Exception {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.reporting(centre.baseUrl(), _ -> {
                    slow.join();
                    return slow;
                })) {
            desk.send("hello");
            centre.tell("deliver", "text", "id:1 stat:DELIVRD");
            assertThat(desk.receipts.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(desk.send("hello")).isInstanceOf(Outcome.Accepted.class);
            slow.complete(null);
        }
    }

    @Test
    void asksWhetherTheCentreIsThereAndBindsAgainWhereItIsNot() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.enquiring(centre.baseUrl(), Duration.ofMillis(50))) {
            desk.send("hello");
            centre.next("bind");
            centre.next("enquire");
            centre.next("enquire");
            centre.tell("ignoreEnquiries");
            centre.next("closed");
            centre.next("bind");
        }
    }

    @Test
    void answersWhatItIsAskedAndRefusesWhatItDoesNotKnow() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("hello");
            centre.tell("enquire");
            assertThat(centre.next("alive").path("status").asInt()).isZero();
            centre.tell("unknown");
            assertThat(centre.next("nack").path("status").asInt()).isEqualTo(0x03);
            centre.tell("unbind");
            centre.next("unbound");
            centre.next("bind");
        }
    }

    @Test
    void bindsAgainAfterWhatMakesNoSense() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            desk.send("hello");
            centre.next("bind");
            centre.tell("garbage");
            centre.next("bind");
            assertThat(desk.send("hello", Duration.ofSeconds(20)))
                    .isInstanceOfAny(Outcome.Accepted.class, Outcome.Unreachable.class);
        }
    }

    @Test
    void sendsNothingAfterItsValidity() throws Exception {
        SendTask task = Desk.task("hello");
        SendTask late = new SendTask(
                task.requestId(),
                task.tenant(),
                task.source(),
                task.campaignId(),
                task.step(),
                task.attempt(),
                task.channel(),
                task.accountId(),
                task.recipient(),
                task.recipientKey(),
                task.content(),
                task.priority(),
                task.onUncertain(),
                task.acceptedAt(),
                task.dueAt(),
                task.eligibleAt(),
                Samples.NOW,
                task.possibleDuplicate(),
                task.refusal(),
                task.policyId(),
                task.metadata(),
                task.traceparent());
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            assertThat(desk.send(late)).isInstanceOf(Outcome.Unreachable.class);
            centre.tell("enquire");
            centre.next("alive");
            assertThat(centre.soFar()).doesNotContain("submit");
        }
    }

    @Test
    void sendsNothingFromTheDeadlineOn() throws Exception {
        try (MessageCentre centre = MessageCentre.start();
                Desk desk = Desk.at(centre.baseUrl())) {
            assertThat(desk.send(Desk.task("hello"), Samples.NOW)).isInstanceOf(Outcome.Unreachable.class);
            centre.tell("enquire");
            centre.next("alive");
            assertThat(centre.soFar()).doesNotContain("submit");
        }
    }

    @Test
    void saysGoodBye() throws Exception {
        try (MessageCentre centre = MessageCentre.start()) {
            try (Desk desk = Desk.at(centre.baseUrl())) {
                desk.send("hello");
            }
            centre.next("unbind");
            centre.next("closed");
        }
    }

    @Test
    void whatIsUnansweredWhenItIsClosedIsUncertain() throws Exception {
        try (MessageCentre centre = MessageCentre.start()) {
            Desk desk = Desk.at(centre.baseUrl());
            desk.send("bound");
            centre.tell("ignoreSubmits", "count", 1);
            CompletableFuture<Outcome> sending = desk.sendMeanwhile("hello", Desk.PATIENCE);
            centre.next("submit");
            centre.next("submit");
            desk.close();
            assertThat(sending.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Uncertain.class);
            assertThat(desk.send("hello")).isEqualTo(new Outcome.Unreachable("the connection is being closed"));
        }
    }

    @Test
    void speaksTlsWithWhomItTrustsOnly(@TempDir Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "centre",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("centre", store.getCertificate("centre"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        Map<String, Object> secure = Map.of("keys", keys.toString(), "passphrase", "changeit");
        try (MessageCentre centre = MessageCentre.start(secure)) {
            String baseUrl = centre.baseUrl().replace("smpp:", "smpps:");
            try (Desk desk = Desk.trusting(baseUrl, context.getSocketFactory())) {
                assertThat(desk.send(LONG)).isInstanceOf(Outcome.Accepted.class);
                assertThat(centre.next("message").path("text").asString()).isEqualTo(LONG);
            }
            try (Desk desk = Desk.at(baseUrl)) {
                assertThat(desk.send("hello")).isEqualTo(new Outcome.Unreachable("the TLS handshake failed"));
            }
        }
    }
}
