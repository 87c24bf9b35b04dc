package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import dev.tidings.topics.Lane;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldEngineTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final Hand hand = new Hand();

    private static Samples.Request timed(String id) {
        return Samples.request(id).at(DUE);
    }

    @Test
    void releasesWhatIsDueStraightThrough() {
        hand.accept(Samples.request("a"));

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a");
        assertThat(hand.statuses()).isEmpty();
    }

    @Test
    void saysThatItHolds() {
        hand.accept(timed("a"));

        assertThat(hand.released()).isEmpty();
        assertThat(hand.results()).singleElement().satisfies(held -> {
            assertThat(held.status()).isEqualTo(Status.HELD);
            assertThat(held.eventId()).isEqualTo("a/0/0/HELD");
            assertThat(held.dueAt()).isEqualTo(DUE);
        });
    }

    @Test
    void releasesNothingOneMillisecondEarly() {
        hand.accept(timed("a")).tickAt(DUE.minusMillis(1));

        assertThat(hand.released()).isEmpty();
    }

    @Test
    void releasesWhenExactlyDue() {
        hand.accept(timed("a")).tickAt(DUE);

        assertThat(hand.of(Output.Released.class)).singleElement().satisfies(released -> {
            assertThat(released.task().dueAt()).isEqualTo(DUE);
            assertThat(released.late()).isZero();
        });
    }

    @Test
    void releasesOnce() {
        hand.accept(timed("a")).tickAt(DUE).tickAt(DUE).tickAt(DUE.plusSeconds(1));

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void releasesInTheOrderOfTheirTimes() {
        hand.accept(Samples.request("late").at(DUE.plusMillis(1)))
                .accept(timed("early"))
                .tickAt(DUE.plusSeconds(1));

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("early", "late");
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void releasesIntoTheLaneOfItsPriority(Priority priority) {
        hand.accept(Samples.request("a").priority(priority));

        assertThat(hand.of(Output.Released.class))
                .extracting(Output.Released::lane)
                .containsExactly(Lane.of(priority));
    }

    @Test
    void sendsTheWatchAlong() {
        hand.accept(timed("a").fallback("sms-on-failure"));
        assertThat(hand.of(Output.Watch.class)).isEmpty();

        hand.tickAt(DUE);

        assertThat(hand.of(Output.Watch.class)).hasSize(1);
    }

    @Test
    void writesAndScansNothingWhileNothingIsDue() {
        hand.accept(timed("a"));
        hand.tick();
        int writes = hand.stores.writes();
        int scans = hand.stores.scans();

        for (int i = 0; i < 900; i++) {
            hand.after(Duration.ofMillis(10)).tick();
        }

        assertThat(hand.stores.writes()).isEqualTo(writes);
        assertThat(hand.stores.scans()).isEqualTo(scans);
    }

    @Test
    void releasesABurstOfTheSameMillisecondInBoundedTicks() {
        Hand bounded = new Hand(1_000, 4_000);
        for (int i = 0; i < 10_000; i++) {
            bounded.accept(timed("r" + i));
        }
        bounded.clock(DUE);

        assertThat(bounded.tick()).isTrue();
        assertThat(bounded.released()).hasSize(1_000);
        assertThat(bounded.tick()).isTrue();
        assertThat(bounded.released()).hasSize(3_000);
        assertThat(bounded.tick()).isTrue();
        assertThat(bounded.tick()).isFalse();

        assertThat(bounded.released())
                .extracting(SendTask::requestId)
                .doesNotHaveDuplicates()
                .hasSize(10_000);
    }

    @Test
    void stopsATickThatTakesTooLong() {
        for (int i = 0; i < 1_000; i++) {
            hand.accept(timed("r" + i));
        }
        hand.eachLookAtTheClockTakes(Duration.ofMillis(8));
        hand.clock(DUE);

        assertThat(hand.tick()).isTrue();

        assertThat(hand.released()).hasSizeBetween(1, 256);
    }

    @Test
    void goesOnBehindTheCursorAfterARestart() {
        Hand bounded = new Hand(10, 10);
        for (int i = 0; i < 15; i++) {
            bounded.accept(timed("r" + i));
        }
        bounded.tickAt(DUE).restart().tick();

        assertThat(bounded.released())
                .extracting(SendTask::requestId)
                .doesNotHaveDuplicates()
                .hasSize(15);
    }

    @Test
    void releasesNeitherEarlyNorLateWhenTheClockStepsBack() {
        hand.accept(timed("a")).tickAt(DUE).clock(Samples.NOON);

        hand.accept(Samples.request("behind").at(DUE.minusSeconds(5)))
                .accept(Samples.request("ahead").at(DUE.plusSeconds(5)));
        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a");

        hand.tickAt(DUE.minusSeconds(5).minusMillis(1));
        assertThat(hand.released()).hasSize(1);
        hand.tickAt(DUE.minusSeconds(5));
        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a", "behind");
        hand.tickAt(DUE.plusSeconds(5));
        assertThat(hand.released()).hasSize(3);
    }

    @Test
    void findsWhatWasPutBehindTheCursorAfterARestart() {
        hand.accept(timed("a")).tickAt(DUE).clock(Samples.NOON);

        hand.accept(Samples.request("behind").at(DUE.minusSeconds(5))).restart().tickAt(DUE.minusSeconds(5));

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a", "behind");
    }

    @Test
    void refusesAnIdThatSpellsARetryWithoutLookingItUp() {
        SendTask task = hand.accept(Samples.request("a")).released().getFirst();
        hand.engine().retry(new RetryHold(task, DUE, "normal"), hand.millis());
        String spelt = EventIds.attemptId(task.requestId(), task.step(), task.attempt())
                + '@'
                + task.acceptedAt().toEpochMilli();

        hand.accept(Samples.request(spelt));

        assertThat(hand.statuses()).containsExactly(Status.REJECTED);
    }

    @Test
    void doesNothingAboutARepeat() {
        hand.accept(timed("a")).accept(timed("a")).tickAt(DUE).accept(timed("a"));

        assertThat(hand.released()).hasSize(1);
        assertThat(hand.statuses()).containsExactly(Status.HELD);
        assertThat(hand.of(Output.Repeat.class)).hasSize(2);
    }

    @Test
    void rejectsOtherContentUnderTheSameId() {
        hand.accept(timed("a"))
                .accept(timed("a").text("other"))
                .accept(timed("a").text("third"))
                .tickAt(DUE);

        assertThat(hand.released()).hasSize(1);
        assertThat(hand.results())
                .filteredOn(result -> result.status() == Status.REJECTED)
                .allSatisfy(result -> {
                    assertThat(result.reason()).isEqualTo(Reason.REQUEST_CONFLICT);
                    assertThat(result.policyId()).isNull();
                })
                .extracting(DeliveryResult::eventId)
                .containsExactly("a/0/0/REJECTED/0-1", "a/0/0/REJECTED/0-2");
    }

    @Test
    void remembersARejectedRequestToo() {
        hand.accept(Samples.request("a").to("1"))
                .accept(Samples.request("a").to("1"))
                .accept(Samples.request("a"));

        assertThat(hand.released()).isEmpty();
        assertThat(hand.results())
                .extracting(DeliveryResult::reason)
                .containsExactly(Reason.RECIPIENT_INVALID, Reason.REQUEST_CONFLICT);
    }

    @Test
    void answersAMalformedIdAndKeepsNothingOfIt() {
        hand.accept(Samples.request("a/1/1"));

        assertThat(hand.statuses()).containsExactly(Status.REJECTED);
        assertThat(hand.stores.memory()).isEmpty();
    }

    @Test
    void knowsARepeatUntilADayAfterItEnded() {
        hand.accept(timed("a")).tickAt(DUE);

        hand.tickAt(DUE.plus(Duration.ofHours(24)).minusMillis(1)).accept(timed("a"));

        assertThat(hand.released()).hasSize(1);
    }

    @Test
    void forgetsADayAndTheLatestReleaseAfterItWasDue() {
        hand.accept(timed("a").of(null))
                .accept(Samples.request("b").to("1"))
                .tickAt(DUE)
                .cancel("a");

        hand.tickAt(DUE.plus(Duration.ofHours(24)).plus(HoldStore.LATE));

        assertThat(hand.stores.waiting()).isEmpty();
        hand.accept(timed("a").of(null));
        assertThat(hand.released()).hasSize(2);
    }

    /** What nothing ran to release in time is remembered from its release on, not from when it was due. */
    @Test
    void remembersWhatWasReleasedLateForADayToo() {
        Instant late = DUE.plus(Duration.ofHours(30));
        hand.accept(timed("a").validFor(Duration.ofDays(7))).tickAt(late);
        assertThat(hand.released()).hasSize(1);

        hand.tickAt(late.plus(Duration.ofHours(24)).minusMillis(1))
                .accept(timed("a").validFor(Duration.ofDays(7)));

        assertThat(hand.released()).hasSize(1);
    }

    /** The cursor is where it was, so what is put there again must not be taken for released. */
    @Test
    void aClockThatWasSetBackReleasesNothingEarlyAndKeepsNothingWaiting() {
        hand.accept(timed("a").at(DUE.plusSeconds(3_000))).tickAt(DUE.plusSeconds(3_000));
        hand.clock(DUE).accept(timed("b").at(DUE.plusSeconds(60)));

        hand.tickAt(DUE.plusSeconds(59));
        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a");
        hand.tickAt(DUE.plusSeconds(60));

        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("a", "b");
    }

    @Test
    void forgetsAlsoWhileMoreIsDueThanATickReleases() {
        Hand busy = new Hand(1, 1).accept(Samples.request("old"));
        Instant aDayLater = Samples.NOON.plus(Duration.ofHours(25));
        busy.accept(Samples.request("b").at(aDayLater))
                .accept(Samples.request("c").at(aDayLater));

        busy.tickAt(aDayLater);

        assertThat(busy.released()).hasSize(2);
        assertThat(busy.stores.memory()).doesNotContainKey(EntryId.send("old"));
    }

    @Test
    void handsOutAnEntryThatCannotBeReadAndGoesOn() {
        hand.accept(timed("a")).accept(timed("b"));
        hand.stores
                .all()
                .put(
                        new DueKey(DUE.toEpochMilli(), Kind.SEND, "a"),
                        new MemoryStores.Waits(
                                new HoldState.Noted(), new Held.Unreadable(ByteBuffer.wrap(new byte[] {7}), "broken")));

        hand.tickAt(DUE);

        assertThat(hand.of(Output.Unreadable.class))
                .singleElement()
                .satisfies(entry -> assertThat(entry.key().id()).isEqualTo("a"));
        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("b");
    }

    @Test
    void aRequestWhoseStateCannotBeReadGoesToTheDeadLettersAndStopsNothing() {
        hand.accept(timed("a").validFor(Duration.ofSeconds(1))).accept(timed("b"));
        hand.stores.breakState(EntryId.send("a"));

        hand.tickAt(DUE.plusSeconds(1));

        assertThat(hand.of(Output.Unreadable.class))
                .singleElement()
                .satisfies(entry -> assertThat(entry.key().id()).isEqualTo("a"));
        assertThat(hand.released()).extracting(SendTask::requestId).containsExactly("b");
    }

    @Test
    void anIdWhoseStateCannotBeReadIsAnsweredAndNotSentAgain() {
        hand.accept(timed("a"));
        hand.stores.breakState(EntryId.send("a"));

        hand.accept(timed("a")).cancel("a");

        assertThat(hand.results()).extracting(DeliveryResult::status).endsWith(Status.REJECTED, Status.CONTROL_REFUSED);
        assertThat(hand.stores.waiting().keySet())
                .filteredOn(key -> key.kind() == Kind.SEND)
                .hasSize(1);
    }
}
