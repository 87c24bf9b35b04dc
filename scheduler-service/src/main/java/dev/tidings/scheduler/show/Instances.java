package dev.tidings.scheduler.show;

import dev.tidings.runtime.StoreHost;
import java.util.List;
import java.util.Optional;

/** Port: the schedulers that hold together, as far as this one knows them. */
public interface Instances {
    /** This one's address, host:port. */
    String self();

    /** Whether this one has all of what it holds at hand: not while it restores, or partitions move. */
    boolean isReady();

    /** All of them with their partitions, this one too; empty while they are not known. */
    List<StoreHost> all();

    /** The address of the one that a request's id belongs to, by Kafka's own partitioner. */
    Optional<String> ownerOf(String requestId);
}
