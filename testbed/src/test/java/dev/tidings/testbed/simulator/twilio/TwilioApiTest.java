package dev.tidings.testbed.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.simulator.Sim;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwilioApiTest {
    private static final String TO = "+6581234567";
    private static final String FROM = "+15005550006";
    private Sim sim;

    @BeforeAll
    void start() throws IOException {
        sim = Sim.start();
    }

    @AfterAll
    void stop() {
        sim.close();
    }

    @Test
    void acceptsAnSmsAndAnswersAsTheApiDoes() {
        Sim.Reply reply = sim.sms(TO, "50% off & more +");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(reply.json().path("status").asText()).isEqualTo("queued");
        assertThat(reply.json().path("to").asText()).isEqualTo(TO);
        assertThat(reply.json().path("body").asText()).isEqualTo("50% off & more +");
        assertThat(reply.json().path("num_segments").asText()).isEqualTo("1");
        assertThat(reply.json().path("date_created").asText()).isEqualTo("Tue, 01 Dec 2026 09:00:00 +0000");
        assertThat(reply.json().path("error_code").isNull()).isTrue();
    }

    @Test
    void acceptsAMessagingServiceInPlaceOfANumber() {
        Sim.Reply reply =
                sim.sms(Map.of("To", TO, "Body", "x", "MessagingServiceSid", "MG00000000000000000000000000000001"));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("num_segments").asText()).isEqualTo("0");
    }

    @Test
    void takes1600CharactersOfTwoUnits() {
        assertThat(sim.sms(TO, "😀".repeat(1600)).status()).isEqualTo(201);
    }

    @Test
    void refusesAWrongPassword() {
        Sim.Reply reply = sim.smsAs(Sim.SID, "wrong", Map.of("To", TO));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.twilioCode()).isEqualTo(20003);
    }

    @Test
    void doesNotFindTheAccountOfAnother() {
        Sim.Reply reply = sim.exchange(sim.post(
                        Sim.TWILIO_PATH.replace("0001/", "0002/"),
                        "application/x-www-form-urlencoded",
                        "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTp0d2lsaW8tdG9rZW4=",
                        "To=x"))
                .join();
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.twilioCode()).isEqualTo(20404);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, Map<String, String> fields, int code) {
        Sim.Reply reply = sim.sms(fields);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.twilioCode()).isEqualTo(code);
        assertThat(reply.json().path("status").asInt()).isEqualTo(400);
        assertThat(reply.json().path("more_info").asText()).endsWith("/" + code);
        assertThat(sim.control.journal("sms", 0).getLast().accepted()).isFalse();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("no recipient", Map.of("From", FROM, "Body", "x"), 21604),
                Arguments.of("malformed recipient", Map.of("To", "6581234567", "From", FROM, "Body", "x"), 21211),
                Arguments.of("no sender", Map.of("To", TO, "Body", "x"), 21603),
                Arguments.of("sender of someone else", Map.of("To", TO, "From", "+15550000000", "Body", "x"), 21606),
                Arguments.of("unknown service", Map.of("To", TO, "MessagingServiceSid", "MG1", "Body", "x"), 21701),
                Arguments.of("no body", Map.of("To", TO, "From", FROM), 21602),
                Arguments.of("body too long", Map.of("To", TO, "From", FROM, "Body", "x".repeat(1601)), 21617),
                Arguments.of("validity", Map.of("To", TO, "From", FROM, "Body", "x", "ValidityPeriod", "36001"), 21625),
                Arguments.of("callback that is no URL", callback("not a url"), 21609),
                Arguments.of("callback without a host", callback("http:///webhooks"), 21609),
                Arguments.of("callback by ftp", callback("ftp://localhost/x"), 21609),
                Arguments.of("misspelt field", Map.of("To", TO, "From", FROM, "body", "x"), 20001));
    }

    private static Map<String, String> callback(String url) {
        return Map.of("To", TO, "From", FROM, "Body", "x", "StatusCallback", url);
    }

    @ParameterizedTest
    @CsvSource({
        "+15005550001, 21211",
        "+15005550002, 21612",
        "+15005550003, 21408",
        "+15005550004, 21610",
        "+15005550009, 21614"
    })
    void failsThePublishedTestNumbers(String to, int code) {
        assertThat(sim.sms(to, "x").twilioCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "€, 80, 1",
        "€, 81, 2",
        "中, 70, 1",
        "中, 71, 2",
        "中, 135, 3"
    })
    void countsParts(String character, int count, int parts) {
        assertThat(Segments.count(character.repeat(count))).isEqualTo(parts);
    }
}
