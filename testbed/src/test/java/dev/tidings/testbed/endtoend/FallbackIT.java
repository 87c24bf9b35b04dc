package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.testbed.broker.HttpText;
import dev.tidings.testbed.broker.Journal;
import dev.tidings.testbed.broker.TopicReader;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.SimulatorClient;
import dev.tidings.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLockTarget;

/**
 * Fallback as users meet it, with deadlines of ten seconds: who gets an SMS, when, how often, and why. The tests wait at the same
 * time, each for people of its own, but for those that stop the fallback service.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = FallbackIT.SERVICE, mode = ResourceAccessMode.READ, target = ResourceLockTarget.CHILDREN)
class FallbackIT {
    static final String SERVICE = "fallback";

    private static final Duration AFTER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLED = 50;
    private static final int STORM = Integer.getInteger("tidings.test.storm", 200);
    private static final int PARTITIONS = 12;

    private static final String CATALOG = """
            {"policies": [
              {"policyId": "undelivered", "version": 1, "triggers": ["SEND_FAILED", "UNDELIVERED"], "after": "10s",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "unread", "version": 1, "triggers": ["SEND_FAILED", "UNREAD"], "after": "10s",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "viber-then-sms", "version": 1, "triggers": ["SEND_FAILED"], "after": "10s",
               "steps": [{"channel": "viber", "accountId": "desk", "text": "Hi {{name}}", "triggers": ["SEND_FAILED", "UNDELIVERED"]},
                         {"channel": "sms", "accountId": "shop"}]}
            ],
            "smsServices": [
              {"tenant": "capped", "enabled": true, "maxPartsPerDay": 12},
              {"tenant": "switched", "enabled": true}
            ]}
            """;

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @TempDir
    private static Path data;

    private static LocalInstallation tidings;
    private static Upstream upstream;
    private static SimulatorClient simulator;
    private static Journal journal;

    @BeforeAll
    static void up() throws IOException {
        tidings = new LocalInstallation(data, 20090).with("TIDINGS_FALLBACK_SHORTEST_AFTER", "10s");
        tidings.tidings("up", "--detach");
        Path catalog = Files.writeString(data.resolve("catalog.json"), CATALOG);
        tidings.tidings("catalog", "load", catalog.toString());
        upstream = new Upstream(tidings);
        simulator = new SimulatorClient(URI.create(tidings.simulatorUrl()));
        journal = new Journal(simulator);
    }

    @AfterAll
    static void down() {
        upstream.close();
        simulator.close();
        tidings.close();
    }

    private static void send(String id, String to, String policy) {
        send(id, to, "demo", policy);
    }

    private static void send(String id, String to, String tenant, String policy) {
        upstream.send(id, to, request -> request.from(tenant, "end-to-end").fallback(policy, id + "."));
    }

    /** Never the same: WhatsApp takes only so many for one, and what a provider does wrong it does to one. */
    private static String someone() {
        return "+6581" + (100_000 + PEOPLE.getAndIncrement());
    }

    /** Somebody of whom that channel has trouble. */
    private static String someoneWith(String channel, BehaviourKind trouble, @Nullable String value) {
        String person = someone();
        simulator.set(Behaviour.of(channel, trouble, value).forNumber(person));
        return person;
    }

    /** Waits for the one event that ends a request's fallback. */
    private static DeliveryResult end(String id) {
        return upstream
                .awaitEach(
                        List.of(id),
                        result -> isEnd(result) && result.requestId().equals(id))
                .stream()
                .filter(result -> isEnd(result) && result.requestId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isEnd(DeliveryResult result) {
        return result.status() == Status.FALLBACK_ENDED || result.status() == Status.FALLBACK_NOT_NEEDED;
    }

    private static DeliveryResult result(List<DeliveryResult> results, String id, Status status) {
        List<DeliveryResult> own =
                results.stream().filter(result -> result.requestId().equals(id)).toList();
        return own.stream()
                .filter(result -> result.status() == status && result.step() <= 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + status + " in " + own));
    }

    private static Instant when(List<DeliveryResult> results, String id, Status status) {
        return result(results, id, status).occurredAt();
    }

    /** Waits until a topic that is keyed by request has something about each of them. */
    private static void awaitIn(String topic, Set<String> ids) {
        try (TopicReader reader = new TopicReader(tidings.bootstrapServers(), topic)) {
            reader.await(records -> records.stream()
                    .map(found -> new String(found.key(), StandardCharsets.UTF_8))
                    .collect(Collectors.toSet())
                    .containsAll(ids));
        }
    }

    @Test
    void whatIsDeliveredInTimeIsFollowedByNothing() {
        send("fb-delivered", someone(), "undelivered");

        assertThat(end("fb-delivered").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-delivered.")).isEmpty();
    }

    @Test
    @ResourceLock(SERVICE)
    void whatNobodyDeliversIsFollowedByOneSmsEachAlthoughFallbackIsKilledAtTheDeadline() {
        List<String> ids =
                IntStream.range(0, KILLED).mapToObj(i -> "fb-silent-" + i).toList();
        ids.forEach(id -> send(id, someoneWith("whatsapp", BehaviourKind.NO_RECEIPTS, null), "undelivered"));
        upstream.awaitEach(ids, result -> result.status() == Status.SENT);
        simulator.awaitCalls("sms", 1, call -> call.body().contains("fb-silent-"), PATIENCE);

        tidings.tidings("kill", "fallback");
        tidings.tidings("restart", "fallback");

        List<DeliveryResult> results = upstream.awaitEach(ids, FallbackIT::isEnd);
        assertThat(ids).allSatisfy(id -> {
            assertThat(journal.sms(id + ".")).hasSize(1);
            assertThat(Duration.between(when(results, id, Status.SENT), when(results, id, Status.FALLBACK_TRIGGERED)))
                    .isGreaterThanOrEqualTo(AFTER);
        });
        assertThat(tidings.tidings("show", ids.getFirst())).contains("UNDELIVERED", "undelivered");
    }

    /** What was reported in time was, though nobody looked until the deadline was over. */
    @Test
    @ResourceLock(SERVICE)
    void decidesWhenItIsBackByWhatHadBeenReportedAtADeadlineAtWhichItDidNotRun() {
        send("fb-missed", someoneWith("whatsapp", BehaviourKind.NO_RECEIPTS, null), "unread");
        send("fb-missed-read", someoneWith("whatsapp", BehaviourKind.READ, "7s"), "unread");
        Set<String> both = Set.of("fb-missed", "fb-missed-read");
        awaitIn(Topics.HOLDS, both);
        tidings.tidings("kill", "fallback");
        upstream.await("fb-missed-read", Status.READ);
        awaitIn(Topics.DEADLINES, both);
        assertThat(upstream.results("fb-missed-read")).noneMatch(FallbackIT::isEnd);

        tidings.tidings("restart", "fallback");

        assertThat(end("fb-missed").status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(journal.sms("fb-missed.")).hasSize(1);
        assertThat(end("fb-missed-read").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-missed-read.")).isEmpty();
    }

    @Test
    void aReaderWhoIsTooLateHasGotOneSmsAndTheReadingIsToldAllTheSame() {
        send("fb-read-late", someoneWith("whatsapp", BehaviourKind.READ, "13s"), "unread");

        assertThat(end("fb-read-late").status()).isEqualTo(Status.FALLBACK_ENDED);
        upstream.awaitEach(List.of("fb-read-late"), result -> result.status() == Status.READ);
        assertThat(journal.sms("fb-read-late.")).hasSize(1);
    }

    @Test
    void aReaderInTimeGetsNothingMore() {
        send("fb-read", someoneWith("whatsapp", BehaviourKind.READ, "3s"), "unread");

        assertThat(end("fb-read").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-read.")).isEmpty();
    }

    @Test
    void whatIsCancelledWhileItsDeadlineRunsIsFollowedByNothing() {
        send("fb-cancel", someoneWith("whatsapp", BehaviourKind.NO_RECEIPTS, null), "undelivered");
        upstream.await("fb-cancel", Status.SENT);

        upstream.cancel("fb-cancel");

        assertThat(end("fb-cancel").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(upstream.await("fb-cancel", Status.FALLBACK_NOT_NEEDED)).contains(Status.CONTROL_REFUSED);
        assertThat(journal.sms("fb-cancel.")).isEmpty();
    }

    /** The fence: what could not be sent until the SMS is never sent. */
    @Test
    void whatCannotBeSentWithinItsValidityIsFollowedByAnSmsAndNeverSentAfterwards() {
        // The provider takes no more for this person, again and again.
        String person = someoneWith("whatsapp", BehaviourKind.STATUS, "400:131056");
        send("fb-fence", person, "undelivered");

        List<DeliveryResult> results = upstream.awaitEach(List.of("fb-fence"), FallbackIT::isEnd);
        simulator.healNumber(person);
        // The same person's messages go out in their order.
        send("fb-behind-the-fence", person, "undelivered");
        upstream.await("fb-behind-the-fence", Status.SENT);

        assertThat(result(results, "fb-fence", Status.EXPIRED).reason()).isEqualTo(Reason.VALIDITY_EXPIRED);
        DeliveryResult fired = result(results, "fb-fence", Status.FALLBACK_TRIGGERED);
        assertThat(fired.reason()).isEqualTo(Reason.VALIDITY_EXPIRED);
        assertThat(journal.of("fb-fence"))
                .isNotEmpty()
                .noneMatch(JournalEntry::accepted)
                .allMatch(call -> call.receivedAt() <= fired.occurredAt().toEpochMilli());
        assertThat(journal.sms("fb-fence.")).hasSize(1);
    }

    @Test
    void anSmsProviderThatIsDownGetsTheSmsOnceItIsBack() {
        String person = someoneWith("sms", BehaviourKind.THROTTLE, null);
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update")
                .forNumber(person));
        send("fb-sms-down", person, "sms-on-failure");
        simulator.awaitCalls("sms", 2, call -> call.body().contains("fb-sms-down."), PATIENCE);

        simulator.healNumber(person);

        assertThat(end("fb-sms-down").status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(journal.sms("fb-sms-down."))
                .filteredOn(JournalEntry::accepted)
                .hasSize(1);
    }

    @Test
    void wrongParametersFallBackAsTheRequestAsked() {
        upstream.send(
                "fb-parameters",
                someone(),
                request -> request.template("order_update", "en", Map.of("nobody", "x"))
                        .fallback("sms-on-failure", "fb-parameters."));

        assertThat(end("fb-parameters").status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(journal.of("fb-parameters")).isEmpty();
        assertThat(journal.sms("fb-parameters.")).hasSize(1);
    }

    @Test
    void whatAnotherChatAppDeliversIsFollowedByNoSms() {
        send("fb-viber", someoneWith("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update"), "viber-then-sms");

        DeliveryResult end = end("fb-viber");
        assertThat(end.status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(end.channel()).isEqualTo("viber");
        assertThat(end.reason()).isNull();
        assertThat(journal.sms("fb-viber.")).isEmpty();
    }

    @Test
    void whatAnotherChatAppFailsToDeliverIsFollowedByOneSms() {
        String person = someoneWith("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update");
        simulator.set(Behaviour.of("viber", BehaviourKind.FAIL_DELIVERY, null).forNumber(person));
        send("fb-viber-fails", person, "viber-then-sms");

        DeliveryResult end = end("fb-viber-fails");
        assertThat(end.channel()).isEqualTo("sms");
        assertThat(end.reason()).isNull();
        assertThat(upstream.results("fb-viber-fails"))
                .filteredOn(result -> result.status() == Status.FALLBACK_TRIGGERED)
                .extracting(DeliveryResult::step)
                .containsExactly(1, 2);
        assertThat(journal.sms("fb-viber-fails.")).hasSize(1);
    }

    @Test
    void aTenantGetsNoSmsBeyondItsCapAndIsTold() {
        // Each partition has one of twelve parts, and both requests are in the same.
        List<String> ids = IntStream.range(0, 10_000)
                .mapToObj(i -> "fb-cap-" + i)
                .filter(id -> partition(id) == partition("fb-cap-0"))
                .limit(2)
                .toList();
        sendInVain(ids.getFirst(), "capped");
        assertThat(end(ids.getFirst()).reason()).isNull();

        sendInVain(ids.getLast(), "capped");

        DeliveryResult refused = end(ids.getLast());
        assertThat(refused.status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(refused.reason()).isEqualTo(Reason.SMS_CAP_REACHED);
        assertThat(journal.sms(ids.getFirst() + ".")).hasSize(1);
        assertThat(journal.sms(ids.getLast() + ".")).isEmpty();
        assertThat(HttpText.get(tidings.metricsUrls().getLast()))
                .containsPattern("tidings_fallback_capped_tenants(\\{.*\\})? 1\\.0");
    }

    private static void sendInVain(String id, String tenant) {
        String person = someoneWith("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update");
        send(id, person, tenant, "sms-on-failure");
    }

    /** As Kafka's clients choose it for a key. */
    private static int partition(String id) {
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    @Test
    void noSmsFollowsOnceItIsSwitchedOffWhileADeadlineRuns() {
        send("fb-off", someoneWith("whatsapp", BehaviourKind.NO_RECEIPTS, null), "switched", "undelivered");
        upstream.await("fb-off", Status.SENT);

        CatalogLoader.load(
                tidings.bootstrapServers(), List.of(new SmsService("switched", false, null)), InstantSource.system());

        DeliveryResult end = end("fb-off");
        assertThat(end.status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(end.reason()).isEqualTo(Reason.SMS_NOT_ENABLED);
        assertThat(journal.sms("fb-off.")).isEmpty();
    }

    /** A report of failure fires at once; every one of them, and each once. */
    @Test
    void aStormOfFailuresLeadsToOneSmsEach() {
        List<String> ids =
                IntStream.range(0, STORM).mapToObj(i -> "fb-storm-" + i).toList();
        IntStream.range(0, STORM)
                .forEach(i -> send(
                        ids.get(i),
                        // The simulator reports of such numbers that they are not on WhatsApp.
                        "+1%d131026".formatted(2_000 + i % 8_000),
                        "undelivered"));

        upstream.awaitEach(ids, FallbackIT::isEnd);

        assertThat(simulator.journal("sms", 0).stream()
                        .filter(call -> call.body().contains("fb-storm-"))
                        .filter(JournalEntry::accepted))
                .hasSize(STORM);
    }
}
