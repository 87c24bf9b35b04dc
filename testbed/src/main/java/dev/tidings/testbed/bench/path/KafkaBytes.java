package dev.tidings.testbed.bench.path;

import dev.tidings.testbed.bench.kit.TopicBytes;
import dev.tidings.topics.Topics;
import java.util.Map;
import java.util.TreeMap;

/** How many bytes lie in Kafka, by who wrote them. */
final class KafkaBytes {
    /** Offsets and transactions: what Kafka itself writes down for everyone. */
    static final String KAFKA = "kafka";

    static final String UPSTREAM = "upstream";

    private KafkaBytes() {}

    static Map<String, Long> byWriter(String bootstrapServers) {
        Map<String, Long> bytes = new TreeMap<>();
        TopicBytes.of(bootstrapServers).forEach((topic, count) -> bytes.merge(writer(topic), count, Long::sum));
        return bytes;
    }

    /** Of requests that are sent at once, only the dispatcher has results to tell. */
    static String writer(String topic) {
        return switch (topic) {
            case Topics.REQUESTS, Topics.CATALOG -> UPSTREAM;
            case Topics.ATTEMPTS, Topics.HOLDS, Topics.RESULTS, Topics.RECEIPTS -> "dispatcher";
            default -> {
                if (topic.startsWith("tidings-fallback")) {
                    yield "fallback";
                }
                if (topic.startsWith("tidings-receipts")) {
                    yield "dispatcher";
                }
                yield topic.startsWith("tidings") ? "scheduler" : KAFKA;
            }
        };
    }
}
