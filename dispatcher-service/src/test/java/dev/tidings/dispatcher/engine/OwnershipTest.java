package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.ACCEPTED;
import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Event;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Partitions that come, go, and are lost. */
class OwnershipTest {
    private static final Duration UNTIL_JUDGED =
            Duration.ofSeconds(13).plus(Takeovers.CLOCKS_APART).plusMillis(1);

    private final Turntable bench = new Turntable();

    private static AttemptStarted started(String requestId) {
        return new AttemptStarted(requestId, 1, 1, ACCEPTED, NOW, NOW.plusSeconds(13));
    }

    private static AttemptFinished accepted(String requestId) {
        return new AttemptFinished(
                requestId, 1, 1, ACCEPTED, OutcomeKind.ACCEPTED, null, null, null, "wamid.old", null, NOW);
    }

    /** What a former owner journaled, who may have read the lane up to offset 100. */
    private void inherit(Event... events) {
        bench.journal.written.addAll(List.of(events));
        bench.laneEnd(100);
    }

    private void lose() {
        bench.loop.onPartitionsLost(List.of(Turntable.PARTITION));
    }

    @Test
    void readsTheJournalFromWhereTheFormerOwnerSays() {
        bench.consumer.rebalance(List.of(Turntable.PARTITION));
        bench.committed(7, "v1 journal=42");
        bench.turn();
        assertThat(bench.journal.asked).containsExactly(Map.of(3, OptionalLong.of(42)));
    }

    @Test
    void readsTheJournalFromTheBeginningWhereThatCannotBeRead() {
        bench.consumer.rebalance(List.of(Turntable.PARTITION));
        bench.committed(7, "something else");
        bench.turn();
        assertThat(bench.journal.asked).containsExactly(Map.of(3, OptionalLong.empty()));
    }

