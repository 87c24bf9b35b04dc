package dev.tidings.topics;

import java.time.Duration;
import java.util.List;

/**
 * Every topic of Tidings, in the order of the path. All keyed topics have the same number of partitions, which never
 * changes after creation: a request's records, and a recipient's, meet in partitions of the same number.
 */
public final class Topics {
    public static final String REQUESTS = "tidings.requests";
    public static final String HOLDS = "tidings.holds";
    public static final String ATTEMPTS = "tidings.attempts";
    public static final String RESULTS = "tidings.results";
    public static final String RECEIPTS = "tidings.receipts";
    public static final String WATCHES = "tidings.watches";
    public static final String DEADLINES = "tidings.deadlines";
    public static final String CATALOG = "tidings.catalog";
    public static final String DEAD_LETTERS = "tidings.dead-letters";
    public static final String REPLAYS = "tidings.replays";

    /** Larger than any record that a service writes after its own checks; what is larger is refused by the broker. */
    public static final int MAX_RECORD_BYTES = 1_048_576;

    /**
     * For how long it is known which dead letters were replayed: longer than any of them is kept, its last segment included.
     */
    public static final Duration REPLAYS_KEPT = Duration.ofDays(60);

    private Topics() {}

    /** All topics with their settings. */
    public static List<TopicSpec> all() {
        return List.of(
                TopicSpec.keyed(REQUESTS, Duration.ofDays(7)).stampedByTheBroker(),
                TopicSpec.keyed(HOLDS, Duration.ofDays(7)),
                TopicSpec.keyed(Lane.HIGH.topic(), Duration.ofDays(3)),
                TopicSpec.keyed(Lane.NORMAL.topic(), Duration.ofDays(3)),
                TopicSpec.keyed(Lane.BULK.topic(), Duration.ofDays(3)),
                TopicSpec.keyed(Lane.SMS.topic(), Duration.ofDays(3)),
                TopicSpec.keyed(ATTEMPTS, Duration.ofDays(1)),
                TopicSpec.keyed(RESULTS, Duration.ofDays(30)),
                TopicSpec.keyed(RECEIPTS, Duration.ofDays(7)),
                TopicSpec.keyed(WATCHES, Duration.ofDays(7)),
                TopicSpec.keyed(DEADLINES, Duration.ofDays(7)),
                TopicSpec.compacted(CATALOG),
                TopicSpec.keyed(DEAD_LETTERS, Duration.ofDays(30)),
                TopicSpec.keyed(REPLAYS, REPLAYS_KEPT).inOnePartition());
    }
}
