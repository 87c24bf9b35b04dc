package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static Map.Entry<MetricName, Metric> metric(String name, Map<String, String> tags, Object value) {
        MetricName metricName = new MetricName(name, "consumer-fetch-manager-metrics", "", tags);
        return Map.entry(metricName, new Metric() {
            @Override
            public MetricName metricName() {
                return metricName;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }

    private static Map<String, String> partition(String client, String number) {
        return partition(client, "tidings.requests", number);
    }

    private static Map<String, String> partition(String client, String topic, String number) {
        return Map.of("client-id", client, "topic", topic, "partition", number);
    }

    @Test
    void sumsOverTheInputsPartitionsAndLeavesOutWhatIsRestored() {
        assertThat(Backlog.of(Map.ofEntries(
                        metric("records-lag", partition("app-StreamThread-1-consumer", "0"), 7.0),
                        metric("records-lag", partition("app-StreamThread-1-consumer", "1"), 5.0),
                        metric("records-lag", partition("app-StreamThread-1-consumer", "2"), Double.NaN),
                        metric("records-lag", partition("app-StateUpdater-1-restore-consumer", "0"), 100.0),
                        metric("records-lag-max", Map.of("client-id", "app-StreamThread-1-consumer"), 7.0),
                        metric("application-id", Map.of(), "text"))))
                .isEqualTo(12);
    }

    /** Kafka's clients show a topic with dots once more with underscores. */
    @Test
    void countsAPartitionOnce() {
        assertThat(Backlog.of(Map.ofEntries(
                        metric("records-lag", partition("app-StreamThread-1-consumer", "tidings.requests", "0"), 7.0),
                        metric("records-lag", partition("app-StreamThread-1-consumer", "tidings_requests", "0"), 7.0))))
                .isEqualTo(7);
    }

    @Test
    void sumsOverThePartitionsOfOneTopic() {
        assertThat(Backlog.of(
                        Map.ofEntries(
                                metric("records-lag", partition("app", "tidings.dispatch.high", "0"), 7.0),
                                metric("records-lag", partition("app", "tidings.dispatch.high", "1"), 5.0),
                                metric("records-lag", partition("app", "tidings.dispatch.sms", "1"), 3.0)),
                        "tidings.dispatch.high"))
                .isEqualTo(12);
    }
}