    @Test
    void startsNothingBeforeTheJournalWasRead() {
        bench.journal.broken = true;
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        assertThat(bench.tasks).isEmpty();
        assertThat(bench.loop.isReady()).isFalse();
        assertThat(bench.committedOffset()).isEqualTo(-1);
        bench.journal.broken = false;
        bench.pass(Duration.ofSeconds(1));
        bench.turn();
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.loop.isReady()).isTrue();
    }

    @Test
    void publishesAgainWhatIsOverAndCallsNobody() {
        inherit(started("a"), accepted("a"));
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.topics()).doesNotContain(Topics.ATTEMPTS);
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void passesOverWhatAFormerOwnerTellsToBeComplete() {
        bench.committed(0, "v1 journal=0 done=rAQE");
        bench.assign();
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").make());
        bench.feed(2, task("c").make());
        bench.turn();
        bench.run();
        bench.commit();

        assertThat(bench.results()).containsExactly("a:SENT", "c:SENT");
        assertThat(bench.committedOffset()).isEqualTo(3);
    }

    @Test
    void tellsTheNextOwnerWhatIsCompleteBeyondTheLowestThatIsNot() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").make());
        bench.turn();
        bench.tasks.addLast(bench.tasks.removeFirst());
        bench.runOne();
        bench.commit();

        assertThat(bench.committedPoint()).map(CommitPoint::offset).hasValue(0L);
        assertThat(bench.committedPoint())
                .map(CommitPoint::completed)
                .hasValueSatisfying(completed -> assertThat(completed.has(1)).isTrue());
    }

    @Test
    void bringsNothingNewWhileThereIsHardlyPlaceToTellWhatIsComplete() {
        int most = 1_200;
        byte[] everySixteenth = new byte[2 * most];
        for (int i = 0; i < most; i++) {
            everySixteenth[2 * i] = 0b10;
        }
        Turntable wide = new Turntable(2 * most);
        wide.committed(0, "v1 journal=0 done=b" + Base64.getUrlEncoder().encodeToString(everySixteenth));
        wide.assign();
        for (int i = 0; i < most; i++) {
            wide.feed(16L * i, task("open" + i).to("+" + (6_580_000_000L + i)).make());
            wide.feed(16L * i + 1, task("complete" + i).make());
            if (i % 100 == 0) {
                wide.turn();
            }
        }
        wide.turn();
        wide.commit();
        wide.turn();
        assertThat(wide.tasks).hasSize(most);
        assertThat(wide.consumer.paused()).contains(Turntable.PARTITION);

        wide.run();
        wide.commit();
        wide.turn();
        assertThat(wide.consumer.paused()).isEmpty();
        assertThat(wide.channels.calls).hasSize(most).allMatch(call -> call.startsWith("open"));
    }

    @Test
    void judgesNobodyBeforeTheFormerOwnersTimeIsOver() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.pass(Duration.ofSeconds(13));
        bench.turn();
        bench.run();
        assertThat(bench.results()).isEmpty();
        assertThat(bench.channels.calls).isEmpty();
    }

    @Test
    void callsWhatWasBegunUncertainWhenItsTimeIsOver() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").over("sms").make());
        bench.turn();
        bench.pass(UNTIL_JUDGED);
        bench.turn();
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:UNKNOWN");
        assertThat(Turntable.end(bench.events(Topics.ATTEMPTS).getFirst()).outcome())
                .isEqualTo(OutcomeKind.UNCERTAIN);
    }

    @Test
    void resendsWhatWasBegunWhereToldTo() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").resending().make());
        bench.turn();
        bench.pass(UNTIL_JUDGED);
        bench.turn();
        bench.turn();
        bench.run();
        RetryHold hold = (RetryHold) bench.events(Topics.HOLDS).getFirst();
        assertThat(hold.task().possibleDuplicate()).isTrue();
        assertThat(hold.task().attempt()).isEqualTo(2);
    }

    @Test
    void judgesNobodyWhoseOwnerMayHaveTimeLeftByItsOwnClock() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").over("sms").make());
        bench.turn();
        bench.pass(UNTIL_JUDGED.minusMillis(2));
        bench.turn();
        bench.turn();
        bench.run();
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void waitsOnWhereTheFormerOwnerBeganAnewMeanwhile() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").over("sms").make());
        bench.turn();
        bench.journal.written.add(new AttemptStarted("a", 1, 1, ACCEPTED, NOW, NOW.plusSeconds(20)));
        bench.pass(UNTIL_JUDGED);
        bench.turn();
        bench.turn();
        bench.run();
        assertThat(bench.results()).isEmpty();
        bench.pass(Duration.ofSeconds(8));
        bench.turn();
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:UNKNOWN");
    }

    @Test
    void readsTheJournalOnForNobodyWhosePartitionIsLost() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        lose();
        bench.pass(UNTIL_JUDGED);
        bench.turn();
        assertThat(bench.journal.asked).hasSize(1);
    }

    @Test
    void readsTheJournalForTwoLanesFromTheLowerOfTheirPlaces() {
        TopicPartition high = new TopicPartition(Lane.HIGH.topic(), Turntable.PARTITION.partition());
        bench.consumer.updateBeginningOffsets(Map.of(high, 0L));
        bench.consumer.updateEndOffsets(Map.of(high, 0L));
        bench.consumer.rebalance(List.of(Turntable.PARTITION, high));
        bench.committed(7, "v1 journal=42");
        bench.consumer.commitSync(Map.of(high, new OffsetAndMetadata(9, "v1 journal=11")));
        bench.turn();
        assertThat(bench.journal.asked).containsExactly(Map.of(3, OptionalLong.of(11)));
    }

    @Test
    void hearsTheFormerOwnersLastWord() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.journal.written.add(accepted("a"));
        bench.pass(UNTIL_JUDGED);
        bench.turn();
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:SENT");
    }

    @Test
    void letsOthersPassWhileOneWaitsForItsTime() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").to("ann").make());
        bench.feed(1, task("b").to("ann").make());
        bench.feed(2, task("c").to("bob").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.channels.calls).containsExactly("c");
        assertThat(bench.committedOffset()).isZero();
        assertThat(bench.committedPoint()).map(CommitPoint::journal).hasValue(0L);
    }

    @Test
    void sendsALaterRequestWithTheSameId() {
        inherit(started("daily-ann"), accepted("daily-ann"));
        bench.assign();
        bench.feed(
                0,
                task("daily-ann").acceptedAt(ACCEPTED.plus(Duration.ofDays(1))).make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).containsExactly("daily-ann");
    }

    @Test
    void tellsTheNextOwnerOfWhatAFormerOneHadBegunFurtherOn() {
        inherit(started("a"), accepted("a"), started("b"), accepted("b"));
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.committedOffset()).isEqualTo(1);
        assertThat(bench.committedPoint()).map(CommitPoint::journal).hasValue(0L);
    }

    @Test
    void forgetsTheJournalWhenAllThatAFormerOwnerCanHaveReadIsTakenIn() {
        inherit(started("a"), accepted("a"));
        bench.assign();
        bench.feed(99, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        bench.commit();
        assertThat(bench.committedOffset()).isEqualTo(100);
        assertThat(bench.committedPoint()).map(CommitPoint::journal).hasValue(2L);
    }

    @Test
    void readsTheWholeJournalWhereTheLaneBeginsBeforeWhatWasCommitted() {
        bench.consumer.rebalance(List.of(Turntable.PARTITION));
        bench.committed(7, "v1 journal=42");
        bench.turn();
        bench.turn();
        bench.consumer.seek(Turntable.PARTITION, 5);
        bench.feed(5, task("a").make());
        bench.turn();
        bench.turn();
        assertThat(bench.journal.asked).last().isEqualTo(Map.of(3, OptionalLong.empty()));
        assertThat(bench.channels.calls).isEmpty();
    }

    @Test
    void losesNothingWhereWhatWaitedForItsTimeComesBackWhileOthersAreTakenIn() {
        int open = 400;
        int few = DispatchProperties.POLL_RECORDS;
        Turntable narrow = new Turntable(1);
        List<SendTask> lane = new ArrayList<>();
        for (int i = 0; i < open; i++) {
            narrow.journal.written.add(started("open" + i));
            lane.add(task("open" + i).over("sms").make());
        }
        for (int i = open; i < open + 3 * few; i++) {
            lane.add(task("new" + i).make());
        }
        narrow.laneEnd(open);
        narrow.hold(lane.subList(0, open + 2 * few));
        narrow.assign();
        narrow.pass(UNTIL_JUDGED);

        // The former owner's time is over. One runs: the tasks behind it are those that put back what was parked.
        narrow.hold(lane);
        narrow.consumer.schedulePollTask(() -> {
            Runnable running = narrow.tasks.removeFirst();
            narrow.run();
            narrow.tasks.addFirst(running);
        });
        narrow.turn();
        // Some end, so that there is room for those that follow.
        for (int i = 0; i < 2 * few; i++) {
            narrow.runOne();
        }
        for (int i = 0; i < 40; i++) {
            narrow.pass(Duration.ofSeconds(2));
            narrow.run();
        }

        assertThat(narrow.results())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lane.size())
                        .mapToObj(i -> i < open ? "open" + i + ":UNKNOWN" : "new" + i + ":SENT")
                        .toList());
        narrow.commit();
        assertThat(narrow.committedOffset()).isEqualTo(lane.size());
    }

    @Test
    void readsWhatIsNotDoneAgainWhereThePartitionWasSetBackLessFar() {
        bench.hold(List.of(task("a").make(), task("b").make(), task("c").make()));
        bench.assign();
        bench.turn();
        Runnable first = bench.tasks.removeFirst();
        bench.run();
        bench.consumer.seek(Turntable.PARTITION, 2);
        for (int i = 0; i < 5; i++) {
            bench.turn();
        }
        first.run();
        bench.run();
        bench.commit();

        assertThat(bench.channels.calls).containsExactly("b", "c", "a");
        assertThat(bench.committedOffset()).isEqualTo(3);
    }

    @Test
    void startsNothingOfWhatWasLost() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").to("key-a").make());
        bench.turn();
        lose();
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void letsWhatRunsEndWhenThePartitionIsTakenAway() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.whenPaused(bench::run);
        bench.consumer.rebalance(List.of());
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void keepsNobodyWaitingForACallThatTakesLongWhenItsPartitionIsTakenAway() {
        bench.channels.script = _ -> {
            bench.consumer.rebalance(List.of());
            return new Outcome.Accepted("wamid");
        };
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(Duration.between(NOW, bench.clock.instant()))
                .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
        assertThat(bench.committedOffset()).isLessThanOrEqualTo(0);
        // Its end is its own to tell, and the next owner hears it.
        assertThat(bench.results()).containsExactly("a:SENT");
    }

    @Test
    void goesOnWithThePartitionsThatStayWhileOthersAreGivenBack() {
        TopicPartition other = new TopicPartition(Turntable.PARTITION.topic(), 4);
        bench.channels.limits = new AccountLimits(40, null, null);
        bench.consumer.updateBeginningOffsets(Map.of(other, 0L));
        bench.consumer.updateEndOffsets(Map.of(other, 0L));
        bench.consumer.rebalance(List.of(Turntable.PARTITION, other));
        bench.turn();
        bench.turn();
        bench.pass(Duration.ofSeconds(1));
        bench.feed(other, 0, task("slow").make());
        bench.turn();
        Runnable slow = bench.tasks.removeFirst();
        for (int i = 0; i < 30; i++) {
            bench.feed(i, task("r" + i).make());
        }
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).hasSizeLessThan(30);

        bench.whenPaused(() -> {
            bench.clock.pass(Duration.ofMillis(20));
            if (bench.tasks.size() == 1) {
                bench.run();
            }
        });
        bench.consumer.rebalance(List.of(Turntable.PARTITION));
        assertThat(bench.channels.calls).hasSize(30).doesNotContain("slow");
        slow.run();
    }

    @Test
    void ownsWhatRunsForAsLongAsItsEndWaitsForIt() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        Instant late = bench.clock.instant().plus(KafkaSettings.SURELY_A_MEMBER.multipliedBy(2));
        bench.whenPaused(() -> {
            bench.clock.pass(Duration.ofMillis(20));
            if (bench.clock.instant().isAfter(late)) {
                bench.run();
            }
        });
        bench.loop.end();
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void hasASmallerShareBeforeOthersHearThatAPartitionIsFree() {
        TopicPartition other = new TopicPartition(Turntable.PARTITION.topic(), 4);
        bench.channels.limits = new AccountLimits(40, null, null);
        bench.consumer.updateBeginningOffsets(Map.of(other, 0L));
        bench.consumer.updateEndOffsets(Map.of(other, 0L));
        bench.consumer.rebalance(List.of(Turntable.PARTITION, other));
        bench.turn();
        bench.turn();
        bench.pass(Duration.ofSeconds(2));
        bench.feed(0, task("a").make());
        bench.turn();
        bench.consumer.unanswered.add(LookUp.PARTITIONS);
        List<Instant> called = new ArrayList<>();
        bench.channels.script = _ -> {
            called.add(bench.clock.instant());
            return new Outcome.Accepted("wamid");
        };
        // When this returns, the group hears of it.
        bench.loop.onPartitionsRevoked(List.of(other));
        Instant free = bench.clock.instant();
        bench.run();
        assertThat(called)
                .as("when its new share has begun, by a start of its own")
                .singleElement()
                .satisfies(at -> assertThat(Duration.between(free, at)).isGreaterThan(Duration.ofSeconds(1)));
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.events(Topics.HOLDS)).isEmpty();
    }

    @Test
    void waitsAtItsEndAlsoForCallsOfPartitionsThatItGaveBackBefore() {
        List<Instant> ended = new ArrayList<>();
        bench.channels.script = _ -> {
            bench.consumer.rebalance(List.of());
            Instant given = bench.clock.instant();
            bench.loop.end();
            ended.add(given);
            ended.add(bench.clock.instant());
            return new Outcome.Accepted("wamid");
        };
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(Duration.between(ended.getFirst(), ended.getLast())).isGreaterThanOrEqualTo(Turntable.DRAIN_WITHIN);
    }

    @Test
    void saysThatThereWasNoCallWhereThePartitionWentAwayAfterTheStart() {
        bench.channels.limits = new AccountLimits(80, null, null);
        bench.assign();
        bench.pass(Duration.ofSeconds(1));
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").make());
        bench.turn();
        bench.runOne();
        // It waits for its turn.
        bench.whenPaused(() -> {
            bench.clock.pass(Duration.ofMillis(50));
            lose();
        });
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a");
        AttemptFinished end = Turntable.end(bench.events(Topics.ATTEMPTS).getLast());
        assertThat(end.requestId()).isEqualTo("b");
        assertThat(end.outcome()).isEqualTo(OutcomeKind.UNREACHABLE);
        assertThat(bench.events(Topics.HOLDS))
                .singleElement()
                .isInstanceOfSatisfying(
                        RetryHold.class,
                        hold -> assertThat(hold.task().attempt()).isEqualTo(2));
    }

    @Test
    void saysNothingWhereThePartitionWentAwayBeforeTheStartWasThere() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.whenPublishing(this::lose);
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        // The next owner may have read the journal before, and call.
        assertThat(bench.topics()).containsExactly(Topics.ATTEMPTS);
    }

    @Test
    void keepsWhatItOwnsThoughKafkaIsSlowToAnswer() {
        bench.consumer.whenLookedUp = () -> bench.clock.pass(Duration.ofMillis(1400));
        bench.assign();
        bench.turn();
        bench.consumer.whenLookedUp = () -> {};
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.loop.isReady()).isTrue();
        assertThat(bench.results()).containsExactly("a:SENT");
    }

    @Test
    void opensThoughNobodySaysHowManyPartitionsThereAre() {
        bench.consumer.unanswered.add(LookUp.PARTITIONS);
        bench.consumer.whenLookedUp = () -> bench.clock.pass(Duration.ofMillis(1400));
        bench.assign();
        bench.turn();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();

        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.loop.isReady()).isFalse();
        assertThat(failures(LookUp.PARTITIONS)).isPositive();
    }

    @Test
    void sendsNothingToAnAccountWithALimitBeforeItKnowsItsPartOfIt() {
        bench.consumer.unanswered.add(LookUp.PARTITIONS);
        bench.channels.limits = new AccountLimits(40, null, null);
        bench.assign();
        bench.pass(Duration.ofSeconds(2));
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).isEmpty();

        bench.consumer.unanswered.clear();
        bench.pass(Duration.ofSeconds(6));
        bench.feed(1, task("b").make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).contains("b");
        assertThat(bench.loop.isReady()).isTrue();
    }

    @Test
    void asksLessAndLessOftenWhatAFormerOwnerCommitted() {
        bench.consumer.unanswered.add(LookUp.COMMITTED);
        bench.assign();
        bench.pass(Duration.ofMinutes(1));
        assertThat(failures(LookUp.COMMITTED)).isBetween(10.0, 20.0);
        assertThat(bench.loop.isReady()).isFalse();

        bench.consumer.unanswered.clear();
        bench.pass(Duration.ofSeconds(6));
        assertThat(bench.loop.isReady()).isTrue();
    }

    @Test
    void readsAJournalAgainThatCouldNotBeReadAndNotAtEachTurn() {
        bench.journal.broken = true;
        bench.assign();
        for (int i = 0; i < 1200; i++) {
            bench.pass(Duration.ofMillis(50));
        }
        assertThat(failures(LookUp.JOURNAL)).isBetween(10.0, 20.0).isEqualTo(bench.journal.asked.size());
        assertThat(bench.loop.isReady()).isFalse();

        bench.journal.broken = false;
        bench.pass(Duration.ofSeconds(6));
        assertThat(bench.loop.isReady()).isTrue();
    }

    @Test
    void readsAgainAndNotAtEachTurnWhatBecameOfThoseThatWait() {
        inherit(started("a"));
        bench.assign();
        bench.feed(0, task("a").over("sms").make());
        bench.turn();
        bench.journal.broken = true;
        bench.pass(UNTIL_JUDGED);
        for (int i = 0; i < 1200; i++) {
            bench.pass(Duration.ofMillis(50));
        }
        assertThat(failures(LookUp.JOURNAL)).isBetween(10.0, 20.0);

        bench.journal.broken = false;
        bench.pass(Duration.ofSeconds(6));
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:UNKNOWN");
    }

    private double failures(LookUp what) {
        return bench.meters
                .get("tidings.dispatch.look.up.failures")
                .tag("of", CounterFamily.lower(what))
                .counter()
                .count();
    }

    @Test
    void tellsTheEndOfACallThoughThePartitionWasLostDuringIt() {
        bench.channels.script = _ -> {
            lose();
            return new Outcome.Accepted("wamid");
        };
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:SENT");
    }

    @Test
    void tellsNothingAfterTheTimeInWhichNobodyElseJudges() {
        bench.channels.script = _ -> {
            lose();
            bench.failPublishing(1, () -> bench.clock.pass(TaskRunner.over(ScriptedChannels.ANSWER_WITHIN)));
            return new Outcome.Accepted("wamid");
        };
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.results()).isEmpty();
    }

    @Test
    void callsNobodyAfterThePollThreadStoodStill() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.clock.pass(KafkaSettings.SURELY_A_MEMBER.plusMillis(1));
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.topics()).isEmpty();
    }

    @Test
    void callsNobodyWhereItStoodStillWhileTheStartWasJournaled() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.clock.pass(KafkaSettings.SURELY_A_MEMBER);
        bench.failPublishing(1, () -> bench.clock.pass(Duration.ofMillis(1)));
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
    }

    @Test
    void takesNothingInAfterItStoodStillUntilTheGroupHasConfirmedWhatItOwns() {
        bench.assign();
        bench.clock.pass(KafkaSettings.SURELY_A_MEMBER.plusMillis(1));
        bench.feed(0, task("a").make());
        bench.turn();
        bench.turn();
        assertThat(bench.tasks).isEmpty();
        assertThat(bench.loop.isReady()).isFalse();
        bench.loop.onPartitionsAssigned(List.of());
        bench.turn();
        bench.turn();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.loop.isReady()).isTrue();
    }

    @Test
    void callsNobodyWhereItTurnsAndHearsNothingOfTheGroup() {
        bench.assign();
        Instant heard = bench.clock.instant();
        bench.membership = () -> heard;
        bench.pass(KafkaSettings.SURELY_A_MEMBER);
        bench.feed(0, task("a").make());
        bench.turn();
        assertThat(bench.tasks).hasSize(1);
        bench.clock.pass(Duration.ofMillis(1));
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        bench.turn();
        bench.turn();
        assertThat(bench.loop.isReady()).isFalse();
        assertThat(bench.consumer.paused()).containsExactly(Turntable.PARTITION);
    }

    @Test
    void goesOnWhereTheGroupSaysAnewWhatItOwnsThoughNoHeartbeatIsAnswered() {
        bench.assign();
        Instant heard = bench.clock.instant();
        bench.membership = () -> heard;
        bench.pass(KafkaSettings.SURELY_A_MEMBER);
        bench.turn();
        bench.loop.onPartitionsAssigned(List.of());
        bench.pass(Duration.ofSeconds(1));
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a");
    }

    /** The group lets wait who joins, and says nothing to him meanwhile. */
    @Test
    void waitsForTheGroupAsLongAsItLikesWhereItOwnsNothing() {
        Instant heard = bench.clock.instant();
        bench.membership = () -> heard;
        bench.pass(KafkaSettings.SURELY_A_MEMBER.multipliedBy(3));
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a");
    }

    @Test
    void goesOnWithTheFirstThatIsNotDoneAfterItStoodStill() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").make());
        bench.turn();
        bench.runOne();
        bench.clock.pass(KafkaSettings.SURELY_A_MEMBER.plusMillis(1));
        bench.run();
        bench.turn();
        assertThat(bench.consumer.position(Turntable.PARTITION)).isEqualTo(1);
        lose();
        bench.loop.onPartitionsAssigned(List.of());
        assertThat(bench.loop.isReady()).isTrue();
        assertThat(bench.channels.calls).containsExactly("a");
    }

    @Test
    void commitsNothingOfWhatWasLost() {
        bench.assign();
        bench.commit();
        bench.feed(0, task("a").make());
        bench.turn();
        Runnable late = bench.tasks.removeFirst();
        lose();
        bench.consumer.rebalance(List.of());
        bench.consumer.rebalance(List.of(Turntable.PARTITION));
        bench.turn();
        bench.turn();
        bench.feed(0, task("a").make());
        bench.turn();
        late.run();
        bench.commit();
        assertThat(bench.committedOffset()).isZero();
    }

    @Test
    void commitsWhatItGivesBack() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.consumer.rebalance(List.of());
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void dropsWhatWaitsWhenItEndsAndCommitsTheRest() {
        Turntable narrow = new Turntable(1);
        narrow.assign();
        narrow.feed(0, task("a").make());
        narrow.feed(1, task("b").make());
        narrow.turn();
        narrow.runOne();
        narrow.loop.end();
        assertThat(narrow.channels.calls).containsExactly("a");
        assertThat(narrow.committedOffset()).isEqualTo(1);
    }

    @Test
    void tellsTheNextOwnerWhereThatOfAnIdleLaneBegins() {
        for (int i = 0; i < 6000; i++) {
            bench.journal.written.add(accepted("old" + i));
        }
        bench.assign();
        bench.commit();
        assertThat(bench.committedPoint()).map(CommitPoint::journal).hasValue(6000L);
    }
}
