package dev.tidings.codec;

import java.util.Set;

/**
 * What a dead letter carries in headers beside the record as it came, so that its key, its value and its own headers stay
 * what they were and a replay is exact.
 */
public final class DeadLetterHeaders {
    /** Why it was buried, in a sentence that holds nothing of the record. */
    public static final String CAUSE = "tidings_cause";

    /** Where it was read. */
    public static final String TOPIC = "tidings_topic";

    public static final String PARTITION = "tidings_partition";
    public static final String OFFSET = "tidings_offset";

    /** When it was published, by its own time stamp: milliseconds since 1970, 0 where it had none. */
    public static final String TIMESTAMP = "tidings_timestamp";

    /** How many bytes its value had; only where the letter does not hold all of the record. */
    public static final String SIZE = "tidings_size";

    /** Of a record that was replayed: the dead letter that it was before, partition@offset. */
    public static final String REPLAY_OF = "tidings_replay_of";

    /** Of a record that was replayed: how often, until now. */
    public static final String REPLAYS = "tidings_replays";

    /** All of them: what a replay takes off again. */
    public static final Set<String> ALL = Set.of(CAUSE, TOPIC, PARTITION, OFFSET, TIMESTAMP, SIZE, REPLAY_OF, REPLAYS);

    private DeadLetterHeaders() {}
}
