package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KafkaAllowListTest {
    private static final String LAG = "kafka.consumer.fetch.manager.records.lag.max";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    KafkaAllowListTest() {
        meters.config().meterFilter(new KafkaAllowList());
    }

    @Test
    void letsThroughWhatIsOnItAndNothingElseOfKafka() {
        meters.counter("kafka.producer.record.error.total", "client.id", "a");
        meters.counter("kafka.producer.node.response.total", "client.id", "a");
        meters.counter("tidings.attempts");
        meters.counter("jvm.memory.used");

        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .containsExactlyInAnyOrder("kafka.producer.record.error.total", "tidings.attempts", "jvm.memory.used");
    }

    @Test
    void showsATopicOnceAndNoChangelog() {
        meters.counter(LAG, "topic", "tidings.requests");
        meters.counter(LAG, "topic", "tidings_requests");
        meters.counter(LAG, "topic", "tidings-scheduler-hold-changelog");

        assertThat(meters.find(LAG).counters())
                .singleElement()
                .satisfies(lag -> assertThat(lag.getId().getTag("topic")).isEqualTo("tidings.requests"));
    }

    @Test
    void isWhatThePageOfMetricsSays() throws IOException {
        String page = Files.readString(Path.of("..", "metrics.md"));

        assertThat(Pattern.compile("^\\| `(kafka_\\w+)`", Pattern.MULTILINE)
                        .matcher(page)
                        .results()
                        .map((MatchResult found) -> found.group(1).replace('_', '.')))
                .containsExactlyInAnyOrderElementsOf(KafkaAllowList.NAMES);
    }
}
