package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.testbed.broker.Journal;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fallback as users meet it, with deadlines of ten seconds: who gets an SMS, when, how often, and why. */
class FallbackIT {
    private static final Duration AFTER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLED = 50;
    private static final int STORM = Integer.getInteger("tidings.test.storm", 200);

    private static final String POLICIES = """
            {"policies": [
              {"policyId": "undelivered", "version": 1, "triggers": ["SEND_FAILED", "UNDELIVERED"], "after": "10s",
               "steps": [{"channel": "sms", "accountId": "shop"}]},
              {"policyId": "unread", "version": 1, "triggers": ["SEND_FAILED", "UNREAD"], "after": "10s",
               "steps": [{"channel": "sms", "accountId": "shop"}]}
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
        Path policies = Files.writeString(data.resolve("policies.json"), POLICIES);
        tidings.tidings("catalog", "load", policies.toString());
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

    @AfterEach
    void heal() {
        simulator.heal("whatsapp");
        simulator.heal("sms");
    }

    private static void send(String id, String policy) {
        upstream.send(id, someone(), request -> request.fallback(policy, id + "."));
    }

    /** Never the same: WhatsApp takes only so many for one. */
    private static String someone() {
        return "+6581" + (100_000 + PEOPLE.getAndIncrement());
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

    private static Instant when(List<DeliveryResult> results, String id, Status status) {
        List<DeliveryResult> own =
                results.stream().filter(result -> result.requestId().equals(id)).toList();
        return own.stream()
                .filter(result -> result.status() == status && result.step() <= 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + status + " in " + own))
                .occurredAt();
    }

    @Test
    void whatIsDeliveredInTimeIsFollowedByNothing() {
        send("fb-delivered", "undelivered");

        assertThat(end("fb-delivered").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-delivered.")).isEmpty();
    }

    @Test
    void whatNobodyDeliversIsFollowedByOneSmsEachAlthoughFallbackIsKilledAtTheDeadline() {
        List<String> ids =
                IntStream.range(0, KILLED).mapToObj(i -> "fb-silent-" + i).toList();
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.NO_RECEIPTS, null));
        ids.forEach(id -> send(id, "undelivered"));
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

    @Test
    void aReaderWhoIsTooLateHasGotOneSmsAndTheReadingIsToldAllTheSame() {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.READ, "13s"));
        send("fb-read-late", "unread");

        assertThat(end("fb-read-late").status()).isEqualTo(Status.FALLBACK_ENDED);
        upstream.awaitEach(List.of("fb-read-late"), result -> result.status() == Status.READ);
        assertThat(journal.sms("fb-read-late.")).hasSize(1);
    }

    @Test
    void aReaderInTimeGetsNothingMore() {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.READ, "3s"));
        send("fb-read", "unread");

        assertThat(end("fb-read").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(journal.sms("fb-read.")).isEmpty();
    }

    @Test
    void whatIsCancelledWhileItsDeadlineRunsIsFollowedByNothing() {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.NO_RECEIPTS, null));
        send("fb-cancel", "undelivered");
        upstream.await("fb-cancel", Status.SENT);

        tidings.shell("./tidings cancel fb-cancel --tenant demo || true");

        assertThat(end("fb-cancel").status()).isEqualTo(Status.FALLBACK_NOT_NEEDED);
        assertThat(upstream.await("fb-cancel", Status.FALLBACK_NOT_NEEDED)).contains(Status.CONTROL_REFUSED);
        assertThat(journal.sms("fb-cancel.")).isEmpty();
    }

    @Test
    void anSmsProviderThatIsDownGetsTheSmsOnceItIsBack() {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update"));
        simulator.set(Behaviour.of("sms", BehaviourKind.THROTTLE, null));
        send("fb-sms-down", "sms-on-failure");
        simulator.awaitCalls("sms", 2, call -> call.body().contains("fb-sms-down."), PATIENCE);

        simulator.heal("sms");

        assertThat(end("fb-sms-down").status()).isEqualTo(Status.FALLBACK_ENDED);
        assertThat(journal.sms("fb-sms-down."))
                .filteredOn(call -> call.accepted())
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

    /** A report of failure fires at once; every one of them, and each once. */
    @Test
    void aStormOfFailuresLeadsToOneSmsEach() {
        List<String> ids =
                IntStream.range(0, STORM).mapToObj(i -> "fb-storm-" + i).toList();
        IntStream.range(0, STORM)
                .forEach(i -> upstream.send(
                        ids.get(i),
                        // The simulator reports of such numbers that they are not on WhatsApp.
                        "+1%d131026".formatted(2_000 + i % 8_000),
                        request -> request.fallback("undelivered", ids.get(i) + ".")));

        upstream.awaitEach(ids, FallbackIT::isEnd);

        assertThat(simulator.journal("sms", 0).stream()
                        .filter(call -> call.body().contains("fb-storm-"))
                        .filter(call -> call.accepted()))
                .hasSize(STORM);
    }
}
