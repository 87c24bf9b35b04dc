package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.Status;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.topics.Topics;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Requests that can be read and are wrong, or are said twice: each gets its answer from the built services, and the next
 * good one of its partition is delivered.
 */
abstract class BadRequests extends OnRunningServices {
    private static final int PARTITION = 2;

    @Test
    void rejectsWhatIsWrongWithItsReasonAndGoesOn() {
        Map<SendRequest, Reason> wrong = wrongRequests();
        double before = rejected();

        wrong.keySet().forEach(BadRequests::publish);

        assertGoesOn("after-wrong");
        results.await(_ -> wrong.keySet().stream()
                .noneMatch(each -> results.of(each.requestId()).isEmpty()));
        Map<String, String> answers = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        wrong.forEach((request, reason) -> {
            String id = request.requestId();
            answers.put(id, answers(id));
            expected.put(id, Status.REJECTED + " " + reason);
            assertThat(journal.of(id)).as(id).isEmpty();
        });
        assertThat(answers).isEqualTo(expected);
        assertThat(rejected()).isEqualTo(before + wrong.size());
    }

    @Test
    void buriesARequestWithMoreEntriesThanCanBeReadAndGoesOn() {
        double before = services.metrics("scheduler").deadLetters(Topics.REQUESTS);

        publish(with("too-many-entries", numbered(1_001)));

        assertGoesOn("after-too-many-entries");
        assertThat(services.metrics("scheduler").deadLetters(Topics.REQUESTS)).isEqualTo(before + 1);
        assertThat(results.of("too-many-entries")).isEmpty();
    }

