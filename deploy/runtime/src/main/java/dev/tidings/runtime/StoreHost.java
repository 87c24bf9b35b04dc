package dev.tidings.runtime;

import java.util.Set;

/**
 * An instance of a service, and the partitions whose state it works on: not those it only keeps a standby of.
 *
 * @param address as it advertises itself, host:port
 * @param partitions their numbers; may be empty
 */
public record StoreHost(String address, Set<Integer> partitions) {
    public StoreHost {
        partitions = Set.copyOf(partitions);
    }
}
