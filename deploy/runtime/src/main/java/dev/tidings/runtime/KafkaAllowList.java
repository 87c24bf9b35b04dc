package dev.tidings.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Of the hundreds of metrics that Kafka's clients and Kafka Streams have, many of them for each partition, lets those through that
 * somebody looks at. They stand in {@code deploy/metrics.md} too.
 */
final class KafkaAllowList implements MeterFilter {
    /** As Micrometer's binder spells them. */
    static final Set<String> NAMES = Set.of(
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.records.per.request.avg",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.state.estimate.num.keys",
            "kafka.stream.state.total.sst.files.size");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        boolean isKafkas = id.getName().startsWith("kafka.");
        return isKafkas && !(NAMES.contains(id.getName()) && isOfNoOtherTopic(id))
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    /**
     * Kafka's clients show what is of a topic twice: under its name, and, as they once did, with underscores for its dots. All of
     * ours have dots; those without are changelogs.
     */
    private static boolean isOfNoOtherTopic(Meter.Id id) {
        String topic = id.getTag("topic");
        return topic == null || topic.contains(".");
    }
}
