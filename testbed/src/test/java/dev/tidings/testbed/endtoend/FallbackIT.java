package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.Reason;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.testbed.bench.kit.IntakeLag;
import dev.tidings.testbed.bench.kit.IntakeLag.Intake;
import dev.tidings.testbed.bench.kit.Timeline;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * Fallback as users meet it: who gets an SMS, when, how often, and why. The tests wait at the same time, each for people of its own,
 * but for the one that stops the fallback service. What has to happen before something else is awaited: only where a deadline
 * is to run out is it a short one.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = FallbackIT.SERVICE, mode = ResourceAccessMode.READ, target = ResourceLockTarget.CHILDREN)
class FallbackIT {
    static final String SERVICE = "fallback";

    private static final Duration AFTER = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLED = 50;
    private static final int STORM = Integer.getInteger("tidings.test.storm", 200);
    private static final int PARTITIONS = 12;

    /** Of a provider that is down until a test starts it. */
    private static final String DOWN = """
            {"accounts": [
              {"channel": "sms", "accountId": "down", "provider": "twilio", "baseUrl": "${TIDINGS_SIMULATOR_URL}",
               "settings": {"accountSid": "AC00000000000000000000000000000002", "from": "+15005550006"},
               "credentials": {"authToken": "env:TIDINGS_SHOP_TWILIO_TOKEN"}}
            ]}
            """;

    /** With a pace of their own: the storm keeps nobody else waiting. */
    private static final String STORMY = """
            {"accounts": [
              {"channel": "whatsapp", "accountId": "storm", "provider": "whatsapp-cloud", "baseUrl": "${TIDINGS_SIMULATOR_URL}",
               "settings": {"phoneNumberId": "100000000000009", "apiVersion": "v23.0"},
               "credentials": {"accessToken": "env:TIDINGS_SHOP_WHATSAPP_TOKEN",
                               "appSecret": "env:TIDINGS_SHOP_WHATSAPP_APP_SECRET",
                               "verifyToken": "env:TIDINGS_SHOP_WHATSAPP_VERIFY_TOKEN"}},
              {"channel": "sms", "accountId": "storm", "provider": "twilio", "baseUrl": "${TIDINGS_SIMULATOR_URL}",
               "settings": {"accountSid": "AC00000000000000000000000000000009", "from": "+15005550006"},
               "credentials": {"authToken": "env:TIDINGS_SHOP_TWILIO_TOKEN"}}
            ]}
            """;

