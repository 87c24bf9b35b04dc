package dev.tidings.testbed.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaBytesTest {
    @ParameterizedTest
    @CsvSource({
        Topics.REQUESTS + ", upstream",
        Topics.ATTEMPTS + ", dispatcher",
        Topics.RESULTS + ", dispatcher",
        Topics.WATCHES + ", scheduler",
        "tidings-scheduler-hold-changelog, scheduler",
        "tidings-receipts-state-changelog, dispatcher",
        "tidings-fallback-plan-changelog, fallback",
        "__consumer_offsets, kafka",
        "__transaction_state, kafka"
    })
    void aTopicsBytesBelongToWhoWritesIt(String topic, String writer) {
        assertThat(KafkaBytes.writer(topic)).isEqualTo(writer);
    }

    @ParameterizedTest
    @CsvSource({"HIGH", "NORMAL", "BULK"})
    void lanesAreTheSchedulers(Lane lane) {
        assertThat(KafkaBytes.writer(lane.topic())).isEqualTo("scheduler");
    }
}
