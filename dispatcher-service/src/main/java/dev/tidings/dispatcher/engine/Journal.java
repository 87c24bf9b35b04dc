package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.Takeover;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Reads the journal of attempts. */
interface Journal {
    /**
     * Reads partitions from the given offsets to their present ends, on a thread of its own.
     *
     * @param from by partition; empty: from the beginning, and so is an offset that the partition does not have (any more)
     */
    CompletableFuture<Map<Integer, Takeover>> read(Map<Integer, OptionalLong> from);
}
