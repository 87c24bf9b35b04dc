package dev.tidings.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic as it has to be created.
 *
 * @param name its name
 * @param keyed whether it has the common number of partitions; otherwise it has one
 * @param settings its topic-level settings
 */
public record TopicSpec(String name, boolean keyed, Map<String, String> settings) {
    static TopicSpec keyed(String name, Duration kept) {
        return new TopicSpec(
                name,
                true,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.MAX_RECORD_BYTES)));
    }

    /**
     * With the broker's time in every record: an immediate send is due when it was published, and upstream's clock must not
     * decide whether it is still valid.
     */
    TopicSpec stampedByTheBroker() {
        Map<String, String> stamped = new HashMap<>(settings);
        stamped.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return new TopicSpec(name, keyed, Map.copyOf(stamped));
    }

    /** Read by nobody but one reader at a time, and whole. */
    TopicSpec inOnePartition() {
        return new TopicSpec(name, false, settings);
    }

    static TopicSpec compacted(String name) {
        return new TopicSpec(
                name, false, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * The topic for Kafka's admin client.
     *
     * @param partitions the common number of partitions of all keyed topics
     * @param replicas copies of each partition
     */
    public NewTopic toNewTopic(int partitions, short replicas) {
        return new NewTopic(name, keyed ? partitions : 1, replicas).configs(settings);
    }
}
