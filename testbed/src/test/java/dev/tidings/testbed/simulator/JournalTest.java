package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    @TempDir
    private Path folder;

    @Test
    void keepsEveryCallInOrder() throws IOException {
        try (Sim sim = Sim.start()) {
            sim.whatsapp(Sim.text("first"));
            sim.sms("+6581234567", "second");
            sim.whatsapp(Sim.text(""));
            List<JournalEntry> whatsapp = sim.control.journal("whatsapp", 0);
            assertThat(whatsapp).extracting(JournalEntry::seq).containsExactly(1L, 3L);
            assertThat(whatsapp).extracting(JournalEntry::accepted).containsExactly(true, false);
            JournalEntry first = whatsapp.getFirst();
            assertThat(first.account()).isEqualTo("100000000000001");
            assertThat(first.to()).isEqualTo(Sim.RECIPIENT);
            assertThat(first.path()).isEqualTo(Sim.WHATSAPP_PATH);
            assertThat(first.body()).isEqualTo(Json.write(Sim.text("first")));
            assertThat(first.receivedAt()).isEqualTo(sim.clock.millis());
            assertThat(sim.control.journal("sms", 0).getFirst().providerMessageId())
                    .startsWith("SM");
            assertThat(sim.control.journal("whatsapp", 1)).hasSize(1);
        }
    }

    @Test
    void listsAllChannelsUpToALimit() throws IOException {
        try (Sim sim = Sim.start()) {
            sim.whatsapp(Sim.text("first"));
            sim.sms("+6581234567", "second");
            assertThat(sim.control("GET", "/_sim/journal", "").json()).hasSize(2);
            assertThat(sim.control("GET", "/_sim/journal?limit=1", "")
                            .json()
                            .at("/0/seq")
                            .asInt())
                    .isEqualTo(1);
            assertThat(sim.control("GET", "/_sim/journal?after=x", "").status()).isEqualTo(400);
        }
    }

    @Test
    void holdsAnAnswerUntilThereIsACall() throws Exception {
        try (Sim sim = Sim.start()) {
            CompletableFuture<List<JournalEntry>> waiting =
                    CompletableFuture.supplyAsync(() -> sim.control.awaitCalls("sms", 1, _ -> true, Sim.PATIENCE));
            sim.whatsapp(Sim.text("not this one"));
            sim.sms("+6581234567", "this one");
            assertThat(waiting.get(10, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @Test
    void goesOnCountingWhenOpenedAgainEvenAfterATornLine() throws IOException {
        SimulatorOptions options =
                SimulatorOptions.onAnyPort(Sim.accounts(null)).keepingJournalIn(folder);
        try (Sim sim = Sim.start(options)) {
            sim.whatsapp(Sim.text("before"));
        }
        Files.writeString(folder.resolve("journal.jsonl"), "{\"seq\":2,\"rec", StandardOpenOption.APPEND);
        try (Sim sim = Sim.start(options)) {
            sim.whatsapp(Sim.text("after"));
            assertThat(sim.control.journal("whatsapp", 0))
                    .extracting(JournalEntry::seq)
                    .containsExactly(1L, 2L);
        }
        assertThat(Files.readAllLines(folder.resolve("journal.jsonl"))).hasSize(3);
    }

    @Test
    void isOnDiskBeforeTheCallIsAnswered() throws IOException {
        try (Sim sim = Sim.start(SimulatorOptions.onAnyPort(Sim.accounts(null)).keepingJournalIn(folder))) {
            sim.whatsapp(Sim.text("hello"));
            assertThat(Files.readAllLines(folder.resolve("journal.jsonl"))).hasSize(1);
        }
    }

    @Test
    void forgetsTheOldestBeyondItsCapacity() {
        Journal journal = Journal.inMemory(2);
        for (int i = 0; i < 3; i++) {
            journal.append(new JournalEntry(0, i, "sms", "", "", "", "", true, 201, null, null));
        }
        assertThat(journal.after(0, null, 10)).extracting(JournalEntry::seq).containsExactly(2L, 3L);
        assertThat(journal.calls()).isEqualTo(3);
    }

    @Test
    void tellsItsHealth() throws IOException {
        try (Sim sim = Sim.start()) {
            sim.whatsapp(Sim.text("hello"));
            assertThat(sim.control.health().path("status").asText()).isEqualTo("UP");
            assertThat(sim.control.health().path("accepted").asInt()).isEqualTo(1);
        }
    }
}
