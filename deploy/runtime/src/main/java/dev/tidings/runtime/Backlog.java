package dev.tidings.runtime;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How many records wait in the topics that an application reads. Kafka's own metric for it is one of each partition, which
 * come and go with the assignment, and Micrometer's binder binds none of them but their maximum.
 */
final class Backlog {
    private static final String LAG = "records-lag";

    private Backlog() {}

    /** As of the last fetch of each partition: what has been fetched and not processed yet is not counted. */
    static double of(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> isLagOfInput(metric.getKey()))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                // Not a number where nothing was fetched yet.
                .filter(lag -> lag > 0)
                .sum();
    }

    /** The restore consumer reads changelogs: what is left there is told apart. */
    private static boolean isLagOfInput(MetricName name) {
        return name.name().equals(LAG)
                && name.tags().containsKey("partition")
                && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }
}
