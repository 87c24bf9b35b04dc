package dev.tidings.runtime;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How many records wait in the topics that a client reads. Kafka's own metric for it is one of each partition, which come and go
 * with the assignment, and Micrometer's binder binds none of them but their maximum.
 */
public final class Backlog {
    private static final String LAG = "records-lag";

    private Backlog() {}

    /** As of the last fetch of each partition: what has been fetched and not processed yet is not counted. */
    static double of(Map<MetricName, ? extends Metric> metrics) {
        return sum(metrics, _ -> true);
    }

    /** The same of one topic. */
    public static double of(Map<MetricName, ? extends Metric> metrics, String topic) {
        return sum(metrics, topic::equals);
    }

    private static double sum(Map<MetricName, ? extends Metric> metrics, Predicate<String> topic) {
        return metrics.entrySet().stream()
                .filter(metric -> isLagOfInput(metric.getKey()))
                .filter(metric -> topic.test(topic(metric.getKey())))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                // Not a number where nothing was fetched yet.
                .filter(lag -> lag > 0)
                .sum();
    }

    /**
     * The restore consumer reads changelogs: what is left there is told apart. Kafka's clients show each partition twice: of its
     * topic, and, as they once did, of one with underscores for the dots. All topics that are read here have dots.
     */
    private static boolean isLagOfInput(MetricName name) {
        return name.name().equals(LAG)
                && name.tags().containsKey("partition")
                && topic(name).contains(".")
                && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }

    private static String topic(MetricName name) {
        return name.tags().getOrDefault("topic", "");
    }
}
