package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class KafkaSettingsTest {
    private final KafkaSettings kafka = Samples.kafka(Path.of("state"));

    @Test
    void producesIdempotentlyAndNothingTooLarge() {
        ProducerConfig config = new ProducerConfig(kafka.producer("dispatcher"));
        assertThat(config.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
        assertThat(config.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
        assertThat(config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)).isEqualTo(Topics.MAX_RECORD_BYTES);
        assertThat(config.getString(ProducerConfig.CLIENT_ID_CONFIG)).isEqualTo("dispatcher-a");
    }

    @Test
    void consumesCommittedRecordsAsAStaticMemberThatCommitsByItself() {
        ConsumerConfig config = new ConsumerConfig(kafka.consumer("tidings-dispatcher", "dispatcher"));
        assertThat(config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG)).isEqualTo("read_committed");
        assertThat(config.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)).isFalse();
        assertThat(config.getString(ConsumerConfig.GROUP_ID_CONFIG)).isEqualTo("tidings-dispatcher");
        assertThat(config.getString(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)).isEqualTo("dispatcher-a");
        assertThat(config.getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)).isEqualTo("earliest");
        assertThat(config.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)).isEqualTo(6_000);
    }

    @Test
    void readsWithoutAGroup() {
        ConsumerConfig config = new ConsumerConfig(kafka.reader("catalog"));
        assertThat(config.getString(ConsumerConfig.GROUP_ID_CONFIG)).isNull();
        assertThat(config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG)).isEqualTo("read_committed");
    }

    @Test
    void asksAsAdminNoLongerThanItIsWorth() {
        AdminClientConfig config = new AdminClientConfig(kafka.admin("health", Duration.ofSeconds(2)));
        assertThat(config.getInt(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)).isEqualTo(2_000);
        assertThat(config.getInt(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG))
                .isEqualTo(2_000);
    }

    @Test
    void streamsExactlyOnceAndSoon() {
        StreamsConfig config = new StreamsConfig(kafka.streams("tidings-test", Samples.pace()));
        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(20);
        assertThat(config.getLong(StreamsConfig.POLL_MS_CONFIG)).isEqualTo(100);
        assertThat(config.getString(StreamsConfig.STATE_DIR_CONFIG)).isEqualTo("state/a");
        assertThat(config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(-1);
        assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isZero();
    }

    @Test
    void handsANewInstanceItsPartOfSixtyFourPartitionsWithinMinutes() {
        StreamsConfig config = new StreamsConfig(kafka.streams("tidings-test", Samples.pace()));
        assertThat(config.getInt(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG)).isEqualTo(32);
        assertThat(config.getLong(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG))
                .isEqualTo(60_000);
    }

    @Test
    void waitsForWhatTheBrokerHasOfOtherTopicsOnlyWhereTheirOrderMatters() {
        Pace pace = Samples.pace();
        assertThat(kafka.streams("tidings-test", pace))
                .containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        assertThat(kafka.inOrderOfTime().advertising("host-a:18081").streams("tidings-test", pace))
                .containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L)
                .containsEntry(StreamsConfig.APPLICATION_SERVER_CONFIG, "host-a:18081");
        assertThat(kafka.advertising("host-a:18081").inOrderOfTime().streams("tidings-test", pace))
                .containsEntry(StreamsConfig.APPLICATION_SERVER_CONFIG, "host-a:18081");
    }

    @Test
    void takesRecordsInAtOnceUnlessTheyMayBeALittleLate() {
        assertThat(mainConsumer(kafka))
                .containsEntry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1)
                .containsEntry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        assertThat(mainConsumer(kafka.gathered()))
                .containsEntry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024)
                .containsEntry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        assertThat(mainConsumer(kafka.gathered().inOrderOfTime().advertising("host-a:18081")))
                .containsEntry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    }

    private static Map<String, Object> mainConsumer(KafkaSettings kafka) {
        return new StreamsConfig(kafka.streams("tidings-test", Samples.pace()))
                .getMainConsumerConfigs("tidings-test", "client", 0);
    }

    @Test
    void streamsAsAStaticMemberOfAClassicGroup() {
        assertThat(mainConsumer(kafka))
                .containsEntry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "tidings-test-a-0")
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000)
                .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    @Test
    void endsAnOpenTransactionOfADeadInstanceWithinTenSeconds() {
        Map<String, Object> producer =
                new StreamsConfig(kafka.streams("tidings-test", Samples.pace())).getProducerConfigs("client");
        assertThat(producer)
                .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 6_000)
                .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    }

    @Test
    void takesStandbysAndReplicasFromTheInstallation() {
        KafkaSettings tuned = new KafkaSettings(
                Samples.properties(Samples.DEAD_BROKER, Path.of("state")),
                new StreamsProperties(1, 3, DataSize.ofMegabytes(64), Duration.ofHours(2), false));
        Properties streams = tuned.streams("tidings-test", Samples.pace());
        assertThat(streams)
                .containsEntry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1)
                .containsEntry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 3)
                .containsEntry(StoreMemory.SETTING, tuned.storeMemory())
                .containsEntry("topic.max.compaction.lag.ms", 7_200_000L);
        assertThat(tuned.storeMemory().limit()).isEqualTo(64L * 1024 * 1024);
    }

    @Test
    void hasOneMemoryForAllStoresOfTheProcess() {
        assertThat(kafka.advertising("host-a:18081").inOrderOfTime().gathered().storeMemory())
                .isSameAs(kafka.storeMemory());
    }

    @Test
    void whatWasDeletedIsGoneFromItsTopicsWithinADay() {
        assertThat(kafka.streams("tidings-test", Samples.pace()))
                .containsEntry("topic.max.compaction.lag.ms", 86_400_000L);
    }

    @Test
    void keepsChangelogsShortAndDeletionsLongEnoughForOneThatComesBack() {
        assertThat(KafkaSettings.changelog())
                .containsEntry(TopicConfig.SEGMENT_BYTES_CONFIG, "33554432")
                .containsEntry(TopicConfig.SEGMENT_MS_CONFIG, "600000")
                .containsEntry(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1")
                .containsEntry(TopicConfig.DELETE_RETENTION_MS_CONFIG, "21600000");
    }

    @Test
    void leavesItsPlaceOnlyWhereAnotherHasACopyOfItsState() {
        StreamsProperties copied = new StreamsProperties(1, -1, DataSize.ofMegabytes(192), Duration.ofDays(1), false);
        KafkaSettings fleet = new KafkaSettings(Samples.properties(Samples.DEAD_BROKER, Path.of("state")), copied);

        assertThat(kafka.whenClosed()).isEqualTo(GroupMembershipOperation.REMAIN_IN_GROUP);
        assertThat(fleet.whenClosed()).isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    }

    @Test
    void tellsTheOthersWhereItIsReachedOnlyWhereThatIsSaid() {
        Pace pace = Samples.pace();
        assertThat(kafka.streams("tidings-test", pace)).doesNotContainKey(StreamsConfig.APPLICATION_SERVER_CONFIG);
        assertThat(kafka.advertising("host-a:18081").streams("tidings-test", pace))
                .containsEntry(StreamsConfig.APPLICATION_SERVER_CONFIG, "host-a:18081")
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "tidings-test");
    }
}
