package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.dispatch.CommitPoint;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DispatchingTest {
    private static final TopicPartition OTHER = new TopicPartition(Turntable.PARTITION.topic(), 4);

    private final Turntable bench = new Turntable();

    @Test
    void sendsAndSaysSoAndCommits() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.channels.calls).containsExactly("a");
        assertThat(bench.topics()).containsExactly(Topics.ATTEMPTS, Topics.ATTEMPTS, Topics.RECEIPTS, Topics.RESULTS);
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(1);
        assertThat(bench.committedPoint()).map(CommitPoint::journal).hasValue(2L);
    }

    @Test
    void journalsIntoThePartitionOfTheTaskBeforeItCalls() {
        bench.channels.script = _ -> {
            assertThat(bench.events(Topics.ATTEMPTS)).singleElement().isInstanceOf(AttemptStarted.class);
            return new Outcome.Accepted("wamid");
        };
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).hasSize(1);
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.published(Topics.ATTEMPTS))
                .extracting(ProducerRecord::partition)
                .containsOnly(Turntable.PARTITION.partition());
    }

    @Test
    void promisesWhenTheAttemptIsOverAtTheLatest() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        AttemptStarted started = (AttemptStarted) bench.events(Topics.ATTEMPTS).getFirst();
        assertThat(started.answerBy()).isEqualTo(NOW.plus(TaskRunner.over(ScriptedChannels.ANSWER_WITHIN)));
    }

    @Test
    void commitsNoFurtherThanTheLowestIncompleteTask() {
        bench.assign();
        bench.feed(5, task("a").make());
        bench.feed(9, task("b").make());
        bench.turn();
        Runnable first = bench.tasks.removeFirst();
        bench.run();
        bench.commit();
        assertThat(bench.results()).containsExactly("b:SENT");
        assertThat(bench.committedOffset()).isEqualTo(5);
        first.run();
        bench.commit();
        assertThat(bench.committedOffset()).isEqualTo(10);
    }

    @Test
    void keepsTheOrderOfARecipient() {
        bench.assign();
        bench.feed(0, task("a").to("ann").make());
        bench.feed(1, task("b").to("ann").make());
        bench.turn();
        assertThat(bench.tasks).hasSize(1);
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a", "b");
    }

    @Test
    void handsARetryToHold() {
        bench.channels.script = _ -> new Outcome.Unreachable("no connection");
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        RetryHold hold = (RetryHold) bench.events(Topics.HOLDS).getFirst();
        assertThat(hold.task().attempt()).isEqualTo(2);
        assertThat(hold.lane()).isEqualTo("normal");
        assertThat(bench.results()).isEmpty();
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void theNextOfARecipientMayBeginWhileWhatCameOfTheOneBeforeIsWritten() {
        bench.assign();
        bench.feed(0, task("a").to("ann").make());
        bench.feed(1, task("b").to("ann").make());
        bench.turn();
        assertThat(bench.tasks).hasSize(1);
        assertThat(begunWhileItCannotBeWritten(bench)).isOne();
        bench.run();
        assertThat(bench.results()).containsExactly("a:SENT", "b:SENT");
    }

    @Test
    void anotherOneMayHaveThePlaceWhileWhatCameOfACallIsWritten() {
        Turntable small = new Turntable(2);
        small.assign();
        for (int i = 0; i < 3; i++) {
            small.feed(i, task("r" + i).to("key" + i).make());
        }
        small.turn();
        assertThat(small.tasks).hasSize(2);
        assertThat(begunWhileItCannotBeWritten(small))
                .as("the second and the third")
                .isEqualTo(2);
        small.commit();
        assertThat(small.committedOffset())
                .as("it is done only when it is written")
                .isOne();
    }

    /** How many are to run while the first one, which has its answer, waits for Kafka. */
    private static int begunWhileItCannotBeWritten(Turntable bench) {
        List<Integer> begun = new ArrayList<>();
        List<Double> writing = new ArrayList<>();
        bench.channels.script = task -> {
            bench.failPublishing(1, () -> {
                begun.add(bench.tasks.size());
                writing.add(bench.meters.get("tidings.dispatch.writing").gauge().value());
            });
            return new Outcome.Accepted("wamid." + task.requestId());
        };
        bench.runOne();
        bench.channels.script = task -> new Outcome.Accepted("wamid." + task.requestId());
        assertThat(writing).containsExactly(1.0);
        assertThat(bench.meters.get("tidings.dispatch.writing").gauge().value()).isZero();
        return begun.getFirst();
    }

    @Test
    void takesAFailingAdapterForUncertain() {
        bench.channels.script = _ -> {
            throw new IllegalStateException("+6581234567");
        };
        bench.assign();
        bench.feed(0, task("a").over("sms").make());
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:UNKNOWN");
        assertThat(Turntable.end(bench.events(Topics.ATTEMPTS).getLast()).outcome())
                .isEqualTo(OutcomeKind.UNCERTAIN);
    }

    @Test
    void timesCallsByChannelWhateverComesOfThem() {
        bench.channels.script = task -> {
            bench.clock.pass(Duration.ofMillis(300));
            if (task.requestId().equals("b")) {
                throw new IllegalStateException();
            }
            return new Outcome.Accepted("wamid");
        };
        bench.assign();
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").make());
        bench.turn();
        bench.run();
        Timer calls = bench.meters
                .get("tidings.attempt.duration")
                .tag("channel", "whatsapp")
                .timer();
        assertThat(calls.count()).isEqualTo(2);
        assertThat(calls.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(600);
    }

    @Test
    void callsNobodyAfterTheEndOfValidity() {
        bench.assign();
        bench.feed(0, task("a").validFor(Duration.ofSeconds(3)).make());
        bench.turn();
        bench.clock.pass(Duration.ofSeconds(3));
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:EXPIRED");
    }

    @Test
    void callsNobodyWhenValidityEndsWhileTheStartIsJournaled() {
        bench.assign();
        bench.feed(0, task("a").validFor(Duration.ofSeconds(2)).make());
        bench.turn();
        bench.failPublishing(1, () -> bench.clock.pass(Duration.ofSeconds(3)));
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:EXPIRED");
    }

    @Test
    void journalsAnotherStartWhenTheFirstTookTooLong() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.failPublishing(1, () -> bench.clock.pass(Duration.ofSeconds(3)));
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a");
        List<AttemptStarted> starts = bench.events(Topics.ATTEMPTS).stream()
                .filter(AttemptStarted.class::isInstance)
                .map(AttemptStarted.class::cast)
                .toList();
        assertThat(starts.getLast().startedAt()).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void triesAgainUntilKafkaHasTheResult() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.channels.script = _ -> {
            bench.failPublishing(5, () -> {});
            return new Outcome.Accepted("wamid");
        };
        bench.run();
        bench.commit();
        assertThat(bench.channels.calls).containsExactly("a");
        assertThat(bench.pauses).isNotEmpty();
        assertThat(bench.results()).last().isEqualTo("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(1);
        assertThat(bench.counted("tidings.publish.failures")).isEqualTo(5);
    }

    @Test
    void leavesWhatKafkaDoesNotTakeWhenTheEngineHasEnded() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.over = true;
        bench.failPublishing(100, () -> {});
        bench.run();
        assertThat(bench.pauses).hasSize(1);
        assertThat(bench.channels.calls).isEmpty();
    }

    @Test
    void triesAgainWhatABugLeftUndone() {
        bench.hold(List.of(task("a").make(), task("b").make()));
        bench.assign();
        bench.turn();
        failLookUps(1);
        bench.run();
        bench.commit();
        assertThat(bench.counted("tidings.tasks.abandoned")).isEqualTo(1);
        assertThat(bench.results()).containsExactly("b:SENT");
        assertThat(bench.committedOffset()).isLessThanOrEqualTo(0);

        bench.pass(Duration.ofSeconds(2));
        bench.run();
        bench.commit();
        assertThat(bench.channels.calls).containsExactly("b", "a");
        assertThat(bench.results()).contains("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(2);
    }

    @Test
    void nothingOvertakesWhatIsTriedAgain() {
        bench.hold(List.of(
                task("a").to("ann").make(),
                task("b").to("ann").make(),
                task("c").to("bob").make()));
        bench.assign();
        bench.turn();
        failLookUps(1);
        bench.run();
        bench.pass(Duration.ofSeconds(2));
        bench.run();
        assertThat(bench.channels.calls).containsExactly("c", "a", "b");
    }

    @Test
    void bringsNothingMoreOnceOneHasFailed() {
        bench.hold(List.of(task("a").make(), task("b").make()));
        bench.assign();
        bench.turn();
        failLookUps(1);
        bench.runOne();
        bench.turn();
        assertThat(bench.consumer.paused()).containsExactly(Turntable.PARTITION);
    }

    @Test
    void startsNothingOfWhatWasPolledWhileOneFailed() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.feed(1, task("b").make());
        bench.turn();
        failLookUps(1);
        bench.consumer.schedulePollTask(() -> {
            bench.runOne();
            bench.feed(2, task("c").to("key-a").make());
        });
        bench.turn();
        bench.runOne();
        assertThat(bench.channels.calls).containsExactly("b");
        assertThat(bench.tasks).isEmpty();
    }

    @Test
    void beginsAnewOnlyWhenAllThatRanHaveEnded() {
        bench.hold(List.of(task("a").make(), task("b").make()));
        bench.assign();
        bench.turn();
        failLookUps(1);
        bench.runOne();
        bench.turn();
        assertThat(bench.consumer.position(Turntable.PARTITION)).isEqualTo(2);
        bench.runOne();
        bench.turn();
        assertThat(bench.consumer.position(Turntable.PARTITION)).isZero();
    }

    @Test
    void asksForNoCommitWhileOneIsUnderWay() {
        bench.consumer.isSlowToCommit = true;
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        bench.feed(1, task("b").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.consumer.commitsAsked).hasSize(1);
        bench.consumer.commitsAsked.removeFirst().accept(null);
        bench.commit();
        assertThat(bench.consumer.commitsAsked).hasSize(1);
    }

    @Test
    void whatACommitThatFailedWouldHaveSaidTheNextOneSays() {
        bench.assign();
        bench.commit();
        bench.consumer.isSlowToCommit = true;
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        bench.consumer.commitsAsked.removeFirst().accept(new TimeoutException("no broker"));
        bench.consumer.isSlowToCommit = false;
        bench.commit();
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void buriesNothingOfAPartitionThatIsLost() {
        bench.assign();
        bench.feed(0, new RecordHeaders(), new byte[] {1});
        bench.turn();
        bench.loop.onPartitionsLost(List.of(Turntable.PARTITION));
        bench.run();
        assertThat(bench.published(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(bench.counted("tidings.dead.letters")).isZero();
    }

    @Test
    void commitsThoughTheClockWasSetBack() {
        bench.assign();
        bench.commit();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.clock.pass(Duration.ofMillis(-500));
        bench.turn();
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void restsForLongerFromTryToTry() {
        bench.hold(List.of(task("a").make()));
        bench.assign();
        bench.turn();
        failLookUps(3);
        bench.run();
        for (int rest : List.of(1, 2, 4)) {
            bench.turn();
            bench.pass(Duration.ofSeconds(rest).minusMillis(1));
            assertThat(bench.tasks).as("in the rest of %d s", rest).isEmpty();
            bench.pass(Duration.ofMillis(1));
            bench.turn();
            assertThat(bench.tasks).as("after the rest of %d s", rest).hasSize(1);
            bench.run();
        }
        assertThat(bench.results()).containsExactly("a:SENT");
    }

    @Test
    void buriesWhatFailsAtEachTry() {
        bench.hold(List.of(task("a").make(), task("b").to("key-a").make()));
        bench.assign();
        failLookUps(Failures.MOST_TRIES);
        for (int i = 0; i < 60; i++) {
            bench.turn();
            bench.run();
            bench.clock.pass(Duration.ofSeconds(1));
        }
        bench.commit();
        ProducerRecord<byte[], byte[]> letter =
                bench.published(Topics.DEAD_LETTERS).getFirst();
        assertThat(bench.published(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("0");
        // A replay has to be told that it may repeat something.
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE)).doesNotStartWith(Decoded.UNREADABLE);
        assertThat(bench.results()).containsExactly("b:SENT");
        assertThat(bench.committedOffset()).isEqualTo(2);
    }

    @Test
    void whatABugLeftUndoneAfterItsStartIsUncertain() {
        bench.hold(List.of(task("a").over("sms").make()));
        bench.assign();
        bench.turn();
        bench.failPublishing(1, () -> {
            throw new IllegalStateException("a bug");
        });
        bench.run();
        bench.pass(Duration.ofSeconds(20));
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:UNKNOWN");
    }

    private void failLookUps(int times) {
        AtomicInteger left = new AtomicInteger(times);
        bench.channels.whenLookedUp = () -> {
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("a bug");
            }
        };
    }

    @Test
    void tellsTheChannelFromWhenOnNobodyMayBeCalled() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.whenPublishing(() -> bench.clock.pass(Duration.ofMillis(300)));
        bench.run();
        // Where the process stands still right before its call, it comes too late for the promised end.
        assertThat(bench.channels.deadlines)
                .containsExactly(NOW.plus(TaskRunner.START_WITHIN).plus(ScriptedChannels.ANSWER_WITHIN));
    }

    @Test
    void pausesThePartitionThatHasFilledTheBufferWithFewThatAreLarge() {
        byte[] large = new byte[200_000];
        Turntable narrow = new Turntable(1);
        narrow.assign();
        for (int i = 0; i < 100; i++) {
            narrow.feed(i, new RecordHeaders(), large);
        }
        narrow.turn();
        narrow.turn();
        assertThat(narrow.consumer.paused()).containsExactly(Turntable.PARTITION);
        narrow.run();
        narrow.turn();
        assertThat(narrow.consumer.paused()).isEmpty();
        assertThat(narrow.published(Topics.DEAD_LETTERS)).hasSize(100);
    }

    @Test
    void pausesAPartitionWhoseLargeOnesFillItsPartAndNotTheOthers() {
        Turntable narrow = withTwoPartitions();
        feedLarge(narrow, 50);
        assertThat(narrow.consumer.paused()).containsExactly(Turntable.PARTITION);
    }

    @Test
    void pausesAlsoThePartitionsThatBroughtLittleWhereLargeOnesFillTheLane() {
        Turntable narrow = withTwoPartitions();
        feedLarge(narrow, 84);
        assertThat(narrow.consumer.paused()).containsExactlyInAnyOrder(Turntable.PARTITION, OTHER);
    }

    private static Turntable withTwoPartitions() {
        Turntable narrow = new Turntable(1);
        narrow.consumer.updateBeginningOffsets(Map.of(OTHER, 0L));
        narrow.consumer.updateEndOffsets(Map.of(OTHER, 0L));
        narrow.consumer.rebalance(List.of(Turntable.PARTITION, OTHER));
        narrow.turn();
        narrow.turn();
        return narrow;
    }

    /** A lane has 16 MB here, and each of its two partitions half of it. */
    private static void feedLarge(Turntable narrow, int records) {
        byte[] large = new byte[200_000];
        for (int i = 0; i < records; i++) {
            narrow.feed(i, new RecordHeaders(), large);
        }
        narrow.turn();
        narrow.turn();
    }

    @Test
    void refusesWhatNobodySpeaksFor() {
        SendTask task = task("a").make();
        SendTask foreign = new SendTask(
                task.requestId(),
                task.tenant(),
                task.source(),
                null,
                1,
                1,
                task.channel(),
                "elsewhere",
                task.recipient(),
                task.recipientKey(),
                task.content(),
                task.priority(),
                task.onUncertain(),
                task.acceptedAt(),
                task.dueAt(),
                task.eligibleAt(),
                task.validUntil(),
                false,
                null,
                null,
                task.metadata(),
                null);
        bench.assign();
        bench.feed(0, foreign);
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).isEmpty();
        assertThat(bench.results()).containsExactly("a:FAILED");
        assertThat(bench.counted("tidings.attempts")).isZero();
        // Or else a new owner, to whom the account is known, would send it after all.
        AttemptFinished end = Turntable.end(bench.events(Topics.ATTEMPTS).getFirst());
        assertThat(end.outcome()).isEqualTo(OutcomeKind.REJECTED);
    }

    @Test
    void journalsTheEndOfWhatIsNotCalledSinceAnotherClockMightSayOtherwise() {
        bench.assign();
        bench.feed(0, task("a").validFor(Duration.ZERO).make());
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:EXPIRED");
        assertThat(bench.topics()).containsExactly(Topics.ATTEMPTS, Topics.RESULTS);
    }

    @Test
    void refusesWhatWasRefusedAlsoAfterItsValidity() {
        Refusal refusal = new Refusal(Reason.TEMPLATE_UNAVAILABLE, "unknown template");
        bench.assign();
        bench.feed(0, task("a").refused(refusal).validFor(Duration.ZERO).make());
        bench.turn();
        bench.run();
        assertThat(bench.results()).containsExactly("a:FAILED");
    }

    @Test
    void neverTriesForEverToBuryWhatDoesNotFit() {
        Headers large = new RecordHeaders().add("filler", new byte[Topics.MAX_RECORD_BYTES - 100]);
        bench.assign();
        bench.feed(0, large, new byte[] {1, 2, 3});
        bench.turn();
        bench.run();
        ProducerRecord<byte[], byte[]> letter =
                bench.published(Topics.DEAD_LETTERS).getFirst();
        assertThat(letter.headers().lastHeader("filler")).isNull();
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE)).contains("too large");
    }

    @Test
    void buriesWhatCannotBeReadAndGoesOn() {
        Headers none = new RecordHeaders();
        Receipt receipt = new Receipt("whatsapp", "shop", "c", null, ReceiptKind.READ, null, null, NOW, NOW);
        bench.assign();
        bench.feed(0, none, new byte[] {1, 2, 3});
        bench.feed(1, none, null);
        bench.feed(2, none, bench.codec.encode(Topics.RECEIPTS, receipt));
        bench.feed(3, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.published(Topics.DEAD_LETTERS)).hasSize(3);
        ProducerRecord<byte[], byte[]> letter =
                bench.published(Topics.DEAD_LETTERS).getFirst();
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("0");
        assertThat(bench.counted("tidings.dead.letters")).isEqualTo(3);
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(4);
    }

    @Test
    void skipsATypeOfALaterVersion() {
        bench.assign();
        bench.feed(0, EventHeaders.of("id", "dev.tidings.avro.Rumour", "/test", NOW), new byte[] {1});
        bench.turn();
        bench.commit();
        assertThat(bench.counted("tidings.tasks.skipped")).isEqualTo(1);
        assertThat(bench.published(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void pausesThePartitionThatHasFilledTheBuffer() {
        Turntable narrow = new Turntable(1);
        narrow.assign();
        for (int i = 0; i < 1000; i++) {
            narrow.feed(i, task("r" + i).make());
        }
        narrow.turn();
        narrow.turn();
        assertThat(narrow.consumer.paused()).containsExactly(Turntable.PARTITION);
        narrow.run();
        narrow.turn();
        assertThat(narrow.consumer.paused()).isEmpty();
        assertThat(narrow.channels.calls).hasSize(1000);
    }

    @Test
    void beginsAnewWhereThePartitionWasSetBack() {
        bench.assign();
        bench.feed(5, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        bench.consumer.seek(Turntable.PARTITION, 2);
        bench.laneEnd(6);
        bench.feed(2, task("b").make());
        bench.turn();
        bench.turn();
        bench.turn();
        bench.feed(2, task("b").make());
        bench.feed(5, task("a").make());
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).containsExactly("a", "b");
        assertThat(bench.results()).containsExactly("a:SENT", "b:SENT", "a:SENT");
    }
}