    @Test
    void sendsAtOnceWhatWasDueInThePast() {
        publish(Samples.request("past-day").sendAt(Samples.now().minus(Duration.ofDays(2))));
        publish(Samples.request("past-measure").sendAt(Instant.ofEpochMilli(Long.MIN_VALUE)));

        assertThat(results.awaitStatus("past-day", Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
        assertThat(results.awaitStatus("past-measure", Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
        assertThat(journal.of("past-day")).hasSize(1);
        assertThat(journal.of("past-measure")).hasSize(1);
    }

    @Test
    void holdsWhatIsDueInLessThanTenYears() {
        publish(Samples.request("ten-years").sendAt(yearsAhead(10).minus(Duration.ofDays(1))));

        assertThat(results.awaitStatus("ten-years", Status.HELD)).containsExactly(Status.HELD);
        assertGoesOn("after-ten-years");
        assertThat(journal.of("ten-years")).isEmpty();
    }

    @Test
    void sendsOnceWhatIsAskedForTwiceWithTheSameContent() {
        double before = services.metrics("scheduler").sum("tidings_requests_repeats_total");
        SendRequest request = Samples.request("twice").build();

        publish(request);
        publish(request);

        assertGoesOn("after-twice");
        assertThat(results.awaitStatus("twice", Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
        assertThat(journal.of("twice")).hasSize(1);
        assertThat(services.metrics("scheduler").sum("tidings_requests_repeats_total"))
                .isEqualTo(before + 1);
    }

    @Test
    void rejectsOtherContentUnderAKnownIdWhileTheFirstGoesOn() {
        publish(Samples.request("conflict"));
        publish(Samples.request("conflict").template("order_update", "en", Map.of("name", "Bob")));

        assertThat(results.awaitStatus("conflict", Status.REJECTED, Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.REJECTED, Status.SENT, Status.DELIVERED);
        assertThat(results.of("conflict"))
                .filteredOn(result -> result.status() == Status.REJECTED)
                .singleElement()
                .satisfies(result -> assertThat(result.reason()).isEqualTo(Reason.REQUEST_CONFLICT));
        assertThat(journal.of("conflict"))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("Ann"));
    }

    @Test
    void understandsARequestWithoutAnyHeader() {
        SendRequest request = Samples.request("no-headers").build();

        producer.send(RawProducer.bare(
                Topics.REQUESTS,
                PARTITION,
                RawProducer.bytes("no-headers"),
                Codec.singleObject().encode(Topics.REQUESTS, request)));

        assertThat(results.awaitStatus("no-headers", Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
    }

    @Test
    void asksTheBrokerAndNotUpstreamWhenARequestCame() {
        SendRequest request = Samples.request("of-1970").build();

        producer.send(new ProducerRecord<>(
                Topics.REQUESTS,
                PARTITION,
                0L,
                RawProducer.bytes("of-1970"),
                Codec.singleObject().encode(Topics.REQUESTS, request)));

        assertThat(results.awaitStatus("of-1970", Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
    }

    @Test
    void refusesToCancelWhatItDoesNotKnow() {
        producer.send(
                Topics.REQUESTS,
                PARTITION,
                "never-asked",
                new CancelSend("never-asked", "demo", "integration", Map.of()));

        assertThat(results.awaitStatus("never-asked", Status.CONTROL_REFUSED)).containsExactly(Status.CONTROL_REFUSED);
        assertGoesOn("after-never-asked");
    }

    /** Each wrong in one way, its id says in which. */
    private static Map<SendRequest, Reason> wrongRequests() {
        Map<SendRequest, Reason> wrong = new LinkedHashMap<>();
        wrong.put(to("unknown-account", "whatsapp", "nobody"), Reason.INVALID_REQUEST);
        wrong.put(to("unknown-channel", "pigeon", "shop"), Reason.INVALID_REQUEST);
        wrong.put(to("blank-channel", " ", "shop"), Reason.INVALID_REQUEST);
        wrong.put(template("unknown-template", "no_such", "en", Map.of()), Reason.TEMPLATE_UNAVAILABLE);
        wrong.put(
                template("unknown-language", "order_update", "xx", Map.of("name", "Ann")), Reason.TEMPLATE_UNAVAILABLE);
        wrong.put(template("missing-parameter", "order_update", "en", Map.of()), Reason.TEMPLATE_PARAMETERS_INVALID);
        wrong.put(
                template("other-parameter", "order_update", "en", Map.of("name", "Ann", "more", "x")),
                Reason.TEMPLATE_PARAMETERS_INVALID);
        wrong.put(fallback("unknown-policy", "no-such", "text"), Reason.INVALID_REQUEST);
        wrong.put(fallback("blank-sms", "sms-on-failure", " "), Reason.INVALID_REQUEST);
        wrong.put(
                SendRequestBuilder.to("sms", "shop", Samples.TO)
                        .requestId("sms-after-sms")
                        .from("demo", "integration")
                        .text("Hello")
                        .fallback("sms-on-failure", "Hello")
                        .build(),
                Reason.FALLBACK_UNSUPPORTED);
        List<String> numbers = List.of("6581234567", "+65 8123 4567", "+0123456789", "+65812345678901234", "+65abc");
        for (int i = 0; i < numbers.size(); i++) {
            wrong.put(number("number-" + i, numbers.get(i)), Reason.RECIPIENT_INVALID);
        }
        wrong.put(number("blank-number", " "), Reason.INVALID_REQUEST);
        wrong.put(
                Samples.request("too-far-ahead")
                        .sendAt(yearsAhead(10).plus(Duration.ofDays(2)))
                        .build(),
                Reason.INVALID_REQUEST);
        wrong.put(
                Samples.request("beyond-measure")
                        .sendAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                        .build(),
                Reason.INVALID_REQUEST);
        wrong.put(Samples.request("not-valid").validFor(Duration.ZERO).build(), Reason.INVALID_REQUEST);
        wrong.put(Samples.request("no-tenant").from("", "integration").build(), Reason.INVALID_REQUEST);
        wrong.put(Samples.request("id with spaces").build(), Reason.INVALID_REQUEST);
        wrong.put(Samples.request("x".repeat(65)).build(), Reason.INVALID_REQUEST);
        wrong.put(
                window(
                        "no-weekday",
                        new DeliveryWindow(
                                "Asia/Singapore", Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT, OutsideWindow.HOLD)),
                Reason.INVALID_REQUEST);
        wrong.put(
                window(
                        "no-zone",
                        new DeliveryWindow(
                                "Nowhere",
                                Set.of(DayOfWeek.MONDAY),
                                LocalTime.NOON,
                                LocalTime.MIDNIGHT,
                                OutsideWindow.HOLD)),
                Reason.INVALID_REQUEST);
        wrong.put(
                Samples.request("plain-link")
                        .media(MediaKind.IMAGE, "http://example.org/a.png", null)
                        .build(),
                Reason.INVALID_REQUEST);
        wrong.put(with("much-metadata", numbered(33)), Reason.INVALID_REQUEST);
        return wrong;
    }

    private static SendRequest to(String id, String channel, String account) {
        return SendRequestBuilder.to(channel, account, Samples.TO)
                .requestId(id)
                .from("demo", "integration")
                .text("Hello")
                .build();
    }

    private static SendRequest number(String id, String recipient) {
        return SendRequestBuilder.to("whatsapp", "shop", recipient)
                .requestId(id)
                .from("demo", "integration")
                .text("Hello")
                .build();
    }

    private static SendRequest template(String id, String code, String language, Map<String, String> parameters) {
        return Samples.request(id).template(code, language, parameters).build();
    }

    private static SendRequest fallback(String id, String policy, String text) {
        return Samples.request(id).fallback(policy, text).build();
    }

    private static SendRequest window(String id, DeliveryWindow window) {
        return Samples.request(id).deliveryWindow(window).build();
    }

    private static SendRequest with(String id, Map<String, String> metadata) {
        SendRequestBuilder request = Samples.request(id);
        metadata.forEach(request::metadata);
        return request.build();
    }

    private static Map<String, String> numbered(int entries) {
        Map<String, String> numbered = new TreeMap<>();
        for (int i = 0; i < entries; i++) {
            numbered.put("k" + i, "v");
        }
        return numbered;
    }

    private static Instant yearsAhead(int years) {
        return Samples.now().atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    private static void publish(SendRequestBuilder request) {
        publish(request.build());
    }

    private static void publish(SendRequest request) {
        producer.send(Topics.REQUESTS, PARTITION, request.requestId(), request);
    }

    /** The next request of the partition is delivered. */
    private static void assertGoesOn(String id) {
        publish(Samples.request(id));
        assertThat(results.awaitStatus(id, Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
        assertThat(journal.of(id)).hasSize(1);
    }

    private static String answers(String id) {
        return results.of(id).stream().map(BadRequests::answer).collect(Collectors.joining(", "));
    }

    private static String answer(DeliveryResult result) {
        return result.status() + " " + result.reason();
    }

    private static double rejected() {
        return services.metrics("scheduler").sum("tidings_requests_rejected_total");
    }
}
