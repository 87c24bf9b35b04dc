package dev.tidings.scheduler.hold;

import org.jspecify.annotations.Nullable;

/** A simulated partition's stores, with the one thing that Kafka's transactions give: back to the last commit. */
public interface SimulatedStores {
    /** For an engine that starts now. */
    Stores stores();

    void commit();

    void rollBack();

    /** The first key that waits, from one on. */
    @Nullable
    DueKey nextFrom(DueKey key);

    /** How many requests, retries and deadlines wait. */
    long waitingEntries();

    /** Whether nothing waits, and nothing is remembered. */
    boolean isEmpty();
}
