package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Status;
import dev.tidings.testbed.broker.HttpText;
import dev.tidings.testbed.broker.Journal;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.JournalEntry;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built services as processes, driven by the command line; the simulator's journal is held against the results. */
class EndToEndIT {
    private static final String TO = "+6581234567";
    private static final int KILLED = 100;
    /** Milliseconds by which a busy machine may bring two calls closer together. */
    private static final long HELD_UP = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path data;

    private static LocalInstallation tidings;
    private static Upstream upstream;
    private static SimulatorClient simulator;
    private static Journal journal;

    @BeforeAll
    static void up() {
        tidings = new LocalInstallation(data, 21090);
        tidings.tidings("up", "--detach");
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

    @Test
    void deliversAnImmediateSendOnce() {
        upstream.send("e2e-now", TO);

        assertThat(upstream.await("e2e-now", Status.SENT, Status.DELIVERED))
                .containsExactlyInAnyOrder(Status.SENT, Status.DELIVERED);
        assertThat(journal.of("e2e-now")).singleElement().satisfies(call -> {
            assertThat(call.accepted()).isTrue();
            assertThat(call.body()).contains("order_update", "Ann");
        });
    }

    @Test
    void callsTheProviderForATimedSendWhenItIsDueAndNotBefore() {
        upstream.send("e2e-later", TO, request -> request.sendAt(Upstream.in(Duration.ofSeconds(3))));

        assertThat(upstream.await("e2e-later", Status.SENT, Status.DELIVERED))
                .startsWith(Status.HELD)
                .containsExactlyInAnyOrder(Status.HELD, Status.SENT, Status.DELIVERED);
        DeliveryResult held = upstream.results("e2e-later").getFirst();
        assertThat(journal.of("e2e-later"))
                .singleElement()
                .satisfies(call ->
                        assertThat(Instant.ofEpochMilli(call.receivedAt())).isAfterOrEqualTo(held.dueAt()));
    }

    @Test
    void neverCallsTheProviderForACancelledSend() {
        upstream.send("e2e-cancel", TO, request -> request.sendAt(Upstream.in(Duration.ofHours(1))));
        upstream.await("e2e-cancel", Status.HELD);

        tidings.tidings("cancel", "e2e-cancel", "--tenant", "demo");

        assertThat(upstream.await("e2e-cancel", Status.CANCELLED)).containsExactly(Status.HELD, Status.CANCELLED);
        assertThat(journal.of("e2e-cancel")).isEmpty();
    }

    @Test
    void holdsACampaignBackInEveryPartitionUntilItIsResumed() {
        List<String> ids =
                IntStream.range(0, 30).mapToObj(i -> "e2e-paused-" + i).toList();
        ids.forEach(id -> upstream.send(
                id, TO, request -> request.campaign("e2e-autumn").sendAt(Upstream.in(Duration.ofSeconds(8)))));
        tidings.tidings("campaign", "pause", "e2e-autumn", "--tenant", "demo");
        upstream.awaitEach(ids, result -> "its campaign is paused".equals(result.detail()));
        assertThat(ids).allSatisfy(id -> assertThat(journal.of(id)).isEmpty());

        tidings.tidings("campaign", "resume", "e2e-autumn", "--tenant", "demo");

        upstream.awaitEach(ids, result -> result.status() == Status.SENT);
        assertThat(ids).allSatisfy(id -> assertThat(journal.of(id)).hasSize(1));
    }

    @Test
    void neverCallsTheProviderForACancelledCampaign() {
        List<String> ids =
                IntStream.range(0, 30).mapToObj(i -> "e2e-dropped-" + i).toList();
        ids.forEach(id -> upstream.send(
                id, TO, request -> request.campaign("e2e-winter").sendAt(Upstream.in(Duration.ofSeconds(8)))));
        tidings.tidings("campaign", "cancel", "e2e-winter", "--tenant", "demo");

        upstream.awaitEach(ids, result -> result.status() == Status.CANCELLED);
        assertThat(ids).allSatisfy(id -> assertThat(journal.of(id)).isEmpty());
    }

    @Test
    void rejectsWhatIsKnownToBeWrongWithoutCallingTheProvider() {
        upstream.send("e2e-reject", "+65-not-a-number");

        assertThat(upstream.await("e2e-reject", Status.REJECTED)).containsExactly(Status.REJECTED);
        assertThat(journal.of("e2e-reject")).isEmpty();
    }

    @Test
    void fallsBackToOneSmsWhenTheProviderRefuses() {
        tidings.tidings("break", "whatsapp", "--template-deleted", "order_update");
        try {
            upstream.send("e2e-sms", TO, request -> request.fallback("sms-on-failure", "e2e-sms-text"));
            assertThat(upstream.await("e2e-sms", Status.FALLBACK_TRIGGERED))
                    .contains(Status.FAILED, Status.FALLBACK_TRIGGERED);
            upstream.awaitEach(List.of("e2e-sms"), result -> result.step() == 2 && result.status() == Status.SENT);
        } finally {
            tidings.tidings("heal");
        }
        assertThat(journal.sms("e2e-sms-text")).hasSize(1);
        assertThat(tidings.tidings("show", "e2e-sms")).contains("FALLBACK_TRIGGERED", "sms-on-failure");
    }

    @Test
    void noLogAndNoMetricHoldsANumberATextOrASecret() throws IOException {
        String number = "+6598765432";
        upstream.send(
                "e2e-canary",
                number,
                request -> request.template("order_update", "en", Map.of("name", "e2e-canary-name")));
        upstream.await("e2e-canary", Status.DELIVERED);

        List<String> seen = new ArrayList<>(tidings.logs());
        tidings.metricsUrls().forEach(url -> seen.add(HttpText.get(url)));

        assertThat(seen).hasSizeGreaterThan(6);
        List<String> forbidden = new ArrayList<>(List.of(number, "e2e-canary-name"));
        forbidden.addAll(tidings.secrets());
        assertThat(forbidden).hasSizeGreaterThan(4);
        for (String word : forbidden) {
            assertThat(seen.stream().anyMatch(text -> text.contains(word)))
                    .as("a log or a metric holds something that it must not")
                    .isFalse();
        }
    }

    @Test
    void releasesEveryHeldSendWhenTheSchedulerIsKilledAndStartedAgain() {
        List<String> ids = ids("e2e-kill-scheduler-");
        Instant due = Upstream.in(Duration.ofSeconds(4));
        ids.forEach(id -> upstream.send(id, number(ids.indexOf(id)), request -> request.sendAt(due)));

        killAndRestart("scheduler");

        assertThat(endsHeldAgainstTheJournal(ids))
                .extracting(DeliveryResult::status)
                .containsOnly(Status.SENT);
    }

    @Test
    void endsEveryCallThatWasUnderWayWhenTheDispatcherWasKilledAndMakesNoneTwice() {
        List<String> ids = ids("e2e-kill-dispatcher-");
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.LATENCY, "1s-8s"));
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.NO_RECEIPTS, null));
        try {
            ids.forEach(id -> upstream.send(id, number(ids.indexOf(id))));
            simulator.awaitCalls(
                    "whatsapp", KILLED / 2, call -> call.body().contains("e2e-kill-dispatcher-"), PATIENCE);

            killAndRestart("dispatcher");

            assertThat(endsHeldAgainstTheJournal(ids))
                    .extracting(DeliveryResult::status)
                    .as("what was under way is in doubt")
                    .contains(Status.UNKNOWN);
        } finally {
            simulator.heal("whatsapp");
        }
    }

    @Test
    void sendsOneSmsForEachFailureAlthoughFallbackIsKilledMeanwhile() {
        List<String> ids = ids("e2e-kill-fallback-");
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update"));
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.LATENCY, "1s-8s"));
        try {
            ids.forEach(id -> upstream.send(
                    id, number(ids.indexOf(id)), request -> request.fallback("sms-on-failure", id + ".")));
            simulator.awaitCalls("sms", 1, call -> call.body().contains("e2e-kill-fallback-"), PATIENCE);

            killAndRestart("fallback");

            upstream.awaitEach(ids, result -> result.status() == Status.FALLBACK_TRIGGERED);
        } finally {
            simulator.heal("whatsapp");
        }
        simulator.awaitCalls("sms", KILLED, call -> call.body().contains("e2e-kill-fallback-"), PATIENCE);
        ids.forEach(id -> assertThat(journal.sms(id + ".")).as(id).hasSize(1));
    }

    @Test
    void aDispatcherThatIsStoppedLetsEndWhatIsUnderWay() {
        List<String> ids = ids("e2e-stop-dispatcher-");
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.LATENCY, "1s-3s"));
        try {
            ids.forEach(id -> upstream.send(id, number(ids.indexOf(id))));
            simulator.awaitCalls(
                    "whatsapp", KILLED / 2, call -> call.body().contains("e2e-stop-dispatcher-"), PATIENCE);

            tidings.tidings("restart", "dispatcher");

            assertThat(endsHeldAgainstTheJournal(ids))
                    .extracting(DeliveryResult::status)
                    .containsOnly(Status.SENT);
        } finally {
            simulator.heal("whatsapp");
        }
    }

    /**
     * The simulator's account has WhatsApp's own limit, since the catalog says nothing else. By the provider's clock what a busy
     * machine holds up on its way comes closer together than it left; to the millisecond the limit is tested in the dispatcher.
     */
    @Test
    void sendsNotFasterThanTheAccountMay() {
        List<String> ids =
                IntStream.range(0, 240).mapToObj(i -> "e2e-limit-" + i).toList();
        ids.forEach(id -> upstream.send(id, number(ids.indexOf(id) % KILLED)));

        assertThat(ends(ids)).containsKeys(ids.toArray(String[]::new));
        long[] calls = simulator.journal("whatsapp", 0).stream()
                .filter(call -> call.body().contains("\"e2e-limit-"))
                .mapToLong(JournalEntry::receivedAt)
                .sorted()
                .toArray();
        assertThat(calls).as("each once").hasSize(ids.size());
        for (int i = 0; i + 80 < calls.length; i++) {
            long others = calls.length - 1L - i;
            assertThat(calls[calls.length - 1] - calls[i])
                    .as("%d calls from the %d. on", others, i + 1)
                    .isGreaterThanOrEqualTo(others * 1_000 / 80 - HELD_UP);
        }
    }

    @Test
    void aStormOfRefusalsForHasteLosesNothing() {
        List<String> ids = ids("e2e-storm-");
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.THROTTLE, null));
        try {
            ids.forEach(id -> upstream.send(id, number(ids.indexOf(id))));
            simulator.awaitCalls(
                    "whatsapp", 2, call -> call.status() == 429 && call.body().contains("e2e-storm-"), PATIENCE);
        } finally {
            simulator.heal("whatsapp");
        }

        assertThat(endsHeldAgainstTheJournal(ids))
                .extracting(DeliveryResult::status)
                .containsOnly(Status.SENT);
    }

    @Test
    void whatTheProviderTookWithoutSayingSoIsClearedUpByItsReceiptsAndNotRepeated() {
        // Fewer than make the account's breaker open.
        List<String> ids =
                IntStream.range(0, 15).mapToObj(i -> "e2e-reset-" + i).toList();
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.RESET_AFTER_ACCEPT, null));
        try {
            // High: without a receipt it would be sent again.
            ids.forEach(id -> upstream.send(id, number(ids.indexOf(id)), request -> request.priority(Priority.HIGH)));
            assertThat(endsHeldAgainstTheJournal(ids))
                    .extracting(DeliveryResult::status)
                    .containsOnly(Status.SENT);
        } finally {
            simulator.heal("whatsapp");
        }
        assertThat(ids).allSatisfy(id -> assertThat(journal.of(id)).hasSize(1));
    }

    private static List<String> ids(String prefix) {
        return IntStream.range(0, KILLED).mapToObj(i -> prefix + i).toList();
    }

    private static String number(int i) {
        return "+65812300%02d".formatted(i);
    }

    private static void killAndRestart(String service) {
        tidings.tidings("kill", service);
        tidings.tidings("restart", service);
    }

    /** The one outcome of each request, which the provider's record must bear out. */
    private static List<DeliveryResult> endsHeldAgainstTheJournal(List<String> ids) {
        Map<String, List<DeliveryResult>> ends = ends(ids);
        return ids.stream()
                .map(id -> {
                    assertThat(ends.getOrDefault(id, List.of())).as(id).hasSize(1);
                    DeliveryResult end = ends.getOrDefault(id, List.of()).getFirst();
                    long accepted = journal.of(id).stream()
                            .filter(JournalEntry::accepted)
                            .count();
                    if (end.status() == Status.SENT && !end.possibleDuplicate()) {
                        assertThat(accepted).as(id).isEqualTo(1);
                    } else {
                        // A doubtful send of a request that is not of high priority is given up, and never made twice.
                        assertThat(end.status()).as(id).isEqualTo(Status.UNKNOWN);
                        assertThat(accepted).as(id).isLessThanOrEqualTo(1);
                    }
                    return end;
                })
                .toList();
    }

    /** The outcomes of each request, once all have one; repeats of one event left out. */
    private static Map<String, List<DeliveryResult>> ends(List<String> ids) {
        return Ends.of(upstream.awaitEach(ids, Ends::isEnd)).stream()
                .collect(Collectors.groupingBy(DeliveryResult::requestId));
    }
}