    private static final String POLICIES = """
            {"policies": [
              {"policyId": "undelivered", "version": 1, "triggers": ["SEND_FAILED", "UNDELIVERED"], "after": "12s",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "undelivered-at-length", "version": 1, "triggers": ["SEND_FAILED", "UNDELIVERED"], "after": "5m",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "unread", "version": 1, "triggers": ["SEND_FAILED", "UNREAD"], "after": "12s",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "unread-for-a-while", "version": 1, "triggers": ["SEND_FAILED", "UNREAD"], "after": "25s",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "unread-at-length", "version": 1, "triggers": ["SEND_FAILED", "UNREAD"], "after": "5m",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "viber-then-sms", "version": 1, "triggers": ["SEND_FAILED"], "after": "5m",
               "steps": [{"channel": "viber", "accountId": "desk", "text": "Hi {{name}}", "triggers": ["SEND_FAILED", "UNDELIVERED"]},
                         {"channel": "sms", "accountId": "shop"}]},
              {"policyId": "down", "version": 1, "triggers": ["SEND_FAILED"],
               "steps": [{"channel": "sms", "accountId": "down"}]},
              {"policyId": "storm", "version": 1, "triggers": ["SEND_FAILED", "UNDELIVERED"], "after": "5m",
               "steps": [{"channel": "sms", "accountId": "storm"}]}
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
    private static OtherProvider down;
    private static OtherProvider stormy;
    private static CatalogReaders catalog;

    @BeforeAll
    static void up() throws IOException {
        tidings = new LocalInstallation(data, 20090).with("TIDINGS_FALLBACK_SHORTEST_AFTER", "10s");
        tidings.tidings("up", "--detach");
        down = new OtherProvider(tidings, data, tidings.unused().getFirst(), DOWN);
        stormy = new OtherProvider(tidings, data, tidings.unused().getLast(), STORMY);
        stormy.start();
        upstream = new Upstream(tidings);
        simulator = new SimulatorClient(URI.create(tidings.simulatorUrl()));
        journal = new Journal(simulator);
        catalog = new CatalogReaders(tidings);
        publish(Stream.concat(down.catalog().stream(), stormy.catalog().stream())
                .toList());
        tidings.tidings("catalog", "load", file("policies.json", POLICIES));
        catalog.awaitAll();
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(data.resolve(name), text).toString();
    }

    private static void publish(List<Event> entries) {
        CatalogLoader.load(tidings.bootstrapServers(), entries, InstantSource.system());
    }

    @AfterAll
    static void down() {
        catalog.close();
        upstream.close();
        simulator.close();
        down.close();
        stormy.close();
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

    /** Of messages to whom WhatsApp reports only what a test says. */
    private static String someoneSilent() {
        return someoneWith("whatsapp", BehaviourKind.NO_RECEIPTS, null);
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

    private static boolean isTriggered(DeliveryResult result) {
        return result.status() == Status.FALLBACK_TRIGGERED;
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

    /** The decisions to go on for requests whose ids begin like this. */
    private static List<DeliveryResult> triggered(List<DeliveryResult> results, String ids) {
        return results.stream()
                .filter(result -> isTriggered(result) && result.requestId().startsWith(ids))
                .toList();
    }

    private static <E extends Event> void await(String topic, Class<E> kind, Predicate<List<E>> wanted) {
        try (TopicReader reader = new TopicReader(tidings.bootstrapServers(), topic)) {
            reader.await(_ -> wanted.test(reader.events(kind)));
        }
    }

    /** The ids of the requests, each a beginning and a number, in the SMS that this provider took. */
    private static List<String> texted(Journal provider, String ids) {
        Pattern id = Pattern.compile(Pattern.quote(ids) + "\\d+");
        return provider.sms(ids).stream()
                .filter(JournalEntry::accepted)
                .map(call -> id.matcher(call.body())
                        .results()
                        .map(MatchResult::group)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static List<String> numbered(String ids, int count) {
        return IntStream.range(0, count).mapToObj(i -> ids + i).toList();
    }

    @Test
    void refusesAnotherPolicyUnderTheVersionThatIsInForce() throws IOException {
        String changed = file("changed.json", POLICIES.replace("12s", "13s"));

        assertThatThrownBy(() -> tidings.tidings("catalog", "load", changed))
                .hasMessageContaining(
                        "policy/undelivered: is not what is in force as its version 1. Give it version 2.");
    }

    @Test
    void whatIsDeliveredInTimeIsFollowedByNothing() {
        send("fb-delivered", someone(), "undelivered-at-length");

        assertThat(end("fb-delivered").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-delivered.")).isEmpty();
    }

    /**
     * It is killed when some of its deadlines are over, and is back when all are. What was reported in time was, though nobody
     * looked until the deadline was over.
     */
    @Test
    @ResourceLock(SERVICE)
    void killedAmongItsDeadlinesItDecidesEachOnceAndByWhatWasReportedUntilThen() {
        List<String> ids = numbered("fb-silent-", KILLED);
        List<String> people = IntStream.range(0, KILLED)
                // Sent one after the other, and so are their deadlines.
                .mapToObj(i -> silentAnd(Duration.ofMillis(i * 150L)))
                .toList();
        String reader = someoneSilent();
        IntStream.range(0, KILLED).forEach(i -> send(ids.get(i), people.get(i), "undelivered"));
        send("fb-meanwhile", reader, "unread-for-a-while");
        upstream.awaitEach(ids.subList(0, 1), FallbackIT::isTriggered);

        tidings.tidings("kill", "fallback");
        Instant killed = Upstream.in(Duration.ZERO);
        simulator.report("whatsapp", reader, ReceiptKind.READ);
        upstream.await("fb-meanwhile", Status.READ);
        await(
                Topics.DEADLINES,
                DeliveryDeadline.class,
                over -> over.stream()
                        .map(DeliveryDeadline::requestId)
                        .collect(Collectors.toSet())
                        .containsAll(Stream.concat(ids.stream(), Stream.of("fb-meanwhile"))
                                .toList()));
        assertThat(upstream.results("fb-meanwhile")).noneMatch(FallbackIT::isEnd);
        tidings.tidings("restart", "fallback");

        upstream.awaitEach(ids, FallbackIT::isEnd);
        assertThat(end("fb-meanwhile").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-meanwhile.")).isEmpty();
        awaitNothingLeft(Intake.RESULTS);
        awaitNothingLeft(Intake.DEADLINES);
        List<DeliveryResult> results = upstream.all();
        List<DeliveryResult> decisions = triggered(results, "fb-silent-");
        assertThat(decisions)
                .anyMatch(decision -> decision.occurredAt().isBefore(killed))
                .anyMatch(decision -> decision.occurredAt().isAfter(killed))
                .extracting(DeliveryResult::requestId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(texted(journal, "fb-silent-")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids)
                .allSatisfy(id -> assertThat(Duration.between(
                                when(results, id, Status.SENT), when(results, id, Status.FALLBACK_TRIGGERED)))
                        .isGreaterThanOrEqualTo(AFTER));
        assertThat(tidings.tidings("show", ids.getFirst()))
                .contains("trigger UNDELIVERED fired: no delivery of the chat message was reported by ")
                .contains("; step 2 followed: sent");
    }

    private static String silentAnd(Duration slow) {
        String person = someoneSilent();
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.LATENCY, slow.toMillis() + "ms")
                .forNumber(person));
        return person;
    }

    /** Only then can it be told that nothing is decided again. */
    private static void awaitNothingLeft(Intake intake) {
        try (IntakeLag lag =
                new IntakeLag(intake, tidings.bootstrapServers(), PARTITIONS, Timeline.of(InstantSource.system()))) {
            assertThat(lag.awaitNone(PATIENCE)).isTrue();
        }
    }

    @Test
    void aReaderWhoIsTooLateHasGotOneSmsAndTheReadingIsToldAllTheSame() {
        String person = someoneSilent();
        send("fb-read-late", person, "unread");
        upstream.await("fb-read-late", Status.FALLBACK_TRIGGERED);

        simulator.report("whatsapp", person, ReceiptKind.READ);

        assertThat(end("fb-read-late").status()).isEqualTo(Status.FALLBACK_ENDED);
        upstream.await("fb-read-late", Status.READ);
        assertThat(journal.sms("fb-read-late.")).hasSize(1);
    }

    @Test
    void aReaderInTimeGetsNothingMore() {
        String person = someoneSilent();
        send("fb-read", person, "unread-at-length");
        upstream.await("fb-read", Status.SENT);

        simulator.report("whatsapp", person, ReceiptKind.READ);

        assertThat(end("fb-read").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-read.")).isEmpty();
    }

    @Test
    void whatIsCancelledWhileItsDeadlineRunsIsFollowedByNothing() {
        send("fb-cancel", someoneSilent(), "undelivered-at-length");
        await(
                Topics.HOLDS,
                DeadlineHold.class,
                asked -> asked.stream().anyMatch(hold -> hold.requestId().equals("fb-cancel")));

        upstream.cancel("fb-cancel");

        assertThat(end("fb-cancel").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        upstream.await("fb-cancel", Status.CONTROL_REFUSED);
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
        send("fb-behind-the-fence", person, "sms-on-failure");
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
    void anSmsProviderThatIsDownGetsTheSmsOnceItIsBack() throws IOException {
        sendInVain("fb-sms-down", "demo", "down");
        await(
                Topics.HOLDS,
                RetryHold.class,
                asked -> asked.stream().anyMatch(hold -> hold.task().requestId().equals("fb-sms-down")));

        down.start();

        assertThat(end("fb-sms-down").reason()).isNull();
        assertThat(down.journal().sms("fb-sms-down."))
                .singleElement()
                .satisfies(call -> assertThat(call.accepted()).isTrue());
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
        sendInVain("fb-viber", "demo", "viber-then-sms");

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
                .filteredOn(FallbackIT::isTriggered)
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
        sendInVain(ids.getFirst(), "capped", "sms-on-failure");
        assertThat(end(ids.getFirst()).reason()).isNull();

        sendInVain(ids.getLast(), "capped", "sms-on-failure");

        DeliveryResult refused = end(ids.getLast());
        assertThat(refused.status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(refused.reason()).isEqualTo(Reason.SMS_CAP_REACHED);
        assertThat(journal.sms(ids.getFirst() + ".")).hasSize(1);
        assertThat(journal.sms(ids.getLast() + ".")).isEmpty();
        assertThat(HttpText.get(tidings.metricsUrls().getLast()))
                .containsPattern("tidings_fallback_capped_tenants(\\{.*\\})? 1\\.0");
    }

    private static void sendInVain(String id, String tenant, String policy) {
        String person = someoneWith("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update");
        send(id, person, tenant, policy);
    }

    /** As Kafka's clients choose it for a key. */
    private static int partition(String id) {
        return Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    @Test
    void noSmsFollowsOnceItIsSwitchedOffWhileADeadlineRuns() {
        String person = someoneSilent();
        send("fb-off", person, "switched", "undelivered-at-length");
        upstream.await("fb-off", Status.SENT);
        publish(List.of(new SmsService("switched", false, null)));
        catalog.awaitAll();

        simulator.report("whatsapp", person, ReceiptKind.UNDELIVERED);

        DeliveryResult end = end("fb-off");
        assertThat(end.status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(end.reason()).isEqualTo(Reason.SMS_NOT_ENABLED);
        assertThat(journal.sms("fb-off.")).isEmpty();
    }

    /** A report of failure fires at once; every one of them, and each once. */
    @Test
    void aStormOfFailuresLeadsToOneSmsEach() {
        List<String> ids = numbered("fb-storm-", STORM);
        IntStream.range(0, STORM)
                .forEach(i -> upstream.send(
                        ids.get(i),
                        "storm",
                        // The simulator reports of such numbers that they are not on WhatsApp.
                        "+1%d131026".formatted(2_000 + i % 8_000),
                        request -> request.fallback("storm", ids.get(i) + ".")));

        List<DeliveryResult> results = upstream.awaitEach(ids, FallbackIT::isEnd);

        assertThat(triggered(results, "fb-storm-"))
                .allMatch(decision -> decision.reason() == Reason.RECIPIENT_NOT_ON_CHANNEL)
                .extracting(DeliveryResult::requestId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(texted(stormy.journal(), "fb-storm-")).containsExactlyInAnyOrderElementsOf(ids);
    }
}
