package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.dispatcher.account.Account;
import dev.tidings.dispatcher.account.AccountKey;
import dev.tidings.dispatcher.account.AccountTimes;
import dev.tidings.dispatcher.account.Accounts;
import dev.tidings.dispatcher.account.SharedPlaces;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

/** An account may send 40 a second; each of the four lanes has two partitions. */
class SharesTest {
    private static final String LANE = Lane.SMS.topic();
    private static final AccountKey ACCOUNT = new AccountKey("whatsapp", "shop");

    private final ManualClock clock = new ManualClock(NOW);
    private final Turntable.RememberingConsumer consumer = new Turntable.RememberingConsumer();
    private final ScriptedChannels channels = new ScriptedChannels();
    private final Accounts accounts =
            new Accounts(channels, new SharedPlaces(100, 100), new AccountTimes(clock::nanos, _ -> true));
    private final DispatchMetrics metrics = new DispatchMetrics(new SimpleMeterRegistry(), MapCatalog.of());
    private final Shares shares = new Shares(consumer, accounts, LANE, new AskAgain(metrics, clock));

    SharesTest() {
        channels.limits = new AccountLimits(40, null, null);
        partitions(2);
    }

    private void partitions(int count) {
        Node[] none = {};
        consumer.updatePartitions(
                LANE,
                IntStream.range(0, count)
                        .mapToObj(i -> new PartitionInfo(LANE, i, null, none, none))
                        .toList());
    }

    private double perSecond() {
        return accounts.perSecond(ACCOUNT).orElseThrow();
    }

    @Test
    void isThePartOfThePartitionsOfAllLanes() {
        shares.divide(2);
        shares.turn();
        assertThat(perSecond()).isEqualTo(10);
    }

    @Test
    void isLessAtOnceWherePartitionsAreGivenBackThoughKafkaDoesNotAnswer() {
        shares.divide(4);
        shares.turn();
        consumer.unanswered.add(LookUp.PARTITIONS);
        shares.divide(1);
        assertThat(perSecond()).isEqualTo(5);
        shares.turn();
        assertThat(perSecond()).isEqualTo(5);
        assertThat(shares.areKnown()).isTrue();
    }

    @Test
    void isNothingBeforeItIsKnownHowManyPartitionsThereAre() {
        consumer.unanswered.add(LookUp.PARTITIONS);
        shares.divide(8);
        shares.turn();
        assertThat(perSecond()).isZero();
        assertThat(shares.areKnown()).isFalse();
    }

    @Test
    void isAskedForOnceWhereKafkaAnswers() {
        shares.divide(2);
        for (int i = 0; i < 10; i++) {
            clock.pass(Duration.ofSeconds(10));
            shares.turn();
        }
        assertThat(consumer.asked).isEqualTo(List.of(LookUp.PARTITIONS));
    }

    @Test
    void isAskedForAgainAfterLongerAndLongerWaits() {
        consumer.unanswered.add(LookUp.PARTITIONS);
        shares.divide(2);
        shares.turn();
        clock.pass(Duration.ofMillis(249));
        shares.turn();
        assertThat(consumer.asked).hasSize(1);
        clock.pass(Duration.ofMillis(1));
        shares.turn();
        assertThat(consumer.asked).hasSize(2);
        clock.pass(Duration.ofMillis(499));
        shares.turn();
        assertThat(consumer.asked).hasSize(2);
        clock.pass(Duration.ofMillis(1));
        consumer.unanswered.clear();
        shares.turn();
        assertThat(perSecond()).isEqualTo(10);
    }

    @Test
    void waitsNoLongerWhereTheClockIsSetBack() {
        consumer.unanswered.add(LookUp.PARTITIONS);
        shares.divide(2);
        shares.turn();
        clock.pass(Duration.ofHours(-1));
        shares.turn();
        assertThat(consumer.asked).hasSize(2);
    }

    @Test
    void goesOnAsBeforeWhereARebalanceChangedNothing() {
        shares.divide(2);
        shares.turn();
        Account account = accounts.of(task("a").make()).orElseThrow();
        clock.pass(Duration.ofSeconds(2));
        shares.divide(2);
        assertThat(account.isOpen()).isTrue();
    }

    @Test
    void beginsAnewWhereAllWasLostMeanwhile() {
        shares.divide(2);
        shares.turn();
        Account account = accounts.of(task("a").make()).orElseThrow();
        clock.pass(Duration.ofSeconds(2));
        shares.divide(0);
        shares.divide(2);
        assertThat(account.isOpen()).isFalse();
    }

    @Test
    void isLessWherePartitionsWereAdded() {
        shares.divide(2);
        shares.turn();
        partitions(4);
        shares.divide(2);
        shares.turn();
        assertThat(perSecond()).isEqualTo(5);
    }
}
